import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { at, until } from '../support/running-service.js';
import { CHECKS, HITS, idsOf, ReferralScene } from './referral-scene.js';

let scene = new ReferralScene();
afterEach(() => scene.stop());

interface Row {
  readonly member?: string;
  readonly owner?: string;
}

/** What the statistics count: in all, of the supervised asker, and of an owner. */
async function counted(owner: string): Promise<Record<string, unknown>> {
  const stats = await scene.stats();
  const rowOf = (list: string, code: string): unknown =>
    (at(stats, list) as Row[]).find(({ member, owner: own }) => (member ?? own) === code);
  return {
    checks: at(stats, 'totals', 'checks'),
    matches: at(stats, 'totals', 'matches'),
    referred: at(stats, 'totals', 'referred'),
    asked: at(rowOf('byMember', CHECKS), 'checks') ?? 0,
    found: at(rowOf('byMember', CHECKS), 'matches') ?? 0,
    against: at(rowOf('byOwner', owner), 'checksAgainst') ?? 0,
    of: at(rowOf('byOwner', owner), 'matches') ?? 0,
  };
}

describe('the statistics', () => {
  it('count a referred check once, and its matches when they are released, each once', async () => {
    scene = await new ReferralScene().start();
    await scene.push('FRA-s1', 'Abgrall');
    await scene.push('ESP-s1', 'Abgrall');
    const released = await scene.referred(scene.terminal, 'Abgrall');
    const closed = await scene.referred(scene.terminal, 'Abgrall');
    const waits = { checks: 2, matches: 0, referred: 2, asked: 2, found: 0, against: 2, of: 0 };
    expect(await counted('FRA')).toEqual(waits);
    await scene.decide(released, ['FRA-s1']);
    await scene.decide(closed, []);
    const decided = { ...waits, matches: 1, found: 1, of: 1 };
    expect(await counted('FRA')).toEqual(decided);
    expect(await counted('ESP')).toEqual({ ...decided, of: 0 });
    for (let nth = 0; nth < 5; nth += 1) {
      expect(idsOf(await scene.read(scene.terminal, released))).toEqual(['FRA-s1']);
      await scene.decide(released, ['ESP-s1']);
      await scene.decide(closed, ['ESP-s1']);
    }
    expect(await counted('FRA')).toEqual(decided);
    expect(await counted('ESP')).toEqual({ ...decided, of: 0 });
  });

  it('agree with the audit, which holds the answer, the decision and what was released', async () => {
    scene = await new ReferralScene().start();
    await scene.push('FRA-a1', 'Bozellec');
    await scene.push('ESP-a1', 'Bozellec');
    const checkId = await scene.referred(scene.terminal, 'Bozellec');
    await scene.decide(checkId, ['ESP-a1']);
    const entries = await scene.entries(checkId);
    const [referred, released] = ['referred', 'match'].map((result) =>
      entries.find((entry) => entry['result'] === result),
    );
    expect(entries).toHaveLength(3);
    expect(referred).toMatchObject({ kind: 'check', returned: [], member: CHECKS });
    expect(entries.find(({ kind }) => kind === 'call')).toMatchObject({
      action: 'referral.decide',
      reason: 'looked at',
      role: 'reviewer',
    });
    expect(released).toMatchObject({
      kind: 'check',
      returned: ['ESP-a1'],
      withheld: ['FRA-a1'],
      verdicts: expect.arrayContaining([
        { recordId: 'ESP-a1', verdict: 'release', rules: ['referral.decision'] },
        { recordId: 'FRA-a1', verdict: 'withhold', rules: ['referral.decision'] },
      ]) as unknown,
      member: CHECKS,
      agency: 'border',
    });
    for (const field of ['searched', 'indexes', 'purpose', 'credentialId', 'policyVersion']) {
      expect(released?.[field]).toEqual(referred?.[field]);
    }
    expect(await scene.service.cli(['audit', 'verify'])).toContain('no problem found');
  });
});

