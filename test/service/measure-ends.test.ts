import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClockedService } from '../support/clocked-service.js';
import { at, personRecord, type Reply } from '../support/running-service.js';

// An urgent measure lapses on the third of March unless it is endorsed.
const DECIDED = '2030-03-01';
const LAPSES = '2030-03-03';
const LATER = '2030-06-01';

let service: ClockedService;
let proposer: string;
let endorser: string;
let auditor: string;

beforeAll(async () => {
  service = await new ClockedService(DECIDED, { PORTCULLIS_URGENT_TERM_HOURS: '48' }).start();
  proposer = await service.token('XPO', 'supervisor');
  endorser = await service.token('XPO', 'supervisor');
  auditor = await service.token('XPO', 'auditor');
});

afterAll(async () => {
  await service.stop();
});

async function propose(member: string, more: object = {}): Promise<string> {
  service.goTo(DECIDED);
  const body = { member, scopes: ['circulation'], reason: 'why proposed', ...more };
  const reply = await service.call('POST', '/v1/measures', proposer, body);
  return String(at(reply.body, 'measureId'));
}

const act = (id: string, action: string, token: string, body?: object): Promise<Reply> =>
  service.call('POST', `/v1/measures/${id}/${action}`, token, body);

const lift = (id: string, day: string, reason = 'agreed', token = proposer): Promise<Reply> =>
  act(id, 'lift', token, { reason, effectiveOn: `${day}T00:00:00Z` });

async function read(id: string): Promise<Reply> {
  return service.call('GET', `/v1/measures/${id}`, auditor);
}

const stateOf = async (id: string): Promise<unknown> => at((await read(id)).body, 'state');

async function pushed(member: string): Promise<number> {
  const token = await service.token(member, 'ncb');
  const path = `/v1/records/${member}-${String(service.ms)}`;
  return (await service.call('PUT', path, token, personRecord('Ahorn', 'Anna'))).status;
}

const toldOf = async (member: string): Promise<unknown[]> =>
  (await service.told(member)).map(({ body }) => [at(body, 'state'), at(body, 'effectiveOn')]);

describe('a measure whose end is set for a day to come', () => {
  it('is endorsed all the same where it is urgent, and then holds until that day', async () => {
    const id = await propose('AUT', { urgent: true });
    expect((await lift(id, LATER)).status).toBe(200);
    const endorsed = await act(id, 'endorse', endorser);
    expect([endorsed.status, at(endorsed.body, 'state')]).toEqual([200, 'in-force']);
    service.goTo(LAPSES);
    expect([await stateOf(id), await pushed('AUT')]).toEqual(['in-force', 202]);
    service.goTo(LATER);
    expect([await stateOf(id), await pushed('AUT')]).toEqual(['lifted', 201]);
  });

  it('lapses before it where it is urgent and nobody endorses it', async () => {
    const id = await propose('BEL', { urgent: true });
    await lift(id, LATER);
    service.goTo(LAPSES);
    expect(await stateOf(id)).toBe('lapsed');
    const late = await act(id, 'endorse', endorser);
    expect([late.status, at(late.body, 'detail')]).toEqual([409, 'The measure is lapsed already.']);
  });

  it('comes into force by its endorsement where it was only proposed', async () => {
    const id = await propose('CHE');
    expect(at((await lift(id, LATER)).body, 'state')).toBe('proposed');
    const endorsed = await act(id, 'endorse', endorser);
    expect([endorsed.status, at(endorsed.body, 'state')]).toEqual([200, 'in-force']);
    expect(await pushed('CHE')).toBe(202);
    service.goTo(LATER);
    expect(await stateOf(id)).toBe('lifted');
  });

  it('is endorsed once', async () => {
    const id = await propose('CZE', { urgent: true });
    await lift(id, LATER);
    await act(id, 'endorse', endorser);
    const again = await act(id, 'endorse', endorser);
    const detail = 'The measure is endorsed already.';
    expect([again.status, at(again.body, 'detail')]).toEqual([409, detail]);
  });

  it.each([
    ['is brought forward', 'DNK', '2036-03-02', '2030-03-02'],
    ['is put off', 'ESP', '2030-03-02', '2030-06-01'],
  ])('ends on the day that was set last, where it %s', async (_, member, first, last) => {
    const id = await propose(member, { urgent: true });
    await act(id, 'endorse', endorser);
    await lift(id, first, 'mistyped');
    service.ms += 1_000;
    const anew = await lift(id, last, 'put right', endorser);
    expect([anew.status, at(anew.body, 'state')]).toEqual([200, 'in-force']);
    expect(at(anew.body, 'lift', 'effectiveOn')).toContain(last);
    service.goTo(last);
    expect(await stateOf(id)).toBe('lifted');
    expect((await lift(id, '2031-01-01')).status).toBe(409);
  });

  it('may be lifted at once, which is final', async () => {
    const id = await propose('EST', { urgent: true });
    await lift(id, '2126-06-01', 'mistyped');
    const now = await act(id, 'lift', endorser, { reason: 'over' });
    expect([now.status, at(now.body, 'state')]).toEqual([200, 'lifted']);
    for (const [action, body] of [
      ['lift', { reason: 'again' }],
      ['endorse', {}],
    ] as const) {
      const refused = await act(id, action, endorser, body);
      const detail = 'The measure is lifted already.';
      expect([refused.status, at(refused.body, 'detail')]).toEqual([409, detail]);
    }
  });

  it('keeps every day that was set, with who set it, why and when', async () => {
    const id = await propose('FIN', { urgent: true });
    await lift(id, '2036-06-01', 'mistyped');
    service.ms += 1_000;
    await act(id, 'endorse', endorser, {});
    service.ms += 1_000;
    await lift(id, LATER, 'put right', endorser);
    const { body } = await read(id);
    const history = at(body, 'history') as object[];
    const by = at(history, 1, 'by');
    expect(by).not.toBe(at(history, 3, 'by'));
    expect(history).toEqual([
      { action: 'proposed', by, at: '2030-03-01T09:00:00.000Z', reason: 'why proposed' },
      {
        action: 'lifted',
        by,
        at: '2030-03-01T09:00:00.000Z',
        reason: 'mistyped',
        effectiveOn: '2036-06-01T00:00:00.000Z',
      },
      { action: 'endorsed', by: at(history, 3, 'by'), at: '2030-03-01T09:00:01.000Z' },
      {
        action: 'lifted',
        by: at(history, 2, 'by'),
        at: '2030-03-01T09:00:02.000Z',
        reason: 'put right',
        effectiveOn: '2030-06-01T00:00:00.000Z',
      },
    ]);
    expect(Object.keys(body as object)).not.toContain('earlierLifts');
  });

  it('is set anew a hundred times at most, and can then be lifted at once', async () => {
    const id = await propose('GRC', { urgent: true });
    for (let n = 0; n < 100; n += 1) expect((await lift(id, LATER)).status).toBe(200);
    expect((await lift(id, LATER)).status).toBe(409);
    expect((await act(id, 'lift', proposer, { reason: 'over' })).status).toBe(200);
  });

  it('is told to its member in the state that it has, with that day', async () => {
    const id = await propose('HUN', { urgent: true });
    await lift(id, LATER);
    await act(id, 'endorse', endorser);
    await act(id, 'lift', endorser, { reason: 'over' });
    expect(await toldOf('HUN')).toEqual([
      ['in-force', null],
      ['in-force', '2030-06-01T00:00:00.000Z'],
      ['in-force', '2030-06-01T00:00:00.000Z'],
      ['lifted', '2030-03-01T09:00:00.000Z'],
    ]);
  });
});

