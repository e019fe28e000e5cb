import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, until, type Reply } from '../support/running-service.js';
import { bare, HITS, idsOf, ReferralScene } from './referral-scene.js';

const scene = new ReferralScene();
beforeAll(async () => {
  await scene.start();
});
afterAll(() => scene.stop());

let badCheck = '';
let families = 0;
/** A family name that nobody else in this file has, far from all others. */
function family(): string {
  const letters = 'bcdfghjklm';
  families += 1;
  const syllables = [...String(families).padStart(4, '0')].map((digit) => letters[Number(digit)]);
  return `Z${syllables.join('a')}u`;
}

/** A check of the supervised member that found these records, referred. */
async function referredOf(...recordIds: string[]): Promise<string> {
  const name = family();
  for (const recordId of recordIds) await scene.push(recordId, name);
  return scene.referred(scene.terminal, name);
}

const told = async (checkId: string, token = scene.terminal): Promise<[unknown, string[]]> => {
  const read = await scene.read(token, checkId);
  return [at(read.body, 'state'), idsOf(read)];
};

describe('what was released', () => {
  it.each([
    ['restricted', () => scene.restrict('FRA-gone', { deny: ['DEU'] })],
    ['withdrawn', () => scene.withdraw('FRA-gone')],
    [
      'suspended',
      async () => {
        const body = {
          reason: 'a pause',
          until: new Date(Date.now() + 864e5).toISOString().slice(0, 10),
        };
        await scene.call('POST', '/v1/records/FRA-gone/suspend', await scene.bureau('FRA'), body);
      },
    ],
    [
      'restricted by the defaults of its owner',
      async () => {
        const path = '/v1/members/FRA/restrictions';
        await scene.call('PUT', path, await scene.bureau('FRA'), { deny: ['DEU'] });
      },
    ],
  ])(
    'is no longer told once its record is %s, as if it had never been released',
    async (_, hide) => {
      const never = await referredOf('ITA-never');
      await scene.decide(never, []);
      const checkId = await referredOf('FRA-gone');
      await scene.decide(checkId, ['FRA-gone']);
      expect(await told(checkId)).toEqual(['released', ['FRA-gone']]);
      await hide();
      const here = await scene.read(scene.terminal, checkId);
      expect(bare(here)).toBe(bare(await scene.read(scene.terminal, never)));
      expect(at(here.body, 'state')).toBe('closed');
      const fra = await scene.bureau('FRA');
      await scene.call('PUT', '/v1/members/FRA/restrictions', fra, {});
      // A fresh one for the next way of hiding it.
      await scene.withdraw('FRA-gone');
    },
  );

  it('is left out alone where others are still to be seen', async () => {
    const checkId = await referredOf('FRA-stays', 'ESP-goes');
    await scene.decide(checkId, ['FRA-stays', 'ESP-goes']);
    await scene.restrict('ESP-goes', { deny: ['DEU'] });
    expect(await told(checkId)).toEqual(['released', ['FRA-stays']]);
  });

  it('is bounded for each reader by its own agency', async () => {
    const checkId = await referredOf('FRA-agency');
    await scene.decide(checkId, ['FRA-agency']);
    await scene.restrict('FRA-agency', { agencies: ['border'] });
    expect(await told(checkId)).toEqual(['released', ['FRA-agency']]);
    // The bureau has no agency, so a list of agencies is not passed.
    expect(await told(checkId, scene.ncb)).toEqual(['closed', []]);
  });

  it('is not told in new words that nobody has released', async () => {
    const name = 'Quiniou';
    await scene.push(`${HITS}-words`, name);
    const checkId = await scene.referred(scene.free, name);
    await scene.decide(checkId, [`${HITS}-words`]);
    await scene.push(`${HITS}-words`, name, { action: 'locate' });
    const read = await scene.read(scene.free, checkId);
    expect(read.body).toMatchObject({ state: 'released', matches: [], checkAgain: true });
    expect(at((await scene.check(scene.free, name)).body, 'result')).toBe('referred');
  });

  it('is told with what else has become of its record', async () => {
    const checkId = await referredOf('FRA-now');
    await scene.decide(checkId, ['FRA-now']);
    const path = '/v1/records/FRA-now/decision';
    await scene.call('PUT', path, scene.ncb, { decision: 'act', reason: 'a treaty' });
    const renewed = { reason: 'still sought', expiresOn: '2035-01-01' };
    await scene.call('POST', '/v1/records/FRA-now/renew', await scene.bureau('FRA'), renewed);
    const { body } = await scene.read(scene.terminal, checkId);
    expect(at(body, 'matches', 0, 'nationalDecision', 'decision')).toBe('act');
  });
});

