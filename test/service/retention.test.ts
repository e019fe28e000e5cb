/** What time does to records, with a clock that is moved: each thing on its day, once, whatever happens meanwhile. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { daysFrom } from '../../src/flow/fields.js';
import { ClockedService } from '../support/clocked-service.js';
import { at, documentRecord, personRecord, until, type Reply } from '../support/running-service.js';

const WARNING_DAYS = 183;
const DELETE_DAYS = 30;
const service = new ClockedService('2026-03-10');
let ncb = '';
let terminal = '';
let auditor = '';

beforeAll(async () => {
  await service.start();
  ncb = await service.token('FRA', 'ncb');
  terminal = await service.token('DEU', 'terminal');
  auditor = await service.token('XPO', 'auditor');
});
afterAll(() => service.stop());

const call = (method: string, id: string, body?: object): Promise<Reply> =>
  service.call(method, `/v1/records/${id}`, ncb, body);

async function put(id: string, record: object): Promise<void> {
  const { status } = await call('PUT', id, record);
  expect([200, 201, 202]).toContain(status);
}

async function resultFor(fullName: string): Promise<unknown> {
  const person = { fullName, dateOfBirth: '1974-08-12' };
  const { body } = await service.call('POST', '/v1/checks', terminal, {
    purpose: 'border',
    person,
  });
  return at(body, 'result');
}

const stateOf = async (id: string): Promise<unknown> => at((await call('GET', id)).body, 'state');

async function historyOf(id: string): Promise<[unknown, unknown, unknown][]> {
  const { body } = await call('GET', `${id}/history`);
  const versions = at(body, 'versions') as unknown[];
  return versions.map((line) => [at(line, 'change'), at(line, 'state'), at(line, 'by')]);
}

/** What FRA has been told of one record: the events and the days they are about. */
async function toldOf(id: string): Promise<[unknown, unknown][]> {
  const told = (await service.told('FRA')).filter(
    ({ type, recordId }) => type === 'retention' && recordId === id,
  );
  return told.map(({ body }) => [body['event'], body['expiresOn'] ?? body['suspendedUntil']]);
}

async function onDay(day: string): Promise<void> {
  service.goTo(day);
  await service.sweep();
}

async function restart(): Promise<void> {
  await service.end();
  await service.start();
}

const BY_ITSELF = 'system:retention';

describe('the warning before the last valid day', () => {
  it('comes on its day and once, however often the service is started', async () => {
    const expiresOn = '2027-02-01';
    const day = daysFrom(expiresOn, -WARNING_DAYS);
    await put('FRA-warned', personRecord('Abadie', 'Clotaire', { expiresOn }));
    await onDay(daysFrom(day, -1));
    expect(await toldOf('FRA-warned')).toEqual([]);
    await onDay(day);
    expect(await toldOf('FRA-warned')).toEqual([['expiry-ahead', expiresOn]]);
    await service.sweep();
    await restart();
    await onDay(daysFrom(day, 1));
    await onDay(expiresOn);
    expect(await toldOf('FRA-warned')).toEqual([['expiry-ahead', expiresOn]]);
  });

  it('says what will happen when, and how to renew, and nothing of the person', async () => {
    const [message] = (await service.told('FRA')).filter((one) => one.recordId === 'FRA-warned');
    expect(message?.body).toMatchObject({
      expiresOn: '2027-02-01',
      contentDeletedOn: daysFrom('2027-02-01', DELETE_DAYS + 1),
    });
    expect(message?.body['renewal']).toContain('/v1/records/FRA-warned/renew');
    expect(JSON.stringify(message)).not.toMatch(/Abadie|Clotaire/);
  });

  it('comes at the next sweep where less time is left already', async () => {
    await put(
      'FRA-short',
      documentRecord('FRA', 'SHORT1', { expiresOn: daysFrom(service.today, 5) }),
    );
    await service.sweep();
    expect(await toldOf('FRA-short')).toHaveLength(1);
  });

  it('does not come for a day that a renewal has put off, and comes for the new one', async () => {
    const first = daysFrom(service.today, WARNING_DAYS + 20);
    const second = daysFrom(first, 100);
    await put('FRA-renewed', personRecord('Bellanger', 'Ursule', { expiresOn: first }));
    service.pass(10);
    const renewed = await call('POST', 'FRA-renewed/renew', { reason: 'still', expiresOn: second });
    expect(renewed.status).toBe(200);
    await onDay(daysFrom(first, -WARNING_DAYS));
    expect(await toldOf('FRA-renewed')).toEqual([]);
    await onDay(daysFrom(second, -WARNING_DAYS));
    expect(await toldOf('FRA-renewed')).toEqual([['expiry-ahead', second]]);
    await onDay(daysFrom(first, 1));
    expect(await resultFor('Ursule Bellanger')).toBe('match');
    // The same day set anew, and set back: what was told stays told.
    const third = daysFrom(second, 1);
    for (const expiresOn of [third, second, third]) {
      await call('POST', 'FRA-renewed/renew', { reason: 'still', expiresOn });
    }
    await service.sweep();
    expect(await toldOf('FRA-renewed')).toEqual([
      ['expiry-ahead', second],
      ['expiry-ahead', third],
    ]);
  });

  it('waits for an owner that has disconnected, as its clocks go on', async () => {
    await put(
      'FRA-away',
      personRecord('Cazenave', 'Yvonne', { expiresOn: daysFrom(service.today, 200) }),
    );
    const away = { state: 'disconnected', reason: 'line down' };
    await service.call('POST', '/v1/members/FRA/connection', ncb, away);
    service.pass(20);
    await service.sweep();
    expect(await toldOf('FRA-away')).toHaveLength(1);
    await service.call('POST', '/v1/members/FRA/connection', ncb, { ...away, state: 'connected' });
  });
});