describe('what time alone does to a measure', () => {
  /** What the General Secretariat was told of it: events and members. */
  const secretariat = async (id: string): Promise<unknown[]> =>
    (await service.told('XPO'))
      .filter(({ type, body }) => type === 'measure' && at(body, 'measureId') === id)
      .map(({ body }) => [at(body, 'event'), at(body, 'member'), at(body, 'state')]);

  async function onDay(day: string): Promise<void> {
    service.goTo(day);
    await service.sweep();
  }

  it('is told to its member when the day of its lift has come, once', async () => {
    const id = await propose('ITA', { urgent: true });
    await act(id, 'endorse', endorser);
    await lift(id, LATER, 'agreed for June');
    await onDay('2030-05-31');
    expect(await toldOf('ITA')).toHaveLength(3);
    await onDay(LATER);
    await service.end();
    await service.start();
    await onDay(LATER);
    const told = await service.told('ITA');
    expect(told).toHaveLength(4);
    const body = { measureId: id, state: 'lifted', reason: 'agreed for June' };
    expect(told.at(-1)).toMatchObject({ type: 'measure', body });
  });

  it('is told to its member and to the General Secretariat when it lapses, once', async () => {
    const id = await propose('LUX', { urgent: true });
    await onDay(LAPSES);
    await service.sweep();
    expect(await toldOf('LUX')).toEqual([
      ['in-force', null],
      ['lapsed', null],
    ]);
    expect(await secretariat(id)).toEqual([['lapsed', 'LUX', 'lapsed']]);
  });

  it('is told to nobody where it never came into force', async () => {
    const id = await propose('LVA');
    await lift(id, LATER);
    await onDay(LATER);
    expect([await stateOf(id), await toldOf('LVA'), await secretariat(id)]).toEqual([
      'lifted',
      [],
      [],
    ]);
  });

  it('is told once where it was lifted at once', async () => {
    const id = await propose('MLT', { urgent: true });
    await act(id, 'lift', endorser, { reason: 'over' });
    await onDay(LATER);
    expect(await toldOf('MLT')).toHaveLength(2);
  });

  it('brings it before the General Secretariat on its review day while it is in force', async () => {
    const open = await propose('NLD', { urgent: true, reviewOn: '2030-05-01' });
    await act(open, 'endorse', endorser);
    const over = await propose('NOR', { urgent: true, reviewOn: '2030-05-01' });
    await act(over, 'lift', endorser, { reason: 'over' });
    await onDay('2030-04-30');
    expect(await secretariat(open)).toEqual([]);
    await onDay('2030-05-01');
    await onDay('2030-05-02');
    expect(await secretariat(open)).toEqual([['review-due', 'NLD', 'in-force']]);
    expect(await secretariat(over)).toEqual([]);
    expect(Object.keys((await read(open)).body as object)).not.toContain('reviewTold');
  });
});

describe('the reason of an endorsement', () => {
  const endorsements = async (id: string): Promise<unknown[]> => {
    const { body } = await service.call('GET', '/v1/audit?limit=500', auditor);
    const entries = at(body, 'entries') as { action?: string; subject?: string }[];
    return entries
      .filter(({ action, subject }) => action === 'measure.endorse' && subject?.includes(id))
      .map((entry) => at(entry, 'reason'));
  };

  it('stands in the history and in the audit', async () => {
    const id = await propose('IRL');
    await act(id, 'endorse', endorser, { reason: 'why endorsed' });
    expect(at((await read(id)).body, 'history', 1, 'reason')).toBe('why endorsed');
    expect(await endorsements(id)).toEqual(['why endorsed']);
  });

  it("is not the proposer's where none was given", async () => {
    const id = await propose('ISL');
    await act(id, 'endorse', endorser);
    expect(at((await read(id)).body, 'history', 1)).not.toHaveProperty('reason');
    expect(await endorsements(id)).toEqual([null]);
  });
});
