/** The statistics are the audit, counted: with several processes, crashes among them, and thousands of checks. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  at,
  documentRecord,
  personRecord,
  RunningService,
  until,
  type Reply,
} from '../support/running-service.js';

const service = new RunningService({ PORTCULLIS_WORKERS: '2' });
const ASKING = ['ITA', 'ESP', 'NOR'];
/** Persons wanted by one, two and three members, one that is missed, and one whose record is hidden from ITA. */
const PERSONS = [
  'Un Seul',
  'Deux Fois',
  'Trois Fois',
  'Perdu Devue',
  'Cache Toutafait',
  'Per Sonne',
];
const terminals: string[] = [];
let ncb = '';
let auditor = '';

interface Checked {
  readonly checkId: string;
  readonly member: string;
  readonly result: string;
  readonly returned: readonly string[];
  readonly wantedBy: number;
}

/** Process ids of the processes that share the port with the first one. */
function siblings(): number[] {
  const { pid } = service;
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
  return children.map(Number).filter((child) => commandOf(child).includes('sibling'));
}

/** Empty for a process that has just ended. */
function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

/** A call with a credential that may be new: every process knows of it within a second. */
async function call(method: string, path: string, token: string, body?: object): Promise<Reply> {
  let reply = await service.call(method, path, token, body);
  await until(async () => {
    if (reply.status === 401) reply = await service.call(method, path, token, body);
    return reply.status !== 401;
  });
  return reply;
}

/** Over a connection of its own, so that either process may get it; `null` where the process died. */
async function ask(path: string, token: string, body: object): Promise<Reply | null> {
  try {
    return await service.call('POST', path, token, body, { connection: 'close' });
  } catch {
    return null;
  }
}

/** A check that follows from its number alone: persons of every kind, documents listed and not. */
function numbered(n: number): object {
  const purpose = n % 5 === 0 ? 'police' : 'border';
  if (n % 3 === 0) return { purpose, documents: [{ number: `STAT${n % 40}`, issuer: 'FRA' }] };
  const fullName = PERSONS[Math.floor(n / 3) % PERSONS.length];
  // Weak candidates are listed too: who does not reach the threshold is not identified.
  return { purpose, person: { fullName }, ...(n % 7 === 0 ? { minScore: 0.1 } : {}) };
}

beforeAll(async () => {
  await service.start();
  await until(async () => siblings().length === 1);
  ncb = await service.token('FRA', 'ncb');
  auditor = await service.token('XPO', 'auditor');
  for (const member of ASKING) terminals.push(await service.token(member, 'terminal'));
  const owners = ['FRA', 'DEU', 'POL'];
  for (const [nth, owner] of owners.entries()) {
    const token = owner === 'FRA' ? ncb : await service.token(owner, 'ncb');
    const put = async (id: string, name: string, more: object = {}): Promise<void> => {
      const [given = '', family = ''] = name.split(' ');
      const record = personRecord(family, given, more);
      const { status } = await call('PUT', `/v1/records/${owner}-${id}`, token, record);
      expect(status).toBe(201);
    };
    if (nth < 1) await put('one', 'Un Seul');
    if (nth < 2) await put('two', 'Deux Fois');
    await put('three', 'Trois Fois');
    // Twice the same owner is one country.
    if (nth < 1) await put('three-again', 'Trois Fois');
    await put('missing', 'Perdu Devue', { index: 'missing', colour: 'yellow', action: 'locate' });
    await put('hidden', 'Cache Toutafait', { restrictions: { deny: ['ITA'] } });
  }
}, 120_000);
afterAll(() => service.stop());

async function auditedChecks(): Promise<Checked[]> {
  const lines = (await service.cli(['audit', 'export'])).trim().split('\n');
  return lines
    .map((line) => JSON.parse(line) as Checked & { kind: string })
    .filter(({ kind }) => kind === 'check');
}

const sum = (list: readonly number[]): number => list.reduce((total, n) => total + n, 0);

function recount(entries: readonly Checked[]) {
  // What was recorded twice under one id is one check.
  const checks = new Map(entries.map((entry) => [entry.checkId, entry.member]));
  const byCountries: Record<string, number> = {};
  for (const { wantedBy } of entries) {
    if (wantedBy > 0) byCountries[wantedBy] = (byCountries[wantedBy] ?? 0) + 1;
  }
  const rows = ASKING.map((member) => ({
    member,
    checks: [...checks.values()].filter((asking) => asking === member).length,
    matches: sum(entries.map((one) => (one.member === member ? one.returned.length : 0))),
  }));
  return {
    totals: {
      checks: checks.size,
      matches: sum(entries.map(({ returned }) => returned.length)),
      referred: 0,
    },
    identifications: { checks: sum(Object.values(byCountries)), byCountries },
    byMember: rows.filter(({ checks: n }) => n > 0).sort((a, b) => (a.member < b.member ? -1 : 1)),
  };
}

