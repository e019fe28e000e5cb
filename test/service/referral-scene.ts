/**
 * A running service with members under supervision, records to be found, and those who ask and decide.
 * It must never decide anything by itself.
 */
import { at, personRecord, RunningService, until, type Reply } from '../support/running-service.js';

/** Supervised as an owner: matches on its data are gated. */
export const HITS = 'AUT';
/** Supervised as an asker: its checks are gated. */
export const CHECKS = 'DEU';
/** Under no measure. */
export const FREE = 'ITA';

export class ReferralScene {
  readonly service: RunningService;
  readonly #bureaus = new Map<string, string>();
  terminal = '';
  otherTerminal = '';
  ncb = '';
  foreignNcb = '';
  free = '';
  reviewer = '';
  auditor = '';
  supervisor = '';

  constructor(env: Record<string, string> = {}) {
    this.service = new RunningService(env);
  }

  async start(): Promise<this> {
    const { service } = this;
    await service.start();
    this.terminal = await service.token(CHECKS, 'terminal', 'border');
    this.otherTerminal = await service.token(CHECKS, 'terminal', 'border');
    this.ncb = await service.token(CHECKS, 'ncb');
    this.free = await service.token(FREE, 'terminal');
    this.foreignNcb = await service.token(FREE, 'ncb');
    this.reviewer = await service.token('XPO', 'reviewer');
    this.auditor = await service.token('XPO', 'auditor');
    this.supervisor = await service.token('XPO', 'supervisor');
    await this.knownEverywhere(this.supervisor);
    await this.measure(HITS, ['hits']);
    await this.measure(CHECKS, ['checks']);
    return this;
  }

  /** Waits until every process knows a credential: a new one takes up to a second. */
  knownEverywhere(token: string): Promise<void> {
    return until(async () => {
      const calls = Array.from({ length: 20 }, () => this.call('GET', '/v1/members', token));
      return (await Promise.all(calls)).every(({ status }) => status === 200);
    });
  }

  /** An urgent measure that sends every match it gates to a reviewer; its id. */
  async measure(member: string, scopes: readonly string[]): Promise<string> {
    const body = { member, scopes, reason: 'doubts', urgent: true, policy: 'refer-all' };
    const reply = await this.service.call('POST', '/v1/measures', this.supervisor, body);
    if (reply.status !== 201) throw new Error(`no measure: ${reply.text}`);
    return String(at(reply.body, 'measureId'));
  }

  async bureau(member: string): Promise<string> {
    const known = this.#bureaus.get(member);
    if (known !== undefined) return known;
    const token = await this.service.token(member, 'ncb');
    await this.knownEverywhere(token);
    this.#bureaus.set(member, token);
    return token;
  }

  /** Publishes a person of this family name. */
  async push(recordId: string, family: string, more: object = {}): Promise<void> {
    const token = await this.bureau(recordId.slice(0, 3));
    const record = personRecord(family, 'Cunégonde', more);
    const { status, text } = await this.call('PUT', `/v1/records/${recordId}`, token, record);
    if (status !== 200 && status !== 201) throw new Error(`not published: ${text}`);
  }

  async restrict(recordId: string, bounds: object): Promise<void> {
    const token = await this.bureau(recordId.slice(0, 3));
    const path = `/v1/records/${recordId}/restrictions`;
    const { status, text } = await this.call('PUT', path, token, bounds);
    if (status !== 200) throw new Error(`not restricted: ${text}`);
  }

  async withdraw(recordId: string): Promise<void> {
    const token = await this.bureau(recordId.slice(0, 3));
    const { status } = await this.call('DELETE', `/v1/records/${recordId}`, token, {
      reason: 'it is over',
    });
    if (status !== 200) throw new Error('not withdrawn');
  }

  check(token: string, family: string, more: object = {}): Promise<Reply> {
    const person = { fullName: `Cunégonde ${family}`, dateOfBirth: '1974-08-12' };
    return this.service.check(token, { person, ...more });
  }

  /** The id of a check that was referred. */
  async referred(token: string, family: string): Promise<string> {
    const { body, text } = await this.check(token, family);
    if (at(body, 'result') !== 'referred') throw new Error(`not referred: ${text}`);
    return String(at(body, 'checkId'));
  }

  read(token: string, checkId: string): Promise<Reply> {
    return this.call('GET', `/v1/checks/${checkId}`, token);
  }

  show(checkId: string): Promise<Reply> {
    return this.call('GET', `/v1/referrals/${checkId}`, this.reviewer);
  }

  decide(checkId: string, release: unknown, token = this.reviewer): Promise<Reply> {
    const body = { release, reason: 'looked at' };
    return this.call('POST', `/v1/referrals/${checkId}/decision`, token, body);
  }

  call(method: string, path: string, token: string, body?: object): Promise<Reply> {
    return this.service.call(method, path, token, body);
  }

  /** Entries of the audit about a check, oldest first. */
  async entries(checkId: string): Promise<Record<string, unknown>[]> {
    const text = await this.service.cli(['audit', 'export']);
    const all = text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    return all.filter(
      ({ checkId: id, subject }) => id === checkId || String(subject).startsWith(checkId),
    );
  }

  async stats(): Promise<unknown> {
    const from = new Date(Date.now() - 3_600_000).toISOString();
    return (await this.call('GET', `/v1/stats?from=${from}`, this.auditor)).body;
  }

  stop(): Promise<void> {
    return this.service.stop();
  }
}

export const idsOf = (reply: Reply): string[] =>
  (at(reply.body, 'matches') as { recordId: string }[]).map(({ recordId }) => recordId);

/** A reply without what differs between any two checks: ids, instants, durations. */
export const bare = (reply: Reply): string =>
  reply.text
    .replace(/"(checkId|id)":"[^"]*"/g, '"$1":""')
    .replace(/"(expectedBy|decidedAt)":"[^"]*"/g, '"$1":""')
    .replace(/"tookMs":[0-9.]+/g, '');
