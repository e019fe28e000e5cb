import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RunningService, at, documentRecord, personRecord } from '../support/running-service.js';

/** Two services: in one the record exists and is hidden, in the other it never existed. */
const hidden = new RunningService();
const without = new RunningService();

interface Tokens {
  owner: string;
  excluded: string;
  agency: string;
  excludedNcb: string;
  other: string;
}
const tokens = new Map<RunningService, Tokens>();

beforeAll(async () => {
  for (const service of [hidden, without]) {
    await service.start();
    tokens.set(service, {
      owner: await service.token('FRA', 'ncb'),
      excluded: await service.token('DEU', 'terminal'),
      agency: await service.token('DEU', 'terminal', 'border'),
      excludedNcb: await service.token('DEU', 'ncb'),
      other: await service.token('ITA', 'terminal'),
    });
  }
});
afterAll(async () => {
  await hidden.stop();
  await without.stop();
});

const of = (service: RunningService): Tokens => {
  const found = tokens.get(service);
  if (found === undefined) throw new Error('no tokens');
  return found;
};

const NAME = 'Théodule Quemeneur';
const person = personRecord('Quemeneur', 'Théodule', {
  person: {
    names: [{ family: 'Quemeneur', given: 'Théodule' }],
    datesOfBirth: ['1974-08-12'],
    documents: [{ number: 'PASS12345', issuer: 'FRA' }],
  },
});

/** A reply without what may differ between two worlds: id and time of the check. */
const bare = (text: string): string =>
  text.replace(/"checkId":"[^"]*"/g, '').replace(/"tookMs":[0-9.]+/g, '');

const CHECKS = {
  name: { person: { fullName: NAME, dateOfBirth: '1974-08-12' } },
  'name, weak candidates too': { person: { fullName: NAME }, minScore: 0, limit: 1 },
  'passport of a person': { documents: [{ number: 'PASS12345', issuer: 'FRA' }] },
  'listed document': { documents: [{ number: 'LOST12345', issuer: 'FRA' }] },
  everything: {
    person: { fullName: NAME },
    documents: [
      { number: 'LOST12345', issuer: 'FRA' },
      { number: 'PASS12345', issuer: 'FRA' },
    ],
  },
};

describe('a record that its owner hides', () => {
  beforeAll(async () => {
    const { owner, excluded } = of(hidden);
    await hidden.call('PUT', '/v1/records/FRA-q', owner, person);
    await hidden.call('PUT', '/v1/records/FRA-l', owner, documentRecord('FRA', 'LOST12345'));
    // Both worlds have another record that everybody may see.
    for (const service of [hidden, without]) {
      const seen = personRecord('Quemener', 'Theodor', {
        person: { names: [{ fullName: 'Theodor Quemener' }] },
      });
      await service.call('PUT', '/v1/records/FRA-seen', of(service).owner, seen);
    }
    const before = await hidden.check(excluded, CHECKS.name);
    expect(at(before.body, 'result')).toBe('match');
    for (const id of ['FRA-q', 'FRA-l']) {
      const set = await hidden.call('PUT', `/v1/records/${id}/restrictions`, owner, {
        deny: ['DEU'],
      });
      expect(set.status).toBe(200);
    }
  });

  it.each(Object.entries(CHECKS))(
    'answers a check by %s as if it did not exist',
    async (_, check) => {
      for (const role of ['excluded', 'agency', 'excludedNcb'] as const) {
        const here = await hidden.check(of(hidden)[role], check);
        const there = await without.check(of(without)[role], check);
        expect(here.status).toBe(there.status);
        expect(bare(here.text)).toBe(bare(there.text));
      }
    },
  );

  it('answers a batch as if it did not exist', async () => {
    const checks = Object.values(CHECKS).map((check) => ({ purpose: 'police', ...check }));
    const [here, there] = await Promise.all([
      hidden.call('POST', '/v1/checks/batch', of(hidden).excluded, { checks }),
      without.call('POST', '/v1/checks/batch', of(without).excluded, { checks }),
    ]);
    expect(bare(here.text)).toBe(bare(there.text));
  });

  it('is not found, whatever is asked of it', async () => {
    for (const [method, path, body] of [
      ['GET', '/v1/records/FRA-q', undefined],
      ['GET', '/v1/records/FRA-q/history', undefined],
      ['PUT', '/v1/records/FRA-q/decision', { decision: 'act', reason: 'a treaty' }],
    ] as const) {
      const here = await hidden.call(method, path, of(hidden).excludedNcb, body);
      const there = await without.call(method, path, of(without).excludedNcb, body);
      expect(here.status).toBe(404);
      expect(here.text).toBe(there.text);
    }
  });

  it('counts for nothing in the statistics of the excluded', async () => {
    const [here, there] = await Promise.all(
      [hidden, without].map((service) => service.call('GET', '/v1/stats', of(service).owner)),
    );
    // The owner's row: only what callers could see of it was considered.
    expect(at(there?.body, 'byOwner', 0, 'checksAgainst')).toBeDefined();
    const considered = (body: unknown): number =>
      Number(at(body, 'byOwner', 0, 'checksAgainst') ?? 0);
    // One check was answered with it before it was hidden.
    expect(considered(here?.body)).toBe(considered(there?.body) + 1);
  });

  it('is still seen by everybody else, and by its owner', async () => {
    const other = await hidden.check(of(hidden).other, CHECKS.name);
    expect(at(other.body, 'matches', 0, 'recordId')).toBe('FRA-q');
    const owner = await hidden.check(of(hidden).owner, CHECKS['listed document']);
    expect(at(owner.body, 'matches', 0, 'recordId')).toBe('FRA-l');
  });
});

