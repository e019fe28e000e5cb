/**
 * What owners are told of the time that runs out for their records.
 * It must never tell of an expiry date twice, nor hold anything of a person.
 */
import type { Dossier } from '../record/codec.js';
import { packMessage, type Message } from '../record/message.js';
import { tell } from '../store/deeds.js';
import type { Effects } from '../store/records.js';
import type { Attempt } from './changes.js';
import type { Consequence } from './consequences.js';
import { daysFrom } from './fields.js';
import type { Actor, Step } from './life.js';
import { ownerOf } from './restrict.js';
import { RETENTION, type RetentionPolicy } from './retention-rules.js';

export class RetentionMessages implements Consequence {
  readonly #policy: RetentionPolicy;

  constructor(policy: RetentionPolicy) {
    this.#policy = policy;
  }

  of(
    before: Dossier | null,
    { next, version }: Step,
    { now }: Actor,
    { caller, action }: Attempt,
  ): Partial<Effects> | null {
    if (before === null || caller.credentialId !== RETENTION.credentialId) return null;
    const { recordId } = next;
    let body: Message['body'] | null = null;
    if (action === 'resume') {
      body = { event: 'suspension-ended', suspendedUntil: before.live?.suspendedUntil ?? null };
    } else if (next.warnedFor !== before.warnedFor) {
      body = this.#ending(recordId, version.content.expiresOn, action === 'expire');
    }
    if (body === null) return null;
    const message: Message = { type: 'retention', at: now, recordId, body, audience: null };
    return { deeds: [tell(ownerOf(recordId), packMessage(message), now)] };
  }

  #ending(recordId: string, expiresOn: string, over: boolean): Message['body'] {
    const { deleteDays } = this.#policy;
    return {
      event: over ? 'expired' : 'expiry-ahead',
      expiresOn,
      contentDeletedOn: daysFrom(expiresOn, deleteDays + 1),
      detail: over
        ? 'The last valid day has passed: the record is matched no more.'
        : 'After its last valid day the record is matched no more; later its content is deleted.',
      renewal: over
        ? `PUT /v1/records/${recordId} enters it again.`
        : `POST /v1/records/${recordId}/renew with a reason, up to and on its last valid day.`,
    };
  }
}
