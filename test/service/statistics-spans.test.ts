/** Statistics answer for any span, however much longer it is than the time in which anything was counted. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClockedService } from '../support/clocked-service.js';
import { at, personRecord, type Reply } from '../support/running-service.js';

const FIRST_DAY = '2030-03-01';
const PATHS = ['/v1/stats', '/v1/stats/owners/FRA'];
let service: ClockedService;
let auditor: string;
let terminal: string;

beforeAll(async () => {
  service = await new ClockedService(FIRST_DAY).start();
  auditor = await service.token('XPO', 'auditor');
  terminal = await service.token('SWE', 'terminal');
  const bureau = await service.token('FRA', 'ncb');
  await service.call('PUT', '/v1/records/FRA-1', bureau, personRecord('Ahorn', 'Anna'));
});

afterAll(async () => {
  await service.stop();
});

const read = (path: string, span: string): Promise<Reply> =>
  service.call('GET', `${path}?${span}`, auditor);

describe('the statistics', () => {
  it.each(PATHS)('of %s are given for any span, which they repeat', async (path) => {
    const body = { purpose: 'border', person: { fullName: 'Anna Ahorn' } };
    expect((await service.call('POST', '/v1/checks', terminal, body)).status).toBe(200);
    for (const [from, to] of [
      ['1970-01-01T00:00:00.000Z', '2030-03-02T00:00:00.000Z'],
      ['0001-01-01T00:00:00.000Z', '9999-12-31T00:00:00.000Z'],
      ['2030-03-01T00:00:00.000Z', '9999-12-31T00:00:00.000Z'],
      ['1970-01-01T00:00:00.000Z', '1980-01-01T00:00:00.000Z'],
      ['2040-01-01T00:00:00.000Z', '2050-01-01T00:00:00.000Z'],
    ] as const) {
      const reply = await read(path, `from=${from}&to=${to}`);
      expect([reply.status, at(reply.body, 'from'), at(reply.body, 'to')]).toEqual([200, from, to]);
      const counted = at(reply.body, 'totals', 'checks') ?? at(reply.body, 'checksAgainst');
      if (from > '2039' || to < '2000') expect(counted).toBe(0);
      else expect(counted).toBeGreaterThan(0);
      const points = at(reply.body, 'series', 'points') ?? at(reply.body, 'byDay');
      expect((points as unknown[]).length).toBeLessThan(2);
    }
  });

  it.each(PATHS)('of %s are bounded by what was counted, not by what is asked', async (path) => {
    const spans = ['from=1970-01-01T00:00:00Z', `from=${FIRST_DAY}&to=9999-12-31T00:00:00Z`];
    service.goTo('2031-03-01');
    for (const span of spans) expect((await read(path, span)).status).toBe(200);
    service.goTo('2031-03-05');
    for (const span of spans) {
      const refused = await read(path, span);
      expect([refused.status, at(refused.body, 'path')]).toEqual([422, '/from']);
    }
    const year = await read(path, 'from=1970-01-01T00:00:00Z&to=2031-03-01T00:00:00Z');
    expect(year.status).toBe(200);
    expect((await read(path, 'from=2031-01-01&to=2030-01-01')).status).toBe(422);
    service.goTo(FIRST_DAY);
  });

  it.each(
    [...PATHS, '/v1/audit'].flatMap((path) =>
      ['from', 'to'].map((name): [string, string] => [path, name]),
    ),
  )('of %s are not read %s an instant that no calendar has', async (path, name) => {
    for (const text of ['2026-02-30T00:00:00Z', '2026-02-30', '2030-04-31T10:00:00%2B02:00']) {
      const { status, body } = await read(path, `${name}=${text}`);
      const said = [status, at(body, 'code'), at(body, 'path')];
      expect(said).toEqual([400, 'invalid_request', `/${name}`]);
    }
  });

  it.each([...PATHS, '/v1/audit'])('of %s are not read backwards', async (path) => {
    const { status, body } = await read(path, 'from=2030-02-02&to=2030-02-01');
    const said = [status, at(body, 'code'), at(body, 'path')];
    expect(said).toEqual([422, 'unprocessable', '/from']);
  });
});