describe('the expiry', () => {
  const id = 'FRA-ends';

  it('takes a record out of the matching after its last valid day, and out of the index', async () => {
    const expiresOn = daysFrom(service.today, 40);
    await put(id, personRecord('Dargelos', 'Philibert', { expiresOn }));
    await onDay(expiresOn);
    expect(await resultFor('Philibert Dargelos')).toBe('match');
    const filed = Number(String(await service.redis('HGET', 'meta', 'nn')));
    service.goTo(daysFrom(expiresOn, 1));
    // Before any sweep: checks judge the day themselves.
    expect(await resultFor('Philibert Dargelos')).toBe('clear');
    expect([await stateOf(id), (await historyOf(id)).length]).toEqual(['expired', 1]);
    await service.sweep();
    expect(await resultFor('Philibert Dargelos')).toBe('clear');
    expect(Number(String(await service.redis('HGET', 'meta', 'nn')))).toBeLessThan(filed);
  });

  it('is in the history and in the audit, once, as done by nobody', async () => {
    await service.sweep();
    await restart();
    await service.sweep();
    expect((await historyOf(id)).slice(1)).toEqual([['expire', 'expired', BY_ITSELF]]);
    const { body } = await service.call('GET', '/v1/audit?limit=500', auditor);
    const entries = (at(body, 'entries') as unknown[]).filter(
      (entry) => at(entry, 'subject') === id && at(entry, 'credentialId') === BY_ITSELF,
    );
    expect(entries.map((entry) => at(entry, 'action'))).toEqual(['record.warn', 'record.expire']);
  });

  it('cannot be undone by a renewal, only by entering the record again', async () => {
    expect((await call('POST', `${id}/renew`, { reason: 'late' })).status).toBe(409);
    const again = await call('PUT', id, personRecord('Dargelos', 'Philibert'));
    expect([again.status, at(again.body, 'state')]).toEqual([200, 'published']);
    expect(await resultFor('Philibert Dargelos')).toBe('match');
    await service.sweep();
    expect(await stateOf(id)).toBe('published');
  });
});

