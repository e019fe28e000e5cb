/**
 * A service with bureaus, reviewers and a supervisor, and what they do with records under review.
 * It must never wait for a time, only for answers.
 */
import { at, RunningService, until, type Reply } from '../support/running-service.js';

/** The bureau under supervision, and two that look. */
export const OWNER = 'HRV';
export const OTHERS = ['EST', 'LVA'] as const;

export interface Told {
  readonly id: string;
  readonly type: string;
  readonly recordId: string | null;
  readonly body: unknown;
}

export class ReviewScene {
  readonly service: RunningService;
  readonly #tokens = new Map<string, string>();
  readonly #measures: string[] = [];

  constructor(env: Record<string, string> = {}) {
    this.service = new RunningService(env);
  }

  async start(): Promise<this> {
    await this.service.start();
    for (const member of [OWNER, ...OTHERS]) {
      await this.#issue(`${member} ncb`, member, 'ncb');
      await this.#issue(`${member} terminal`, member, 'terminal');
    }
    for (const name of ['reviewer', 'second', 'supervisor', 'endorser', 'auditor']) {
      const role = name === 'second' ? 'reviewer' : name === 'endorser' ? 'supervisor' : name;
      await this.#issue(name, 'XPO', role);
    }
    return this;
  }

  /** Waits until each of two processes answers, and knows the credential that was issued last. */
  async knownToBoth(): Promise<void> {
    await until(async () => this.service.log.split('"listening"').length > 2);
    const close = { connection: 'close' };
    const anew = (): Promise<Reply> =>
      // A connection of its own, which the kernel gives to either process.
      this.service.call('GET', '/v1/measures', this.token('auditor'), undefined, close);
    await until(async () => {
      const tries = await Promise.all(Array.from({ length: 20 }, anew));
      return tries.every(({ status }) => status === 200);
    });
  }

  async #issue(name: string, member: string, role: string): Promise<void> {
    this.#tokens.set(name, await this.service.token(member, role));
  }

  token(name: string): string {
    const token = this.#tokens.get(name);
    if (token === undefined) throw new Error(`nobody is called ${name}`);
    return token;
  }

  /** A call by somebody of the scene, such as `reviewer` or `EST ncb`. */
  call(who: string, method: string, path: string, body?: object): Promise<Reply> {
    return this.service.call(method, path, this.token(who), body);
  }

  put(reference: string, record: object): Promise<Reply> {
    return this.call(`${OWNER} ncb`, 'PUT', `/v1/records/${OWNER}-${reference}`, record);
  }

  withdraw(reference: string): Promise<Reply> {
    const reason = { reason: 'solved' };
    return this.call(`${OWNER} ncb`, 'DELETE', `/v1/records/${OWNER}-${reference}`, reason);
  }

  /** A push that is held; the id of its review. */
  async held(reference: string, record: object): Promise<string> {
    const reply = await this.put(reference, record);
    if (reply.status !== 202) throw new Error(`not held: ${reply.text}`);
    return String(at(reply.body, 'reviewId'));
  }

  async supervise(member: string = OWNER, scopes: readonly string[] = ['circulation']) {
    const body = { member, scopes, reason: 'doubts', urgent: true };
    const reply = await this.call('supervisor', 'POST', '/v1/measures', body);
    this.#measures.push(String(at(reply.body, 'measureId')));
  }

  async lift(): Promise<void> {
    for (const measureId of this.#measures.splice(0)) {
      const path = `/v1/measures/${measureId}/lift`;
      await this.call('supervisor', 'POST', path, { reason: 'dispelled' });
    }
  }

  review(reviewId: string, who = 'reviewer'): Promise<Reply> {
    return this.call(who, 'GET', `/v1/reviews/${reviewId}`);
  }

  decide(reviewId: string, decision: string, more: object = {}, who = 'reviewer'): Promise<Reply> {
    const body = { decision, reason: 'looked at', ...more };
    return this.call(who, 'POST', `/v1/reviews/${reviewId}/decision`, body);
  }

  /** Ids of the reviews in a list, in its order. */
  async queue(query = ''): Promise<string[]> {
    const { body } = await this.call('reviewer', 'GET', `/v1/reviews${query}`);
    return (at(body, 'reviews') as { reviewId: string }[]).map(({ reviewId }) => reviewId);
  }

  /** What the owner, or a reviewer, reads of a record. */
  record(reference: string, who = `${OWNER} ncb`): Promise<Reply> {
    return this.call(who, 'GET', `/v1/records/${OWNER}-${reference}`);
  }

  named(fullName: string, member: string = OTHERS[0]): Promise<Reply> {
    const person = { fullName, dateOfBirth: '1974-08-12' };
    return this.service.check(this.token(`${member} terminal`), { person });
  }

  async result(fullName: string, member: string = OTHERS[0]): Promise<unknown> {
    return at((await this.named(fullName, member)).body, 'result');
  }

  async documentResult(number: string, member: string = OTHERS[0]): Promise<unknown> {
    const documents = [{ number, issuer: OWNER }];
    const reply = await this.service.check(this.token(`${member} terminal`), { documents });
    return at(reply.body, 'result');
  }

  /** Messages about a record in somebody's inbox. */
  async told(who: string, type: string, reference: string): Promise<Told[]> {
    const { body } = await this.call(who, 'GET', '/v1/inbox?after=0');
    return (at(body, 'messages') as Told[]).filter(
      (message) => message.type === type && message.recordId === `${OWNER}-${reference}`,
    );
  }
}