describe('two reviewers at once', () => {
  it('make one decision between them, whoever is first', async () => {
    // Two processes, so that not even the order of one event loop parts them.
    scene = await new ReferralScene({ PORTCULLIS_WORKERS: '2' }).start();
    const second = await scene.service.token('XPO', 'reviewer');
    await scene.knownEverywhere(second);
    await scene.push('FRA-r', 'Corcuff');
    await scene.push('ESP-r', 'Corcuff');
    const rounds = 20;
    for (let round = 0; round < rounds; round += 1) {
      const checkId = await scene.referred(scene.terminal, 'Corcuff');
      const wishes: [string[], string][] = [
        [['FRA-r'], scene.reviewer],
        [['ESP-r'], second],
        [[], scene.reviewer],
        [['FRA-r', 'ESP-r'], second],
      ];
      const replies = await Promise.all(
        wishes.map(([release, token]) => scene.decide(checkId, release, token)),
      );
      expect(replies.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
      const winner = wishes[replies.findIndex(({ status }) => status === 200)]?.[0] ?? [];
      const read = await scene.read(scene.terminal, checkId);
      expect(idsOf(read).sort()).toEqual([...winner].sort());
      const { body } = await scene.show(checkId);
      expect(at(body, 'decision', 'release')).toEqual(winner);
    }
    const { body } = await scene.call('GET', '/v1/referrals', scene.reviewer);
    expect(at(body, 'referrals')).toEqual([]);
    expect(await scene.service.cli(['audit', 'verify'])).toContain('no problem found');
  });
});

describe('a crash', () => {
  it('right after the referred answer leaves the referral waiting', async () => {
    scene = await new ReferralScene().start();
    await scene.push('FRA-k', 'Dantec');
    const made: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      made.push(await scene.referred(scene.terminal, 'Dantec'));
      await scene.service.kill();
      await scene.service.start();
    }
    for (const checkId of made) {
      expect(at((await scene.read(scene.terminal, checkId)).body, 'state')).toBe('pending');
      expect(at((await scene.decide(checkId, ['FRA-k'])).body, 'state')).toBe('released');
    }
  });

  it('amid decisions loses none that was acknowledged and counts none twice', async () => {
    scene = await new ReferralScene().start();
    await scene.push('FRA-m', 'Even');
    const made: string[] = [];
    for (let nth = 0; nth < 60; nth += 1) made.push(await scene.referred(scene.terminal, 'Even'));
    const acknowledged = new Set<string>();
    const killed: Promise<void>[] = [];
    const lane = async (from: number): Promise<void> => {
      for (let nth = from; nth < made.length; nth += 4) {
        const checkId = made[nth] ?? '';
        const reply = await scene.decide(checkId, ['FRA-m']).catch(() => null);
        if (reply?.status === 200) acknowledged.add(checkId);
        if (acknowledged.size >= 20) killed[0] ??= scene.service.kill();
      }
    };
    await Promise.all([0, 1, 2, 3].map(lane));
    await Promise.all(killed);
    expect(acknowledged.size).toBeLessThan(made.length);
    await scene.service.start();
    const released: string[] = [];
    for (const checkId of made) {
      const { body } = await scene.read(scene.terminal, checkId);
      if (at(body, 'state') === 'released') released.push(checkId);
    }
    expect([...acknowledged].filter((checkId) => !released.includes(checkId))).toEqual([]);
    expect(await counted('FRA')).toMatchObject({ of: released.length, referred: made.length });
    for (const checkId of made) {
      const again = await scene.decide(checkId, ['FRA-m']);
      expect(again.status).toBe(released.includes(checkId) ? 409 : 200);
    }
    expect(await counted('FRA')).toMatchObject({ of: made.length });
    expect(await scene.service.cli(['audit', 'verify'])).toContain('no problem found');
  });
});

describe('a gate without threads', () => {
  it('refers and stores what is supervised, and leaves everybody else alone', async () => {
    const flag = join(tmpdir(), `pc-end-threads-${process.pid}`);
    const preload = resolve('test/gate/workers/end-threads.mjs');
    scene = new ReferralScene({
      NODE_OPTIONS: `--import ${preload}`,
      END_THREADS_WHILE: flag,
    });
    try {
      await scene.start();
      await scene.push(`${HITS}-t`, 'Floch');
      await scene.push('FRA-t', 'Guyader');
      writeFileSync(flag, '');
      const ready = async (): Promise<boolean> =>
        (await scene.service.call('GET', '/readyz', null)).status === 200;
      await until(async () => !(await ready()));
      const hit = await scene.referred(scene.free, 'Floch');
      const asked = await scene.referred(scene.terminal, 'Guyader');
      const nothing = await scene.referred(scene.terminal, 'Nobody');
      const free = await scene.check(scene.free, 'Guyader');
      expect([at(free.body, 'result'), idsOf(free)]).toEqual(['match', ['FRA-t']]);
      for (const [checkId, recordId] of [
        [hit, `${HITS}-t`],
        [asked, 'FRA-t'],
      ] as const) {
        const { body } = await scene.show(checkId);
        expect(at(body, 'matches', 0, 'recordId')).toBe(recordId);
        expect(String(at(body, 'matches', 0, 'rules', 0))).toMatch(/^gate\./);
      }
      expect(at((await scene.show(nothing)).body, 'matches')).toEqual([]);
      rmSync(flag);
      await until(ready);
      expect(at((await scene.decide(asked, ['FRA-t'])).body, 'state')).toBe('released');
      expect(at((await scene.decide(nothing, [])).body, 'state')).toBe('closed');
      expect(at((await scene.check(scene.free, 'Nobody')).body, 'result')).toBe('clear');
    } finally {
      rmSync(flag, { force: true });
    }
  });
});