describe('the statistics', () => {
  it('are exactly what the audit holds, whichever process answered and whichever died', async () => {
    const done = { calls: 0 };
    let next = 0;
    const LANES = 12;
    const lane = async (end: number): Promise<void> => {
      while (next < end) {
        const n = (next += 1);
        const token = terminals[n % terminals.length] ?? '';
        if (n % 10 === 0) {
          const checks = Array.from({ length: 40 }, (_, k) => numbered(n * 40 + k));
          await ask('/v1/checks/batch', token, { checks });
        } else await ask('/v1/checks', token, numbered(n));
        // Documents that are pushed meanwhile make checks be recorded again.
        if (n % 25 === 0) {
          const record = documentRecord('FRA', `STAT${(n / 25) % 40}`);
          await service.call('PUT', `/v1/records/FRA-s${n}`, ncb, record).catch(() => undefined);
        }
        done.calls += 1;
      }
    };
    const lanes = (end: number): Promise<unknown> =>
      Promise.all(Array.from({ length: LANES }, () => lane(end)));
    const first = lanes(600);
    await until(async () => done.calls > 250);
    const [sibling = 0] = siblings();
    process.kill(sibling, 'SIGKILL');
    await first;
    await until(async () => siblings().length === 1 && !siblings().includes(sibling));
    const second = lanes(1_000);
    await until(async () => done.calls > 800);
    await service.kill();
    await second;
    await service.start();
    await until(async () => siblings().length === 1);
    await lanes(1_300);

    const { body } = await service.call('GET', '/v1/stats', auditor);
    const entries = await auditedChecks();
    expect(new Set(entries.map(({ checkId }) => checkId)).size).toBeGreaterThan(3_000);
    const expected = recount(entries);
    expect(body).toMatchObject(expected);
    expect(Object.keys(expected.identifications.byCountries)).toEqual(['1', '2', '3']);
    const points = at(body, 'series', 'points') as unknown[];
    expect(at(body, 'series', 'step')).toBe('hour');
    expect(sum(points.map((point) => Number(at(point, 'checks'))))).toBe(expected.totals.checks);
  }, 180_000);

  it('identify nobody by a missing person, a lost document, or a weak likeness', async () => {
    const before = await service.call('GET', '/v1/stats', auditor);
    const token = terminals[0] ?? '';
    for (const check of [
      { person: { fullName: 'Perdu Devue' } },
      { documents: [{ number: 'STAT1', issuer: 'FRA' }] },
      { person: { fullName: 'Unique Seulement' }, minScore: 0.01 },
      { person: { fullName: 'Cache Toutafait' } },
    ]) {
      expect((await service.check(token, check)).status).toBe(200);
    }
    const after = await service.call('GET', '/v1/stats', auditor);
    expect(at(after.body, 'identifications')).toEqual(at(before.body, 'identifications'));
    const gained =
      Number(at(after.body, 'totals', 'checks')) - Number(at(before.body, 'totals', 'checks'));
    expect(gained).toBe(4);
  });

  it('show a bureau what its own member asked, and nothing of the others', async () => {
    const entries = await auditedChecks();
    for (const [nth, member] of ASKING.entries()) {
      const bureau = await service.token(member, 'ncb');
      const { body, text } = await call('GET', '/v1/stats', bureau);
      const own = recount(entries.filter((entry) => entry.member === member));
      expect(body).toMatchObject({ ...own, byOwner: [] });
      expect(text).not.toContain(ASKING[(nth + 1) % ASKING.length]);
    }
    const { body } = await service.call('GET', '/v1/stats', ncb);
    expect(at(body, 'totals')).toEqual({ checks: 0, matches: 0, referred: 0, messages: 0 });
    expect(at(body, 'identifications')).toEqual({ checks: 0, byCountries: {} });
  });

  it('give a series by the minute for a short span, and by the day for a long one', async () => {
    const now = Date.now();
    const from = (ms: number): string => new Date(now - ms).toISOString();
    const minute = await service.call('GET', `/v1/stats?from=${from(3_600_000)}`, auditor);
    expect(at(minute.body, 'series', 'step')).toBe('minute');
    expect((at(minute.body, 'series', 'points') as unknown[]).length).toBeLessThanOrEqual(62);
    const day = await service.call('GET', `/v1/stats?from=${from(365 * 86_400_000)}`, auditor);
    expect(at(day.body, 'series', 'step')).toBe('day');
    const points = at(day.body, 'series', 'points') as unknown[];
    expect(points.length).toBeLessThanOrEqual(367);
    const checks = sum(points.map((point) => Number(at(point, 'checks'))));
    expect(checks).toBe(Number(at(day.body, 'totals', 'checks')));
  });
});
