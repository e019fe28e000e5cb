/** A referral outlives the records it was about, holds nothing of them, and goes some days after its decision. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClockedService } from '../support/clocked-service.js';
import { at, personRecord, until, type Reply } from '../support/running-service.js';

const service = new ClockedService('2026-03-10');
const ALIASES = {
  person: {
    names: [
      { family: 'Deletovsky', given: 'Ottokar' },
      { fullName: 'Kaspar Ottokar Deletovsky', kind: 'alias' },
    ],
    datesOfBirth: ['1974-08-12'],
    nationalities: ['ROU'],
  },
};
let ncb = '';
let terminal = '';
let reviewer = '';
let released = '';
let pending = '';

async function referred(): Promise<string> {
  const person = {
    fullName: 'Ottokar Deletovsky',
    dateOfBirth: '1974-08-12',
    nationalities: ['ROU'],
  };
  const { body } = await service.call('POST', '/v1/checks', terminal, {
    purpose: 'border',
    person,
  });
  expect(at(body, 'result')).toBe('referred');
  return String(at(body, 'checkId'));
}

beforeAll(async () => {
  await service.start();
  ncb = await service.token('FRA', 'ncb');
  terminal = await service.token('SWE', 'terminal');
  reviewer = await service.token('XPO', 'reviewer');
  const supervisor = await service.token('XPO', 'supervisor');
  const record = { ...personRecord('Deletovsky', 'Ottokar'), ...ALIASES };
  expect((await service.call('PUT', '/v1/records/FRA-del1', ncb, record)).status).toBe(201);
  const measure = {
    member: 'FRA',
    scopes: ['hits'],
    reason: 'doubts',
    urgent: true,
    policy: 'refer-all',
  };
  expect((await service.call('POST', '/v1/measures', supervisor, measure)).status).toBe(201);
  await until(async () => {
    const { body } = await service.call('GET', '/v1/members', terminal);
    const members = at(body, 'members') as { code: string; supervised: boolean }[];
    return members.some(({ code, supervised }) => code === 'FRA' && supervised);
  });
  released = await referred();
  pending = await referred();
  const decision = { release: ['FRA-del1'], reason: 'looked at' };
  const path = `/v1/referrals/${released}/decision`;
  expect((await service.call('POST', path, reviewer, decision)).status).toBe(200);
});
afterAll(() => service.stop());

const detailsIn = ({ body }: Reply): unknown[] => {
  const [match] = at(body, 'matches') as unknown[];
  return (at(match, 'explanation') as unknown[]).map((line) => at(line, 'detail'));
};
const shown = (checkId: string): Promise<Reply> =>
  service.call('GET', `/v1/referrals/${checkId}`, reviewer);

const listed = (state: string): Promise<Reply> =>
  service.call('GET', `/v1/referrals?state=${state}`, reviewer);

describe('a referral', () => {
  const details = [
    'Same as the listed name OTTOKAR DELETOVSKY.',
    'Same date of birth.',
    'Nationality ROU in common.',
  ];

  it('explains its matches by what the record lists, to the reviewer and to who asked', async () => {
    expect(detailsIn(await shown(pending))).toEqual(details);
    expect(detailsIn(await shown(released))).toEqual(details);
    expect(detailsIn(await service.call('GET', `/v1/checks/${released}`, terminal))).toEqual(
      details,
    );
  });

  it('explains them as before where the record has the same words, in a later version', async () => {
    const renewed = { reason: 'still wanted', expiresOn: '2030-01-01' };
    const path = '/v1/records/FRA-del1';
    expect((await service.call('POST', `${path}/renew`, ncb, renewed)).status).toBe(200);
    const bounds = { deny: ['NOR'] };
    expect((await service.call('PUT', `${path}/restrictions`, ncb, bounds)).status).toBe(200);
    expect(detailsIn(await shown(pending))).toEqual(details);
    expect(detailsIn(await shown(released))).toEqual(details);
  });

  it('keeps nothing of the record itself', async () => {
    const keys = await service.keysWith('DELETOVSKY');
    expect(keys.filter((key) => key.includes('referral'))).toEqual([]);
  });

  it('shows nothing of the person once the content of the record is deleted', async () => {
    const { status } = await service.call('DELETE', '/v1/records/FRA-del1', ncb, {
      reason: 'over',
    });
    expect(status).toBe(200);
    service.pass(40);
    await service.sweep();
    for (const checkId of [released, pending]) {
      const reply = await shown(checkId);
      expect(reply.status).toBe(200);
      expect(reply.text).not.toMatch(/deletovsky|ottokar|ROU/i);
      expect(detailsIn(reply)).toEqual([
        'Same as the listed name.',
        'Same date of birth.',
        'Nationality in common.',
      ]);
    }
    expect(await service.keysWith('DELETOVSKY')).toEqual([]);
    expect(await service.keysWith('Deletovsky')).toEqual([]);
  });

  it('is gone some days after its decision, and never before it is decided', async () => {
    const read = (checkId: string) => service.call('GET', `/v1/checks/${checkId}`, terminal);
    expect((await read(released)).status).toBe(200);
    service.pass(90 - 40);
    await service.sweep();
    expect((await read(released)).status).toBe(200);
    service.pass(1);
    await service.sweep();
    expect((await read(released)).status).toBe(404);
    expect(at((await read(released)).body, 'code')).toBe('not_found');
    expect((await shown(released)).status).toBe(404);
    expect(await service.keysWith(released)).not.toContain('referrals');
    expect((await read(pending)).body).toMatchObject({ state: 'pending' });
    expect(at((await listed('all')).body, 'referrals', 0, 'checkId')).toBe(pending);
    expect(at((await listed('all')).body, 'referrals')).toHaveLength(1);
    expect(service.troubles).toEqual([]);
  });
});
