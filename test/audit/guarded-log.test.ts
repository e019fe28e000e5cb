/** The guarded chain: a decision is in the audit exactly when its guard held, whatever fails. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readBlock } from '../../src/audit/block.js';
import { GuardedLog } from '../../src/audit/guarded-log.js';
import { COUNTERS } from '../../src/audit/tally.js';
import type { AuditStore } from '../../src/audit/store-contract.js';
import { verifyAudit } from '../../src/audit/verify.js';
import { rowWas, setRow, type Deed } from '../../src/store/deeds.js';
import { KEYS } from '../../src/store/keys.js';
import { call, check, exported, openScene, START_MS, type Scene } from './scene.js';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
beforeEach(() => scene.wipe());
afterAll(() => scene.stop());

/** Sets a row to `next`, where it is `was` now. */
const step = (was: string | null, next: string): Deed[] => [
  rowWas(KEYS.referrals, 'row', was === null ? null : Buffer.from(was)),
  setRow(KEYS.referrals, 'row', Buffer.from(next)),
];
const row = async (): Promise<string> =>
  String(await scene.link.send(['HGET', KEYS.referrals, 'row']));
const subjects = async (): Promise<unknown[]> =>
  (await exported(scene.source)).map((entry) => entry['subject']);
const decision = (subject: string) => [call({ subject })];

function storeWith(append: AuditStore['append']): AuditStore {
  const { store } = scene;
  return {
    append,
    heads: () => store.heads(),
    head: (chain) => store.head(chain),
    read: (chain, from, max) => store.read(chain, from, max),
    chains: () => store.chains(),
    trim: (chain, upTo) => store.trim(chain, upTo),
    counters: (grain, numbers) => store.counters(grain, numbers),
    firstHour: () => store.firstHour(),
  };
}

describe('a guarded chain', () => {
  it('is not there before its first decision', async () => {
    new GuardedLog(scene.store, scene.clock);
    expect(await scene.store.chains()).toEqual([]);
  });

  it('writes entry and deeds where the guard holds, and neither where it does not', async () => {
    const log = new GuardedLog(scene.store, scene.clock);
    expect(await log.append(decision('first'), step(null, 'a'))).toBe(true);
    expect(await log.append(decision('late'), step(null, 'b'))).toBe(false);
    expect(await row()).toBe('a');
    expect(await log.append(decision('next'), step('a', 'c'))).toBe(true);
    expect([await row(), await subjects()]).toEqual(['c', ['first', 'next']]);
    expect((await verifyAudit(scene.source)).problems).toEqual([]);
  });

  it('lets one of many through that start from the same row, in one process or in several', async () => {
    const logs = [1, 2, 3].map(() => new GuardedLog(scene.store, scene.clock));
    const tries = logs.flatMap((log, nth) =>
      ['x', 'y', 'z'].map((name) =>
        log.append(decision(`${name}${nth}`), step(null, `${name}${nth}`)),
      ),
    );
    const done = (await Promise.all(tries)).filter((one) => one);
    expect(done).toHaveLength(1);
    expect(await subjects()).toEqual([await row()]);
    expect((await verifyAudit(scene.source)).problems).toEqual([]);
  });

  it('counts what is returned, and no check a second time', async () => {
    const log = new GuardedLog(scene.store, scene.clock);
    const entry = check({ member: 'DEU', result: 'match', returned: ['FRA-1', 'FRA-2', 'ESP-1'] });
    await log.append([...decision('counted'), entry], step(null, 'a'));
    await log.append([...decision('refused'), entry], step(null, 'b'));
    const [counts] = await scene.store.counters('s', [Math.floor(START_MS / 1_000)]);
    expect(Object.fromEntries(counts ?? [])).toEqual({
      [`${COUNTERS.matched}DEU`]: 3,
      [`${COUNTERS.matchedOf}FRA`]: 2,
      [`${COUNTERS.matchedOf}ESP`]: 1,
    });
  });

  it('goes on behind a block that was written although its answer was lost', async () => {
    let losing = true;
    const store = storeWith(async (block) => {
      const outcome = await scene.store.append(block);
      if (losing) throw new Error('lost');
      return outcome;
    });
    const log = new GuardedLog(store, scene.clock);
    await expect(log.append(decision('lost'), step(null, 'a'))).rejects.toThrow('lost');
    losing = false;
    // It was done: whoever tries it again finds it decided.
    expect(await log.append(decision('again'), step(null, 'b'))).toBe(false);
    expect(await log.append(decision('next'), step('a', 'c'))).toBe(true);
    expect(await subjects()).toEqual(['lost', 'next']);
    expect((await verifyAudit(scene.source)).problems).toEqual([]);
  });

  it('goes on behind a block that arrives late, after its head was read again', async () => {
    let late: (() => Promise<unknown>) | null = null;
    let losing = true;
    const store = storeWith(async (block) => {
      if (losing) {
        late = () => scene.store.append(block);
        throw new Error('no answer');
      }
      // The lost one overtakes it.
      await late?.();
      late = null;
      return scene.store.append(block);
    });
    const log = new GuardedLog(store, scene.clock);
    await expect(log.append(decision('late'), [])).rejects.toThrow('no answer');
    losing = false;
    expect(await log.append(decision('next'), step(null, 'a'))).toBe(true);
    expect(await subjects()).toEqual(['late', 'next']);
    expect((await verifyAudit(scene.source)).problems).toEqual([]);
  });
});

describe('a chain of a name that several write', () => {
  const open = (triesMax = 100) =>
    new GuardedLog(scene.store, scene.clock, { chain: 'shared', triesMax });

  it('takes the entries of all, though each finds others to have been faster', async () => {
    const names = Array.from({ length: 20 }, (_, n) => `run ${n}`);
    await Promise.all(names.map((name) => open().append(decision(name), [])));
    expect((await subjects()).sort()).toEqual([...names].sort());
    expect(await scene.store.chains()).toEqual(['shared']);
    expect((await verifyAudit(scene.source)).problems).toEqual([]);
  });

  it('gives up where others are faster each time', async () => {
    const busy = storeWith(() => Promise.resolve('head'));
    const log = new GuardedLog(busy, scene.clock, { chain: 'shared', triesMax: 5 });
    await expect(log.append(decision('x'), [])).rejects.toMatchObject({
      code: 'index_unavailable',
    });
  });

  it('has no block older than the one before it, whatever the clock of its writer says', async () => {
    await open().append(decision('first'), []);
    scene.clock.ms -= 3_600_000;
    await open().append(decision('second'), []);
    scene.clock.ms = START_MS;
    const blocks = await scene.store.read('shared', 1, 2);
    expect(blocks.map(({ bytes }) => readBlock(bytes).time)).toEqual([START_MS, START_MS]);
  });
});