describe('a decision', () => {
  it('releases no words that came between the check and it, whoever has read which', async () => {
    const name = family();
    await scene.push('FRA-swap', name);
    const checkId = await scene.referred(scene.terminal, name);
    await scene.push('FRA-swap', 'Oppositionsson', { warnings: ['terrorism'] });
    expect(at((await scene.show(checkId)).body, 'matches')).toContainEqual(
      expect.objectContaining({ recordId: 'FRA-swap', visible: true, changed: true }),
    );
    expect((await scene.decide(checkId, ['FRA-swap'])).status).toBe(200);
    const read = await scene.read(scene.terminal, checkId);
    expect(read.body).toMatchObject({ state: 'released', matches: [], checkAgain: true });
    expect(read.text).not.toContain('Oppositionsson');
    const entries = await scene.entries(checkId);
    expect(entries.filter(({ result }) => result === 'match')).toEqual([]);
  });

  it('releases nothing that the asking caller may not see at that moment', async () => {
    const checkId = await referredOf('FRA-late', 'ESP-late');
    await scene.restrict('FRA-late', { deny: ['DEU'] });
    expect(at((await scene.show(checkId)).body, 'matches')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ recordId: 'FRA-late', visible: false }),
        expect.objectContaining({ recordId: 'ESP-late', visible: true }),
      ]),
    );
    const { status, body } = await scene.decide(checkId, ['FRA-late', 'ESP-late']);
    expect(status).toBe(200);
    const released = at(body, 'matches') as { recordId: string; released: boolean }[];
    expect(released.filter((match) => match.released).map(({ recordId }) => recordId)).toEqual([
      'ESP-late',
    ]);
    await scene.restrict('FRA-late', {});
    expect(await told(checkId)).toEqual(['released', ['ESP-late']]);
  });

  it('that releases only what is hidden meanwhile reads closed', async () => {
    const checkId = await referredOf('FRA-hidden');
    await scene.withdraw('FRA-hidden');
    expect(at((await scene.decide(checkId, ['FRA-hidden'])).body, 'state')).toBe('closed');
    expect(await told(checkId)).toEqual(['closed', []]);
  });

  it('is final, and a second one changes nothing', async () => {
    const checkId = await referredOf('FRA-final', 'ESP-final');
    await scene.decide(checkId, ['FRA-final']);
    for (const release of [['ESP-final'], ['FRA-final'], [], ['nothing']]) {
      expect((await scene.decide(checkId, release)).status).toBe(409);
    }
    expect(await told(checkId)).toEqual(['released', ['FRA-final']]);
  });

  it('takes a record named twice once', async () => {
    const checkId = await referredOf('FRA-twice');
    const { status, body } = await scene.decide(checkId, ['FRA-twice', 'FRA-twice']);
    expect([status, at(body, 'decision', 'release')]).toEqual([200, ['FRA-twice']]);
  });

  it('is refused to every role but reviewers, and leaves the referral waiting', async () => {
    const checkId = await referredOf('FRA-role');
    const { service, terminal, ncb, auditor, supervisor } = scene;
    const operator = await service.operatorToken();
    for (const token of [terminal, ncb, auditor, supervisor, operator]) {
      expect((await scene.decide(checkId, ['FRA-role'], token)).status).toBe(403);
      expect((await scene.call('GET', '/v1/referrals', token)).status).toBe(403);
      expect((await scene.call('GET', `/v1/referrals/${checkId}`, token)).status).toBe(403);
    }
    expect((await scene.decide(checkId, [], 'pc_none')).status).toBe(401);
    expect(await told(checkId)).toEqual(['pending', []]);
  });

  it.each<[string, unknown, number, string | undefined]>([
    ['no body', undefined, 400, ''],
    ['a list', [], 400, ''],
    ['no reason', { release: [] }, 422, '/reason'],
    ['an empty reason', { release: [], reason: '' }, 422, '/reason'],
    ['a reason that is a number', { release: [], reason: 7 }, 400, '/reason'],
    ['a reason beyond the limit', { release: [], reason: 'x'.repeat(2_001) }, 422, '/reason'],
    ['no release', { reason: 'x' }, 422, '/release'],
    ['a release that is a text', { release: 'FRA-bad', reason: 'x' }, 400, '/release'],
    ['a release of null', { release: null, reason: 'x' }, 400, '/release'],
    ['a number among the records', { release: ['FRA-bad', 7], reason: 'x' }, 400, '/release/1'],
    [
      'a record of another check',
      { release: ['FRA-bad', 'ITA-x'], reason: 'x' },
      422,
      '/release/1',
    ],
    ['an empty record', { release: [''], reason: 'x' }, 422, '/release/0'],
    ['a record id beyond the limit', { release: ['x'.repeat(80)], reason: 'x' }, 422, '/release/0'],
    ['too many records', { release: Array(51).fill('FRA-bad'), reason: 'x' }, 422, '/release'],
    ['a field that does not exist', { release: [], reason: 'x', all: true }, 400, '/all'],
  ])(
    'with %s is refused with the place at fault, and changes nothing',
    async (_, body, ...error) => {
      badCheck ||= await referredOf('FRA-bad');
      const path = `/v1/referrals/${badCheck}/decision`;
      const reply = await scene.service.call('POST', path, scene.reviewer, body);
      expect([reply.status, at(reply.body, 'path')]).toEqual(error);
      expect(await told(badCheck)).toEqual(['pending', []]);
    },
  );

  it('on what is no referral is not found', async () => {
    for (const id of ['AAAAAAAAAAAAAAAAAAAA', 'x', '%00', '-']) {
      expect((await scene.decide(id, [])).status).toBe(404);
      expect((await scene.show(id)).status).toBe(404);
    }
  });
});
describe('the list of referrals', () => {
  const ids = (reply: Reply): unknown[] =>
    (at(reply.body, 'referrals') as { referralId: string }[]).map(({ referralId }) => referralId);
  const list = (query = ''): Promise<Reply> =>
    scene.call('GET', `/v1/referrals${query}`, scene.reviewer);

  it('shows by state, what waits oldest first, page by page', async () => {
    const name = family();
    await scene.push('FRA-list', name);
    const body = { purpose: 'border', person: { fullName: `Cunégonde ${name}` } };
    const checks = Array.from({ length: 7 }, () => body);
    const batch = await scene.call('POST', '/v1/checks/batch', scene.terminal, { checks });
    const made = (at(batch.body, 'replies') as unknown[]).map((r) => at(r, 'reply', 'checkId'));
    const seen: unknown[] = [];
    let query = '?limit=2';
    for (;;) {
      const page = await list(query);
      seen.push(...ids(page));
      const next = at(page.body, 'next');
      if (typeof next !== 'string') break;
      query = `?limit=2&cursor=${next}`;
    }
    expect(seen).toEqual([...new Set(seen)]);
    expect(seen.slice(-7).sort()).toEqual([...made].sort());
    const [first, second, third] = made.map(String);
    await scene.decide(first ?? '', ['FRA-list']);
    await scene.decide(second ?? '', []);
    const states = async (id = ''): Promise<string[]> => {
      const all = ['pending', 'released', 'closed', 'all'];
      const held = await Promise.all(all.map(async (state) => ids(await list(`?state=${state}`))));
      return all.filter((_, nth) => held[nth]?.includes(id));
    };
    expect(await states(first)).toEqual(['released', 'all']);
    expect(await states(second)).toEqual(['closed', 'all']);
    expect(await states(third)).toEqual(['pending', 'all']);
  });

  it('holds no more of the records than their identifiers', async () => {
    const { text } = await list('?state=all');
    expect(text).toContain('FRA-list');
    expect(text).not.toMatch(/Cunégonde|explanation/);
  });

  it.each([
    ['?state=decided', 422, '/state'],
    ['?state=all&state=all', 400, '/state'],
    ['?cursor=x', 400, '/cursor'],
    ['?cursor=1.2', 400, '/cursor'],
    ['?limit=0', 422, '/limit'],
    ['?limit=101', 422, '/limit'],
  ])('refuses %s', async (query, status, path) => {
    const reply = await list(query);
    expect([reply.status, at(reply.body, 'path')]).toEqual([status, path]);
  });

  it('is counted in the metrics', async () => {
    const said = async (): Promise<string | undefined> => {
      const { text } = await scene.service.call('GET', '/metrics', null);
      return /^portcullis_referrals_pending (.+)$/m.exec(text)?.[1];
    };
    const pending = async (): Promise<number> => Number(await said());
    const before = await pending();
    const checkId = await referredOf('FRA-gauge');
    expect(await pending()).toBe(before + 1);
    await scene.decide(checkId, []);
    expect(await pending()).toBe(before);
    process.kill(scene.service.redisPid, 'SIGKILL');
    // Asked of a store that does not answer, the gauge says so and the others are still read.
    await until(async () => (await said()) === 'Nan');
    await until(async () => (await pending()) === before);
  });
});
