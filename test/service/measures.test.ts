import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  at,
  documentRecord,
  personRecord,
  RunningService,
  type Reply,
} from '../support/running-service.js';

let service: RunningService;
let proposer: string;
let endorser: string;
let auditor: string;
const bureaus = new Map<string, string>();

beforeAll(async () => {
  service = await new RunningService().start();
  proposer = await service.token('XPO', 'supervisor');
  endorser = await service.token('XPO', 'supervisor');
  auditor = await service.token('XPO', 'auditor');
});

afterAll(async () => {
  await service.stop();
});

async function bureau(member: string): Promise<string> {
  const known = bureaus.get(member);
  if (known !== undefined) return known;
  const token = await service.token(member, 'ncb');
  bureaus.set(member, token);
  return token;
}

function propose(member: string, more: object = {}, token = proposer): Promise<Reply> {
  const body = { member, scopes: ['circulation'], reason: 'doubts about compliance', ...more };
  return service.call('POST', '/v1/measures', token, body);
}

const idOf = (reply: Reply): string => String(at(reply.body, 'measureId'));

function act(reply: Reply, action: string, token: string, body?: object): Promise<Reply> {
  return service.call('POST', `/v1/measures/${idOf(reply)}/${action}`, token, body);
}

async function push(member: string, reference: string, record: object): Promise<Reply> {
  return service.call('PUT', `/v1/records/${member}-${reference}`, await bureau(member), record);
}

async function supervised(member: string): Promise<unknown> {
  const { body } = await service.call('GET', '/v1/members', auditor);
  const rows = at(body, 'members') as { code: string; supervised: boolean }[];
  return rows.find(({ code }) => code === member)?.supervised;
}

