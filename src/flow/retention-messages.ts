/**
 * What owners are told of the time that runs out for their records.
 * It must never tell of an expiry date twice, nor hold anything of a person.
 */
import type { Dossier } from '../record/codec.js';
import { packMessage, type Message } from '../record/message.js';
import { tell, type Deed } from '../store/deeds.js';
import type { Effects } from '../store/records.js';
import type { Attempt } from './changes.js';
import type { Consequence } from './consequences.js';
import { daysFrom } from './fields.js';
import type { Actor, Step } from './life.js';
import { ownerOf } from './restrict.js';
import { RETENTION, type RetentionPolicy } from './retention-rules.js';

/** `recordId` `null`: of all documents of the day. `over`: the last valid day has passed without a word. */
function endingBody(
  recordId: string | null,
  expiresOn: string,
  over: boolean,
  { deleteDays }: RetentionPolicy,
): Message['body'] {
  const what = recordId ?? '{recordId}';
  const subject = recordId === null ? 'Documents of this last valid day are' : 'The record is';
  return {
    event: over ? 'expired' : 'expiry-ahead',
    expiresOn,
    contentDeletedOn: daysFrom(expiresOn, deleteDays + 1),
    detail: over
      ? `${subject} expired and matched no more.`
      : `${subject} matched no more after it; later the content is deleted.`,
    renewal: over
      ? `PUT /v1/records/${what} enters it again.`
      : `POST /v1/records/${what}/renew with a reason, up to and on the last valid day.`,
  };
}

/** One message of all of an owner's documents that end on a day; `now` in milliseconds since 1970. */
export function tellOfDay(
  owner: string,
  expiresOn: string,
  over: boolean,
  policy: RetentionPolicy,
  now: number,
): Deed {
  const body = { ...endingBody(null, expiresOn, over, policy), index: 'documents' };
  const message: Message = { type: 'retention', at: now, recordId: null, body, audience: null };
  return tell(owner, packMessage(message), now);
}

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
      const { expiresOn } = version.content;
      body = endingBody(recordId, expiresOn, action === 'expire', this.#policy);
    }
    if (body === null) return null;
    const message: Message = { type: 'retention', at: now, recordId, body, audience: null };
    return { deeds: [tell(ownerOf(recordId), packMessage(message), now)] };
  }
}