describe('restrictions', () => {
  const visibleTo = async (
    token: string,
    fullName: string,
    purpose = 'border',
  ): Promise<boolean> => {
    const { body } = await hidden.check(token, { purpose, person: { fullName } });
    return at(body, 'result') === 'match';
  };
  const push = async (id: string, family: string, restrictions: object): Promise<void> => {
    const record = personRecord(family, 'Cunégonde', { restrictions });
    const { status } = await hidden.call('PUT', `/v1/records/${id}`, of(hidden).owner, record);
    expect(status).toBe(201);
  };

  it('may allow some members only', async () => {
    await push('FRA-allow', 'Abgrall', { allowOnly: ['ITA'] });
    expect(await visibleTo(of(hidden).other, 'Cunégonde Abgrall')).toBe(true);
    expect(await visibleTo(of(hidden).excluded, 'Cunégonde Abgrall')).toBe(false);
    expect(await visibleTo(of(hidden).owner, 'Cunégonde Abgrall')).toBe(true);
  });

  it('may allow some agencies only, which a caller without one does not pass', async () => {
    await push('FRA-agency', 'Bozellec', { agencies: ['border'] });
    expect(await visibleTo(of(hidden).agency, 'Cunégonde Bozellec')).toBe(true);
    expect(await visibleTo(of(hidden).excluded, 'Cunégonde Bozellec')).toBe(false);
  });

  it('may allow some purposes only', async () => {
    await push('FRA-purpose', 'Corcuff', { purposes: ['police'] });
    expect(await visibleTo(of(hidden).other, 'Cunégonde Corcuff', 'police')).toBe(true);
    expect(await visibleTo(of(hidden).other, 'Cunégonde Corcuff', 'border')).toBe(false);
  });

  it('bind the very next check of every caller when the defaults of the owner change', async () => {
    await push('FRA-default', 'Dantec', {});
    for (let round = 0; round < 5; round += 1) {
      expect(await visibleTo(of(hidden).other, 'Cunégonde Dantec')).toBe(true);
      const path = '/v1/members/FRA/restrictions';
      await hidden.call('PUT', path, of(hidden).owner, { deny: ['ITA'] });
      expect(await visibleTo(of(hidden).other, 'Cunégonde Dantec')).toBe(false);
      await hidden.call('PUT', path, of(hidden).owner, {});
    }
  });

  it('cannot be loosened by a record against its owner’s defaults', async () => {
    await hidden.call('PUT', '/v1/members/FRA/restrictions', of(hidden).owner, { deny: ['ITA'] });
    await push('FRA-strict', 'Even', { allowOnly: ['ITA', 'DEU'] });
    expect(await visibleTo(of(hidden).other, 'Cunégonde Even')).toBe(false);
    expect(await visibleTo(of(hidden).excluded, 'Cunégonde Even')).toBe(true);
    await hidden.call('PUT', '/v1/members/FRA/restrictions', of(hidden).owner, {});
  });

  it('of one member are set by that member alone', async () => {
    const reply = await hidden.call(
      'PUT',
      '/v1/members/FRA/restrictions',
      of(hidden).excludedNcb,
      {},
    );
    expect(reply.status).toBe(403);
  });

  it('bound a record to its recipients', async () => {
    const record = personRecord('Floch', 'Cunégonde', { recipients: ['ITA'] });
    await hidden.call('PUT', '/v1/records/FRA-rec', of(hidden).owner, record);
    expect(await visibleTo(of(hidden).other, 'Cunégonde Floch')).toBe(true);
    expect(await visibleTo(of(hidden).excluded, 'Cunégonde Floch')).toBe(false);
  });
});