describe('a measure', () => {
  it('that is not urgent holds nothing before another supervisor endorses it', async () => {
    const proposed = await propose('AUT');
    expect(proposed.status).toBe(201);
    expect(at(proposed.body, 'state')).toBe('proposed');
    expect((await push('AUT', '1', personRecord('Ahorn', 'Anna'))).status).toBe(201);
    expect(await supervised('AUT')).toBe(false);

    expect((await act(proposed, 'endorse', proposer)).status).toBe(403);
    const endorsed = await act(proposed, 'endorse', endorser);
    expect([endorsed.status, at(endorsed.body, 'state')]).toEqual([200, 'in-force']);
    expect((await push('AUT', '2', personRecord('Birke', 'Berta'))).status).toBe(202);
    expect(await supervised('AUT')).toBe(true);
  });

  it('that is urgent is in force at once', async () => {
    const urgent = await propose('BEL', { urgent: true });
    expect([urgent.status, at(urgent.body, 'state')]).toEqual([201, 'in-force']);
    expect(at(urgent.body, 'endorseBy')).toEqual(expect.any(String));
    const held = await push('BEL', '1', personRecord('Chene', 'Claire'));
    expect([held.status, at(held.body, 'state')]).toEqual([202, 'in_review']);
    expect(at(held.body, 'reviewId')).toEqual(expect.any(String));
  });

  it('holds documents, updates and bulk lines of its member and leaves what was published', async () => {
    await push('CHE', '1', personRecord('Esche', 'Emil'));
    await propose('CHE', { urgent: true });
    const document = await push('CHE', 'D1', documentRecord('CHE', 'X1234567'));
    expect(document.status).toBe(202);
    const update = await push('CHE', '1', personRecord('Esche', 'Emil', { warnings: ['armed'] }));
    expect(update.status).toBe(202);
    const line = { recordId: 'CHE-2', ...personRecord('Fichte', 'Fritz') };
    const [answer] = await service.bulk(await bureau('CHE'), [line]);
    expect(at(answer, 'status')).toBe(202);

    const terminal = await service.token('NLD', 'terminal');
    const byName = async (fullName: string): Promise<Reply> =>
      service.check(terminal, { person: { fullName, dateOfBirth: '1974-08-12' } });
    const esche = await byName('Emil Esche');
    expect(at(esche.body, 'result')).toBe('match');
    expect(at(esche.body, 'matches', 0, 'warnings')).toEqual([]);
    expect(at(esche.body, 'matches', 0, 'supervised')).toBe(true);
    expect(at((await byName('Fritz Fichte')).body, 'result')).toBe('clear');
    const passport = { documents: [{ number: 'X1234567', issuer: 'CHE' }] };
    expect(at((await service.check(terminal, passport)).body, 'result')).toBe('clear');
  });

  it('lifted publishes nothing that was held', async () => {
    const urgent = await propose('CZE', { urgent: true });
    await act(urgent, 'endorse', endorser);
    await push('CZE', '1', personRecord('Javor', 'Jan'));
    const lifted = await act(urgent, 'lift', endorser, { reason: 'doubts have gone' });
    expect([lifted.status, at(lifted.body, 'state')]).toEqual([200, 'lifted']);
    const own = await service.call('GET', '/v1/records/CZE-1', await bureau('CZE'));
    expect(at(own.body, 'state')).toBe('in_review');
    const terminal = await service.token('NLD', 'terminal');
    const check = await service.check(terminal, { person: { fullName: 'Jan Javor' } });
    expect(at(check.body, 'result')).toBe('clear');
    expect((await push('CZE', '2', personRecord('Lipa', 'Lida'))).status).toBe(201);
  });

  it('stays in force until the day its lifting takes effect', async () => {
    const urgent = await propose('DNK', { urgent: true });
    const effectiveOn = new Date(Date.now() + 3_600_000).toISOString();
    const lifted = await act(urgent, 'lift', proposer, { reason: 'agreed', effectiveOn });
    expect([lifted.status, at(lifted.body, 'state')]).toEqual([200, 'in-force']);
    expect((await push('DNK', '1', personRecord('Bog', 'Bo'))).status).toBe(202);
  });

  it('may be lifted now by an instant that has just passed, but not in the past', async () => {
    const urgent = await propose('EST', { urgent: true });
    const hourAgo = new Date(Date.now() - 3_600_000).toISOString();
    const past = await act(urgent, 'lift', proposer, { reason: 'x', effectiveOn: hourAgo });
    expect([past.status, at(past.body, 'path')]).toEqual([422, '/effectiveOn']);
    const now = new Date(Date.now() - 50).toISOString();
    const lifted = await act(urgent, 'lift', proposer, { reason: 'x', effectiveOn: now });
    expect(at(lifted.body, 'state')).toBe('lifted');
  });

  it('is decided once: endorsing or lifting again is a conflict', async () => {
    const urgent = await propose('FIN', { urgent: true });
    expect((await act(urgent, 'endorse', endorser)).status).toBe(200);
    expect((await act(urgent, 'endorse', endorser)).status).toBe(409);
    expect((await act(urgent, 'lift', proposer, { reason: 'x' })).status).toBe(200);
    expect((await act(urgent, 'lift', proposer, { reason: 'x' })).status).toBe(409);
    expect((await act(urgent, 'endorse', endorser)).status).toBe(409);
  });

  it('endorsed by two at once is endorsed by one of them', async () => {
    const proposed = await propose('GRC');
    const third = await service.token('XPO', 'supervisor');
    const both = await Promise.all([
      act(proposed, 'endorse', endorser),
      act(proposed, 'endorse', third),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('keeps its history with deciders, reasons and dates', async () => {
    const proposed = await propose('HUN', { scopes: ['hits', 'checks'], reviewOn: '2099-01-01' });
    await act(proposed, 'endorse', endorser);
    await act(proposed, 'lift', proposer, { reason: 'all is well' });
    const { body } = await service.call('GET', `/v1/measures/${idOf(proposed)}`, auditor);
    const history = at(body, 'history') as { action: string; by: string }[];
    expect(history.map(({ action }) => action)).toEqual(['proposed', 'endorsed', 'lifted']);
    expect(history[0]?.by).not.toBe(history[1]?.by);
    expect(at(body, 'reviewOn')).toBe('2099-01-01');
    expect(at(body, 'history', 2, 'reason')).toBe('all is well');
  });

  it('is read by the bureau it concerns and by no other', async () => {
    const proposed = await propose('IRL');
    const listed = async (member: string): Promise<string[]> => {
      const reply = await service.call('GET', '/v1/measures', await bureau(member));
      return (at(reply.body, 'measures') as { measureId: string }[]).map((m) => m.measureId);
    };
    expect(await listed('IRL')).toEqual([idOf(proposed)]);
    expect(await listed('ITA')).toEqual([]);
    const path = `/v1/measures/${idOf(proposed)}`;
    expect((await service.call('GET', path, await bureau('ITA'))).status).toBe(404);
    const terminal = await service.token('IRL', 'terminal');
    expect((await service.call('GET', '/v1/measures', terminal)).status).toBe(403);
  });

  it.each([
    ['no reason', { reason: '' }, 422, '/reason'],
    ['no scope', { scopes: [] }, 422, '/scopes'],
    ['an unknown scope', { scopes: ['membership'] }, 422, '/scopes/0'],
    ['a member that does not exist', { member: 'ZZZ' }, 422, '/member'],
    ['the General Secretariat', { member: 'XPO' }, 422, '/member'],
    ['a day that has passed', { reviewOn: '2001-01-01' }, 422, '/reviewOn'],
    ['a field that is not described', { suspend: true }, 400, '/suspend'],
  ])('with %s is refused', async (_, more, status, path) => {
    const reply = await propose('LVA', more);
    expect([reply.status, at(reply.body, 'path')]).toEqual([status, path]);
  });

  it('is proposed by supervisors alone', async () => {
    for (const [member, role] of [
      ['XPO', 'reviewer'],
      ['XPO', 'auditor'],
      ['XPO', 'operator'],
      ['LVA', 'ncb'],
      ['LVA', 'terminal'],
    ] as const) {
      const token = await service.token(member, role);
      expect((await propose('LVA', {}, token)).status).toBe(403);
    }
    expect(await supervised('LVA')).toBe(false);
  });

  it('that nobody knows is not found', async () => {
    for (const action of ['endorse', 'lift']) {
      const path = `/v1/measures/none/${action}`;
      expect((await service.call('POST', path, proposer, { reason: 'x' })).status).toBe(404);
    }
  });

  it('leaves its member checking, sending and receiving, under every scope', async () => {
    const scopes = ['circulation', 'checks', 'hits', 'receive'];
    await propose('LTU', { urgent: true, scopes });
    const terminal = await service.token('LTU', 'terminal');
    const check = await service.check(terminal, { person: { fullName: 'Nobody Anywhere' } });
    expect([check.status, at(check.body, 'result')]).toEqual([200, 'clear']);
    expect((await push('LTU', '1', personRecord('Uosis', 'Ula'))).status).toBe(202);
  });
});

describe('a member that has disconnected', () => {
  it('is shown so on its matches, with the General Secretariat to turn to', async () => {
    await push('NOR', '1', personRecord('Furu', 'Frida'));
    const reason = 'the bureau is closed for the time being';
    const path = '/v1/members/NOR/connection';
    await service.call('POST', path, await bureau('NOR'), { state: 'disconnected', reason });
    const terminal = await service.token('NLD', 'terminal');
    const check = await service.check(terminal, { person: { fullName: 'Frida Furu' } });
    expect(at(check.body, 'matches', 0, 'ownerStatus')).toBe('disconnected');
    expect(String(at(check.body, 'matches', 0, 'handling'))).toContain('General Secretariat');
  });

  it('can have its data protected by a reviewer, and undoes that itself', async () => {
    const reviewer = await service.token('XPO', 'reviewer');
    const terminal = await service.token('POL', 'terminal');
    const result = async (): Promise<unknown> =>
      at((await service.check(terminal, { person: { fullName: 'Pia Pihl' } })).body, 'result');
    const restrictions = '/v1/members/ISL/restrictions';
    await push('ISL', '1', personRecord('Pihl', 'Pia'));
    await service.call('PUT', restrictions, await bureau('ISL'), { deny: ['PRT'] });
    const early = await service.call('PUT', restrictions, reviewer, { deny: ['POL'] });
    expect(early.status).toBe(409);

    const connection = { state: 'disconnected', reason: 'we leave' };
    await service.call('POST', '/v1/members/ISL/connection', await bureau('ISL'), connection);
    expect(await result()).toBe('match');
    expect((await service.call('PUT', restrictions, reviewer, { deny: ['POL'] })).status).toBe(200);
    expect(await result()).toBe('clear');
    const seen = await service.call('GET', restrictions, await bureau('ISL'));
    expect(at(seen.body, 'restrictions', 'deny')).toEqual(['PRT']);
    expect(at(seen.body, 'protective', 'deny')).toEqual(['POL']);
    const portuguese = await service.token('PRT', 'terminal');
    const still = await service.check(portuguese, { person: { fullName: 'Pia Pihl' } });
    expect(at(still.body, 'result')).toBe('clear');

    await service.call('PUT', restrictions, await bureau('ISL'), { deny: ['PRT'] });
    expect(await result()).toBe('match');
  });

  it('is not disconnected by anybody else', async () => {
    const body = { state: 'disconnected', reason: 'x' };
    for (const [member, role] of [
      ['XPO', 'supervisor'],
      ['XPO', 'reviewer'],
      ['XPO', 'operator'],
      ['SWE', 'ncb'],
    ] as const) {
      const token = await service.token(member, role);
      const reply = await service.call('POST', '/v1/members/NLD/connection', token, body);
      expect(reply.status).toBe(403);
    }
  });
});