describe('the deletion of content', () => {
  const full = (family: string, given: string, more: object = {}): object =>
    personRecord(family, given, {
      offences: [`fraud of ${family}`],
      person: {
        names: [{ family, given }],
        datesOfBirth: ['1974-08-12'],
        placeOfBirth: `${family}ville`,
        documents: [{ number: `${family}1`.toUpperCase(), issuer: 'FRA' }],
      },
      ...more,
    });

  it('leaves neither a key of the store nor an answer with the name, and keeps the history', async () => {
    const expiresOn = daysFrom(service.today, 3);
    await put('FRA-gone', full('Esquirol', 'Marinette', { expiresOn }));
    await put('FRA-gone', full('Esquirol', 'Mariette', { expiresOn }));
    expect(await service.keysWith('Esquirol')).not.toEqual([]);
    await onDay(daysFrom(expiresOn, DELETE_DAYS));
    expect(await service.keysWith('Esquirol')).not.toEqual([]);
    await onDay(daysFrom(expiresOn, DELETE_DAYS + 1));
    expect(await service.keysWith('Esquirol')).toEqual([]);
    expect(await service.keysWith('ESQUIROL')).toEqual([]);
    const { body, text } = await call('GET', 'FRA-gone');
    expect(text).not.toMatch(/Esquirol|Mari|1974/i);
    expect(body).toMatchObject({ recordId: 'FRA-gone', state: 'expired', version: 2, expiresOn });
    expect((await historyOf('FRA-gone')).map(([change]) => change)).toEqual([
      'created',
      'updated',
      'expire',
      'delete-content',
    ]);
    const list = await service.call('GET', '/v1/records?limit=100', ncb);
    expect(list.text).toContain('FRA-gone');
    expect(list.text).not.toContain('Esquirol');
  });

  it('comes as long after a withdrawal', async () => {
    await put('FRA-taken', full('Fabregas', 'Solange'));
    await call('DELETE', 'FRA-taken', { reason: 'found' });
    const withdrawn = service.today;
    await onDay(daysFrom(withdrawn, DELETE_DAYS));
    expect(await service.keysWith('Fabregas')).not.toEqual([]);
    await onDay(daysFrom(withdrawn, DELETE_DAYS + 1));
    expect(await service.keysWith('Fabregas')).toEqual([]);
    expect(await stateOf('FRA-taken')).toBe('withdrawn');
    expect(await toldOf('FRA-taken')).toEqual([]);
  });

  it('takes what waited for review too', async () => {
    const expiresOn = daysFrom(service.today, 3);
    await put('FRA-held', full('Gaillardet', 'Rosine', { kind: 'notice', expiresOn }));
    expect(await stateOf('FRA-held')).toBe('in_review');
    await onDay(daysFrom(expiresOn, DELETE_DAYS));
    expect(await service.keysWith('Gaillardet')).not.toEqual([]);
    await onDay(daysFrom(expiresOn, DELETE_DAYS + 1));
    expect(await service.keysWith('Gaillardet')).toEqual([]);
    expect(await stateOf('FRA-held')).toBe('expired');
  });

  it('leaves the reference to be used again, for a record with a history', async () => {
    await put('FRA-gone', full('Hennequin', 'Blandine'));
    expect(await resultFor('Blandine Hennequin')).toBe('match');
    expect((await historyOf('FRA-gone')).map(([change]) => change)).toHaveLength(5);
  });
});

describe('a pause', () => {
  it('ends by itself on the day after its last, and its owner is told', async () => {
    await put('FRA-pause', personRecord('Ibarguren', 'Casimir'));
    const until = daysFrom(service.today, 10);
    await call('POST', 'FRA-pause/suspend', { reason: 'talks', until });
    await onDay(until);
    expect([await stateOf('FRA-pause'), await resultFor('Casimir Ibarguren')]).toEqual([
      'suspended',
      'clear',
    ]);
    await onDay(daysFrom(until, 1));
    expect([await stateOf('FRA-pause'), await resultFor('Casimir Ibarguren')]).toEqual([
      'published',
      'match',
    ]);
    expect(await toldOf('FRA-pause')).toEqual([['suspension-ended', until]]);
    expect((await historyOf('FRA-pause')).at(-1)).toEqual(['resume', 'published', BY_ITSELF]);
  });

  it('ends at midnight without anybody looking after it', async () => {
    const last = daysFrom(service.today, 3);
    await put('FRA-night', personRecord('Ihidoy', 'Casimir'));
    await call('POST', 'FRA-night/suspend', { reason: 'talks', until: last });
    service.ms = Date.parse(`${last}T23:59:59.900Z`);
    await restart();
    expect(await resultFor('Casimir Ihidoy')).toBe('clear');
    service.ms = Date.parse(`${daysFrom(last, 1)}T00:00:00.050Z`);
    await until(async () => (await resultFor('Casimir Ihidoy')) === 'match');
  });

  it('does not bring back what has expired meanwhile, nor what was paused anew', async () => {
    const until = daysFrom(service.today, 10);
    await put('FRA-both', personRecord('Jaubertie', 'Anselme', { expiresOn: daysFrom(until, -1) }));
    await call('POST', 'FRA-both/suspend', { reason: 'talks', until });
    await put('FRA-anew', personRecord('Kerguelen', 'Anatole'));
    await call('POST', 'FRA-anew/suspend', { reason: 'talks', until });
    await call('POST', 'FRA-anew/resume', { reason: 'over' });
    await call('POST', 'FRA-anew/suspend', { reason: 'again', until: daysFrom(until, 5) });
    await onDay(daysFrom(until, 1));
    expect([await stateOf('FRA-both'), await stateOf('FRA-anew')]).toEqual([
      'expired',
      'suspended',
    ]);
    expect(await resultFor('Anselme Jaubertie')).toBe('clear');
    await onDay(daysFrom(until, 6));
    expect(await stateOf('FRA-anew')).toBe('published');
  });
});

it('went without trouble', () => {
  expect(service.troubles).toEqual([]);
});
