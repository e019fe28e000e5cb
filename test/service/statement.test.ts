/**
 * One story end to end: a bureau disconnects itself, another is put under supervision, and nobody is excluded.
 * The tests stand in the order of the story and build on one another.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  at,
  documentRecord,
  personRecord,
  RunningService,
  until,
  type Reply,
} from '../support/running-service.js';

/** The one that leaves, the one under supervision, and two others. */
const LEAVING = 'MLT';
const SUPERVISED = 'SVN';
const OTHERS = ['NLD', 'PRT'] as const;

const service = new RunningService();
const bureau: Record<string, string> = {};
const terminal: Record<string, string> = {};
const secretariat: Record<string, string> = {};
let measureId = '';
const reviewOf: Record<string, string> = {};

beforeAll(async () => {
  await service.start();
  for (const member of [LEAVING, SUPERVISED, ...OTHERS]) {
    bureau[member] = await service.token(member, 'ncb');
    terminal[member] = await service.token(member, 'terminal');
  }
  for (const role of ['reviewer', 'supervisor', 'auditor']) {
    secretariat[role] = await service.token('XPO', role);
  }
  secretariat['endorser'] = await service.token('XPO', 'supervisor');
});
afterAll(() => service.stop());

const put = (reference: string, record: object): Promise<Reply> =>
  service.call('PUT', `/v1/records/${SUPERVISED}-${reference}`, bureau[SUPERVISED] ?? '', record);

function named(token: string | undefined, fullName: string): Promise<Reply> {
  return service.check(token ?? '', { person: { fullName, dateOfBirth: '1974-08-12' } });
}

async function resultFor(member: string, fullName: string): Promise<unknown> {
  return at((await named(terminal[member], fullName)).body, 'result');
}

interface Told {
  readonly id: string;
  readonly type: string;
  readonly recordId: string | null;
}

/** Everything in an inbox from its beginning. */
async function inboxOf(token: string | undefined): Promise<Told[]> {
  const all: Told[] = [];
  for (let after = '0'; ;) {
    const { body } = await service.call('GET', `/v1/inbox?after=${after}`, token ?? '');
    const page = at(body, 'messages') as Told[];
    all.push(...page);
    const last = page.at(-1);
    if (last === undefined) return all;
    after = last.id;
  }
}

const about = async (token: string | undefined, type: string): Promise<(string | null)[]> =>
  (await inboxOf(token)).filter((told) => told.type === type).map(({ recordId }) => recordId);

function decide(reviewId: string | undefined, decision: string, reason: string): Promise<Reply> {
  return service.call(
    'POST',
    `/v1/reviews/${reviewId ?? ''}/decision`,
    secretariat['reviewer'] ?? '',
    { decision, reason },
  );
}

