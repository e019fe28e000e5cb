/** The sweeps over crashes, long absences, leap days, many documents, and beside another process. */
import { afterEach, describe, expect, it } from 'vitest';
import { daysFrom } from '../../src/flow/fields.js';
import { decodeDossier } from '../../src/record/codec.js';
import { LIMITS } from '../../src/limits.js';
import { ClockedService } from '../support/clocked-service.js';
import { at, documentRecord, personRecord, until } from '../support/running-service.js';

const RECORDS = 400;
const DELETE_DAYS = 30;

let service = new ClockedService('2026-01-01');
let ncb = '';
afterEach(() => service.stop());

async function startOn(day: string): Promise<void> {
  service = await new ClockedService(day).start();
  ncb = await service.token('FRA', 'ncb');
}

async function push(records: readonly object[]): Promise<void> {
  const response = await fetch(`${service.service.url}/v1/records/bulk`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ncb}`, 'content-type': 'application/x-ndjson' },
    body: records.map((record) => JSON.stringify(record)).join('\n'),
  });
  const lines = (await response.text()).trim().split('\n');
  expect(lines.map((line) => at(JSON.parse(line), 'status'))).toEqual(records.map(() => 201));
}

const documents = (expiresOn: string, count = RECORDS): object[] =>
  Array.from({ length: count }, (_, n) => ({
    recordId: `FRA-d${n}`,
    ...documentRecord('FRA', `DOC${n}`, { expiresOn }),
  }));

/** The events that FRA has been told of each record. */
async function eventsByRecord(): Promise<Map<string, unknown[]>> {
  const events = new Map<string, unknown[]>();
  for (const { recordId, body } of await service.told('FRA')) {
    events.set(recordId ?? '', [...(events.get(recordId ?? '') ?? []), body['event']]);
  }
  return events;
}

/** How many records are in which state, as stored. */
async function storedStates(): Promise<Map<string, number>> {
  const { store } = service.service;
  const ids = await store.records.owned('FRA', 0, 10_000);
  const states = new Map<string, number>();
  for (const body of await store.records.bodies(ids)) {
    const live = body === null ? null : decodeDossier(body).live;
    const state = live === null ? 'none' : live.state;
    const text = live?.content.document === null && live.content.person === null ? 'bare' : 'full';
    states.set(`${state} ${text}`, (states.get(`${state} ${text}`) ?? 0) + 1);
  }
  return states;
}

const auditedActions = async (): Promise<unknown[]> => {
  const auditor = await service.token('XPO', 'auditor');
  const actions: unknown[] = [];
  for (let cursor = ''; ;) {
    const page = await service.call('GET', `/v1/audit?limit=500${cursor}`, auditor);
    for (const entry of at(page.body, 'entries') as unknown[]) {
      if (at(entry, 'credentialId') === 'system:retention') actions.push(at(entry, 'action'));
    }
    const next = at(page.body, 'next');
    if (typeof next !== 'string') return actions;
    cursor = `&cursor=${encodeURIComponent(next)}`;
  }
};

/** Starts a sweep and takes the store away when `happened` so often. Resolves with how often it had. */
async function crashDuringSweep(happened: () => Promise<number>, times: number): Promise<number> {
  const sweep = service.service.retention.run().catch(() => undefined);
  let seen = 0;
  await until(async () => (seen = await happened()) >= times);
  await service.service.store.close();
  await sweep;
  await service.end();
  await service.start();
  return seen;
}

describe('a crash in the middle of a sweep', () => {
  it('of warnings: all owners are told once, of every record', async () => {
    await startOn('2026-05-01');
    await push(documents('2027-05-01'));
    service.goTo('2027-01-10');
    const told = async (): Promise<number> => (await service.told('FRA')).length;
    expect(await crashDuringSweep(told, 20)).toBeLessThan(RECORDS);
    for (const times of [150, 300]) await crashDuringSweep(told, times);
    await service.sweep();
    const events = await eventsByRecord();
    expect(events.size).toBe(RECORDS);
    expect([...events.values()].filter((list) => list.length !== 1)).toEqual([]);
  });

  it('of expiries and deletions: the next sweep finishes, and nothing is done twice', async () => {
    await startOn('2026-05-01');
    await push(documents('2026-06-01'));
    await service.sweep();
    service.goTo('2026-06-02');
    const expired = async (): Promise<number> => (await storedStates()).get('expired full') ?? 0;
    expect(await crashDuringSweep(expired, 40)).toBeLessThan(RECORDS);
    await service.sweep();
    expect(await storedStates()).toEqual(new Map([['expired full', RECORDS]]));
    service.goTo(daysFrom('2026-06-01', DELETE_DAYS + 1));
    const bare = async (): Promise<number> => (await storedStates()).get('expired bare') ?? 0;
    expect(await crashDuringSweep(bare, 40)).toBeLessThan(RECORDS);
    await service.sweep();
    expect(await storedStates()).toEqual(new Map([['expired bare', RECORDS]]));
    const actions = await auditedActions();
    // The entry of a change that was under way in the crash may be missing; none is there twice.
    for (const action of ['record.warn', 'record.expire', 'record.delete-content']) {
      const count = actions.filter((one) => one === action).length;
      expect(count).toBeLessThanOrEqual(RECORDS);
      expect(count).toBeGreaterThan(RECORDS - 32);
    }
    expect((await eventsByRecord()).size).toBe(RECORDS);
  });
});

describe('a service that was off for 400 days', () => {
  it('catches up: warnings, expiry, deletion and pauses, each once', async () => {
    await startOn('2026-01-15');
    const day = (days: number): string => daysFrom('2026-01-15', days);
    const persons = [
      ['gone', 'Lacoste', 200],
      ['over', 'Mazarguil', 390],
      ['near', 'Nivernais', 500],
      ['far', 'Oustalet', 900],
    ] as const;
    for (const [id, family, days] of persons) {
      const record = personRecord(family, 'Aubin', { expiresOn: day(days) });
      await service.call('PUT', `/v1/records/FRA-${id}`, ncb, record);
    }
    const paused = personRecord('Peyrefitte', 'Aubin');
    await service.call('PUT', '/v1/records/FRA-paused', ncb, paused);
    const pause = { reason: 'talks', until: day(100) };
    await service.call('POST', '/v1/records/FRA-paused/suspend', ncb, pause);
    await service.sweep();
    await service.end();
    service.goTo(day(400));
    await service.start();
    await service.sweep();
    await service.sweep();
    expect(await eventsByRecord()).toEqual(
      new Map([
        ['FRA-paused', ['suspension-ended']],
        ['FRA-gone', ['expired']],
        ['FRA-over', ['expired']],
        ['FRA-near', ['expiry-ahead']],
      ]),
    );
    expect(await service.keysWith('Lacoste')).toEqual([]);
    expect(await service.keysWith('Mazarguil')).not.toEqual([]);
    const { body } = await service.call('GET', '/v1/records', ncb);
    const states = (at(body, 'records') as unknown[]).map((one) => at(one, 'state'));
    expect(states).toEqual(['expired', 'expired', 'published', 'published', 'published']);
    // Nothing is left of the days that are over.
    const due = (await service.redis('KEYS', 'due:*')) as readonly Buffer[];
    const left = due.map((key) => String(key).slice(-10)).sort();
    expect(left[0]).toBe(day(390));
  });
});

describe('the calendar', () => {
  it.each([
    ['2028-02-29', '2028-03-01'],
    ['2027-02-28', '2027-03-01'],
    ['2027-12-31', '2028-01-01'],
  ])('lets a record of %s expire, and a pause until then end, on %s', async (last, next) => {
    await startOn(daysFrom(last, -20));
    const ends = personRecord('Quesnel', 'Ida', { expiresOn: last });
    await service.call('PUT', '/v1/records/FRA-ends', ncb, ends);
    await service.call('PUT', '/v1/records/FRA-rests', ncb, personRecord('Rabelin', 'Ida'));
    const pause = { reason: 'talks', until: last };
    await service.call('POST', '/v1/records/FRA-rests/suspend', ncb, pause);
    const states = async (): Promise<unknown[]> => {
      await service.sweep();
      const { body } = await service.call('GET', '/v1/records', ncb);
      return (at(body, 'records') as unknown[]).map((one) => at(one, 'state'));
    };
    service.ms = Date.parse(`${last}T23:59:59.999Z`);
    expect(await states()).toEqual(['published', 'suspended']);
    service.ms += 1;
    expect(service.today).toBe(next);
    expect(await states()).toEqual(['expired', 'published']);
  });
});

describe('documents, which are many', () => {
  it('cost four bytes on a list and no history of their own, and still have one to read', async () => {
    await startOn('2026-05-01');
    await push(documents('2026-06-01', 100));
    expect(await service.redis('STRLEN', 'due:expiry:2026-06-01')).toBe(400);
    service.goTo(daysFrom('2026-06-01', DELETE_DAYS + 1));
    await service.sweep();
    expect(await service.redis('KEYS', 'h:*')).toEqual([]);
    const history = async (): Promise<unknown[]> => {
      const { body } = await service.call('GET', '/v1/records/FRA-d7/history', ncb);
      return (at(body, 'versions') as unknown[]).map((line) => at(line, 'change'));
    };
    expect(await history()).toEqual(['created', 'expire', 'delete-content']);
    await service.call('PUT', '/v1/records/FRA-d7', ncb, documentRecord('FRA', 'DOC7'));
    await service.call('DELETE', '/v1/records/FRA-d7', ncb, { reason: 'found' });
    const whole = ['created', 'expire', 'delete-content', 'updated', 'withdraw'];
    expect(await history()).toEqual(whole);
    service.pass(DELETE_DAYS + 1);
    await service.sweep();
    expect(await history()).toEqual([...whole, 'delete-content']);
    service.pass(1);
    await service.sweep();
    // Of the lists only that of the tenth year from now is left: FRA-d7's, entered again.
    expect((await service.redis('KEYS', 'due:*')) as unknown[]).toHaveLength(1);
  });

  it('are told of in one message for each owner where very many end on one day', async () => {
    await startOn('2026-05-01');
    await push(documents('2027-05-01', LIMITS.sweepToldSinglyMax + 50));
    const deu = await service.token('DEU', 'ncb');
    const german = documentRecord('DEU', 'D1', { expiresOn: '2027-05-01' });
    await service.call('PUT', '/v1/records/DEU-d', deu, german);
    const person = personRecord('Sauveterre', 'Ida', { expiresOn: '2027-05-01' });
    await service.call('PUT', '/v1/records/FRA-person', ncb, person);
    for (const day of ['2027-01-10', '2027-05-02', '2027-06-20']) {
      service.goTo(day);
      await service.sweep();
    }
    expect([...(await eventsByRecord())].sort()).toEqual([
      ['', ['expiry-ahead']],
      ['FRA-person', ['expiry-ahead']],
    ]);
    const [told] = await service.told('DEU');
    expect(told?.body).toMatchObject({ index: 'documents', expiresOn: '2027-05-01' });
    expect(await storedStates()).toEqual(
      new Map([['expired bare', LIMITS.sweepToldSinglyMax + 51]]),
    );
    service.pass(1);
    await service.sweep();
    expect(await service.redis('HKEYS', 'sweeps')).toHaveLength(2);
  });
});

describe('two services over one store', () => {
  it('that sweep at the same time do nothing twice', async () => {
    await startOn('2026-05-01');
    await push(documents('2027-05-01'));
    const url = `unix:${service.dir}/redis/redis.sock`;
    const other = await new ClockedService('2026-05-01', { REDIS_URL: url }).start();
    try {
      for (const day of ['2027-01-10', '2027-05-02', '2027-06-20']) {
        service.goTo(day);
        other.goTo(day);
        await Promise.all([service.sweep(), other.sweep()]);
      }
      expect(await storedStates()).toEqual(new Map([['expired bare', RECORDS]]));
      const events = await eventsByRecord();
      expect(events.size).toBe(RECORDS);
      expect([...events.values()].every((list) => list.length === 1)).toBe(true);
      const actions = await auditedActions();
      expect(actions).toHaveLength(RECORDS * 3);
      expect([...service.troubles, ...other.troubles]).toEqual([]);
    } finally {
      await other.stop();
    }
  });
});
