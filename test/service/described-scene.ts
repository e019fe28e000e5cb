/**
 * Records, measures and callers for holding answers against the published document.
 * It must never look into an answer more than it needs for the next call.
 */
import { DescribedService, type Form } from '../support/described-service.js';
import { at, personRecord, type Reply } from '../support/running-service.js';

/** Sends under supervision; looked at; whose hits, whose checks and whose receiving are reviewed. */
export const OWNER = 'HRV';
export const LOOKS = 'EST';
export const HITS = 'AUT';
export const RECEIVES = 'LVA';

/** A record in which every field is given. */
export const FULL = {
  index: 'wanted',
  colour: 'red',
  kind: 'diffusion',
  recipients: 'all',
  person: {
    names: [
      { family: 'Voda', given: 'Vanja', kind: 'primary', quality: 'good' },
      { fullName: 'Вања Вода', kind: 'original-script', quality: 'low' },
    ],
    datesOfBirth: ['1974-08-12', '1974', '1970/1974', '1974~'],
    sex: 'F',
    nationalities: ['HRV', 'D'],
    placeOfBirth: 'Zadar',
    documents: [
      { number: 'ab 12-34', issuer: 'HRV', type: 'P' },
      { number: 'X9', issuer: 'SWE' },
    ],
  },
  action: 'arrest',
  offences: ['fraud'],
  warrant: { issuer: 'HRV', date: '2026-01-02', maximumPenaltyYears: 10, sentenceMonths: null },
  warnings: ['armed', 'escape'],
  restrictions: { deny: ['FIN'], allowOnly: null, agencies: null, purposes: null },
  confidentiality: 'restricted',
} as const;

export const bornThen = (fullName: string) => ({
  person: { fullName, dateOfBirth: '1974-08-12' },
});

export class DescribedScene {
  readonly service: DescribedService;
  readonly #tokens = new Map<string, string>();

  constructor(form: Form) {
    this.service = new DescribedService(form);
  }

  async start(): Promise<void> {
    await this.service.start();
    for (const member of [OWNER, LOOKS, HITS, RECEIVES]) {
      await this.#issue(`${member} ncb`, member, 'ncb');
      await this.#issue(`${member} terminal`, member, 'terminal');
    }
    for (const role of ['reviewer', 'supervisor', 'auditor', 'operator']) {
      await this.#issue(role, 'XPO', role);
    }
    await this.#issue('endorser', 'XPO', 'supervisor');
  }

  async #issue(name: string, member: string, role: string): Promise<void> {
    this.#tokens.set(name, await this.service.token(member, role, 'border'));
  }

  token(who: string): string {
    const token = this.#tokens.get(who);
    if (token === undefined) throw new Error(`nobody is called ${who}`);
    return token;
  }

  /** A call, and whether it is answered as it should be. */
  async call(
    who: string,
    method: string,
    path: string,
    status: number,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<Reply> {
    const reply = await this.service.call(method, path, this.token(who), body, headers);
    if (reply.status === status) return reply;
    throw new Error(`${method} ${path} answered ${reply.status}: ${JSON.stringify(reply.body)}`);
  }

  put(reference: string, record: object, status = 201, owner = OWNER): Promise<Reply> {
    return this.call(`${owner} ncb`, 'PUT', `/v1/records/${owner}-${reference}`, status, record);
  }

  /** A person of this name, published at once. */
  async publish(reference: string, family: string, owner = OWNER): Promise<void> {
    await this.put(reference, personRecord(family, 'Vanja'), 201, owner);
  }

  /** The review of a notice. */
  async held(reference: string, more: object = {}): Promise<string> {
    const { body } = await this.put(reference, { ...FULL, kind: 'notice', ...more }, 202);
    return String(at(body, 'reviewId'));
  }

  decide(reviewId: string, decision: string, more: object = {}): Promise<Reply> {
    const body = { decision, reason: 'looked at', ...more };
    return this.call('reviewer', 'POST', `/v1/reviews/${reviewId}/decision`, 200, body);
  }

  /** An urgent measure; its id. */
  async measure(member: string, scopes: readonly string[], policy = 'refer-all'): Promise<string> {
    const body = { member, scopes, reason: 'doubts', urgent: true, policy };
    const reply = await this.call('supervisor', 'POST', '/v1/measures', 201, body);
    return String(at(reply.body, 'measureId'));
  }

  async check(who: string, body: object, result?: string): Promise<Reply> {
    const check = { purpose: 'border', ...body };
    const reply = await this.call(who, 'POST', '/v1/checks', 200, check);
    if (result === undefined || at(reply.body, 'result') === result) return reply;
    throw new Error(`not ${result}: ${JSON.stringify(reply.body)}`);
  }

  read(who: string, path: string): Promise<Reply> {
    return this.call(who, 'GET', path, 200);
  }
}