describe('the story', () => {
  it('begins with everybody connected and what is sent circulated at once', async () => {
    expect((await put('old', personRecord('Starina', 'Stane'))).status).toBe(201);
    const leaving = `/v1/records/${LEAVING}-1`;
    const record = personRecord('Borg', 'Carmena');
    expect((await service.call('PUT', leaving, bureau[LEAVING] ?? '', record)).status).toBe(201);
    for (const member of OTHERS) expect(await resultFor(member, 'Stane Starina')).toBe('match');
  });

  it('one bureau disconnects itself; its data lives on and points to the General Secretariat', async () => {
    const body = { state: 'disconnected', reason: 'the bureau can no longer watch its messages' };
    const path = `/v1/members/${LEAVING}/connection`;
    expect((await service.call('POST', path, bureau[LEAVING] ?? '', body)).status).toBe(200);
    const { body: reply } = await named(terminal['NLD'], 'Carmena Borg');
    expect(at(reply, 'result')).toBe('match');
    expect(at(reply, 'matches', 0, 'ownerStatus')).toBe('disconnected');
    expect(String(at(reply, 'matches', 0, 'handling'))).toContain('General Secretariat');
    const restrictions = `/v1/members/${LEAVING}/restrictions`;
    const deny = { deny: ['PRT'] };
    const protectedBy = secretariat['reviewer'] ?? '';
    expect((await service.call('PUT', restrictions, protectedBy, deny)).status).toBe(200);
    expect(await resultFor('PRT', 'Carmena Borg')).toBe('clear');
    expect(await resultFor('NLD', 'Carmena Borg')).toBe('match');
  });

  it('another is put under supervision at once, and a second supervisor endorses it', async () => {
    const scopes = ['circulation', 'checks'];
    const proposal = { member: SUPERVISED, scopes, reason: 'heightened supervision', urgent: true };
    const urgent = await service.call(
      'POST',
      '/v1/measures',
      secretariat['supervisor'] ?? '',
      proposal,
    );
    expect([urgent.status, at(urgent.body, 'state')]).toEqual([201, 'in-force']);
    measureId = String(at(urgent.body, 'measureId'));
    const path = `/v1/measures/${measureId}/endorse`;
    const endorsed = await service.call('POST', path, secretariat['endorser'] ?? '');
    expect([endorsed.status, at(endorsed.body, 'state')]).toEqual([200, 'in-force']);
  });

  it('its next diffusion, an update, a bulk file and a lost document are held', async () => {
    const diffusion = await put('new', personRecord('Novak', 'Neza'));
    const update = await put('old', personRecord('Starina', 'Stane', { warnings: ['armed'] }));
    const document = await put('doc', documentRecord(SUPERVISED, 'SV7654321'));
    for (const held of [diffusion, update, document]) {
      expect([held.status, at(held.body, 'state')]).toEqual([202, 'in_review']);
    }
    reviewOf['new'] = String(at(diffusion.body, 'reviewId'));
    reviewOf['old'] = String(at(update.body, 'reviewId'));
    const lines = ['Ena', 'Dve', 'Tri'].map((given, n) => ({
      recordId: `${SUPERVISED}-bulk-${n}`,
      ...personRecord('Paket', given),
    }));
    for (const answer of await service.bulk(bureau[SUPERVISED] ?? '', lines)) {
      expect(at(answer, 'status')).toBe(202);
    }
    for (const member of OTHERS) {
      for (const name of ['Neza Novak', 'Ena Paket', 'Dve Paket', 'Tri Paket']) {
        expect(await resultFor(member, name)).toBe('clear');
      }
      const { body } = await named(terminal[member], 'Stane Starina');
      expect(at(body, 'matches', 0, 'warnings')).toEqual([]);
      const passport = { documents: [{ number: 'SV7654321', issuer: SUPERVISED }] };
      const check = await service.check(terminal[member] ?? '', passport);
      expect(at(check.body, 'result')).toBe('clear');
    }
  });

  it('a reviewer finds all of it in the queue, with what was published before', async () => {
    const { body } = await service.call('GET', '/v1/reviews', secretariat['reviewer'] ?? '');
    const reviews = at(body, 'reviews') as { reviewId: string; recordId: string }[];
    const waiting = reviews.map(({ recordId }) => recordId).sort();
    expect(waiting).toEqual(
      ['bulk-0', 'bulk-1', 'bulk-2', 'doc', 'new', 'old'].map((r) => `${SUPERVISED}-${r}`),
    );
    for (const { recordId, reviewId } of reviews) reviewOf[recordId.slice(4)] = reviewId;
    const path = `/v1/reviews/${reviewOf['old'] ?? ''}`;
    const one = await service.call('GET', path, secretariat['reviewer'] ?? '');
    expect(at(one.body, 'record', 'warnings')).toEqual(['armed']);
    expect(at(one.body, 'previous', 'warnings')).toEqual([]);
    expect((await service.call('GET', path, bureau[SUPERVISED] ?? '')).status).toBe(403);
  });

  it('the reviewer releases one, refuses one and asks about one', async () => {
    expect((await decide(reviewOf['new'], 'compliant', 'complete and in order')).status).toBe(200);
    expect((await decide(reviewOf['old'], 'refused', 'no ground for the warning')).status).toBe(
      200,
    );
    expect((await decide(reviewOf['bulk-0'], 'clarify', 'which court?')).status).toBe(200);
    expect((await decide(reviewOf['new'], 'refused', 'on second thoughts')).status).toBe(409);
  });

  it('the question reaches the owner and the answer comes back', async () => {
    const questions = await about(bureau[SUPERVISED], 'clarification');
    expect(questions).toEqual([`${SUPERVISED}-bulk-0`]);
    const path = `/v1/reviews/${reviewOf['bulk-0'] ?? ''}/answer`;
    const answer = { answer: 'the district court of the capital' };
    expect((await service.call('POST', path, bureau[SUPERVISED] ?? '', answer)).status).toBe(200);
    expect(await about(secretariat['reviewer'], 'clarification')).toEqual([`${SUPERVISED}-bulk-0`]);
  });

  it('members receive and find what was released, and nothing else', async () => {
    for (const member of OTHERS) {
      const received = (await about(bureau[member], 'publication')).filter((recordId) =>
        recordId?.startsWith(SUPERVISED),
      );
      expect(received).toEqual([`${SUPERVISED}-old`, `${SUPERVISED}-new`]);
      expect(await resultFor(member, 'Neza Novak')).toBe('match');
      expect(await resultFor(member, 'Ena Paket')).toBe('clear');
      const { body } = await named(terminal[member], 'Stane Starina');
      expect(at(body, 'matches', 0, 'warnings')).toEqual([]);
      expect(at(body, 'matches', 0, 'supervised')).toBe(true);
    }
    const { body } = await named(terminal['NLD'], 'Neza Novak');
    expect(at(body, 'matches', 0, 'reviewStatus')).toBe('compliant');
  });

  it('the supervised member keeps checking and sending', async () => {
    const check = await named(terminal[SUPERVISED], 'Nobody Whatsoever');
    expect([check.status, at(check.body, 'result')]).toEqual([200, 'clear']);
    const sent = await put('later', personRecord('Kasneje', 'Katja'));
    expect([sent.status, at(sent.body, 'state')]).toEqual([202, 'in_review']);
    expect((await put('later', personRecord('Kasneje', 'Katja'))).status).toBe(200);
  });

  it('60,000 checks against its data are counted', async () => {
    const before = await againstSupervised();
    const path = '/v1/records/' + `${SUPERVISED}-new`;
    expect((await service.call('GET', path, bureau['NLD'] ?? '')).status).toBe(200);
    const check = { purpose: 'security', person: { fullName: 'Neza Novak' } };
    const body = { checks: Array.from({ length: 1_000 }, () => check) };
    for (let batch = 0; batch < 60; batch += 1) {
      const token = terminal[OTHERS[batch % 2] ?? 'NLD'] ?? '';
      const { status } = await service.call('POST', '/v1/checks/batch', token, body);
      expect(status).toBe(200);
    }
    await until(async () => (await againstSupervised()) >= before + 60_000);
    expect(await againstSupervised()).toBe(before + 60_000);
  }, 120_000);

  it('the measure is lifted, and nothing that was held before appears', async () => {
    const path = `/v1/measures/${measureId}/lift`;
    const reason = { reason: 'the doubts have been dispelled' };
    const lifted = await service.call('POST', path, secretariat['supervisor'] ?? '', reason);
    expect([lifted.status, at(lifted.body, 'state')]).toEqual([200, 'lifted']);
    for (const name of ['Ena Paket', 'Dve Paket', 'Tri Paket', 'Katja Kasneje']) {
      expect(await resultFor('NLD', name)).toBe('clear');
    }
    expect((await put('free', personRecord('Prost', 'Petra'))).status).toBe(201);
    expect(await resultFor('PRT', 'Petra Prost')).toBe('match');
    // What was refused is not approved by the lifting: it goes through a reviewer again.
    const again = await put('old', personRecord('Starina', 'Stane', { warnings: ['armed'] }));
    expect([again.status, at(again.body, 'state')]).toEqual([202, 'in_review']);
  });

  it('the bureau that had left comes back to its messages and its own restrictions', async () => {
    const body = { state: 'connected', reason: 'the bureau is open again' };
    const path = `/v1/members/${LEAVING}/connection`;
    expect((await service.call('POST', path, bureau[LEAVING] ?? '', body)).status).toBe(200);
    const waited = await about(bureau[LEAVING], 'publication');
    expect(waited).toContain(`${SUPERVISED}-new`);
    expect(waited).not.toContain(`${SUPERVISED}-bulk-1`);
    expect((await about(bureau[LEAVING], 'match')).length).toBeGreaterThan(0);
    const own = { deny: [] };
    const restrictions = `/v1/members/${LEAVING}/restrictions`;
    expect((await service.call('PUT', restrictions, bureau[LEAVING] ?? '', own)).status).toBe(200);
    expect(await resultFor('PRT', 'Carmena Borg')).toBe('match');
  });
});

async function againstSupervised(): Promise<number> {
  const path = `/v1/stats/owners/${SUPERVISED}`;
  const { body } = await service.call('GET', path, secretariat['auditor'] ?? '');
  return Number(at(body, 'checksAgainst'));
}
