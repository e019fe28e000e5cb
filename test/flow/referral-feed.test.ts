import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Fault } from '../../src/errors.js';
import { ReferralFeed } from '../../src/flow/referral-feed.js';
import type { ReferredCheck } from '../../src/flow/referred-checks.js';
import { callerOf } from './referral-stage.js';

/** A bell and a store in the test's hands. */
class Scene {
  readonly listeners = new Map<string, Set<() => void>>();
  readonly troubles: unknown[] = [];
  readonly told: object[] = [];
  reads = 0;
  answer: () => Promise<ReferredCheck> = () => Promise.resolve(outcome('pending'));
  readonly feed = new ReferralFeed({
    checks: {
      read: (caller, checkId) => {
        this.reads += 1;
        expect([caller, checkId]).toEqual([CALLER, ID]);
        return this.answer();
      },
    },
    bell: {
      listen: (name, heard) => {
        const listening = this.listeners.get(name) ?? new Set();
        this.listeners.set(name, listening);
        listening.add(heard);
        return () => listening.delete(heard);
      },
    },
    onTrouble: (error) => this.troubles.push(error),
  });

  watch(): { close(): void } {
    return this.feed.watch(CALLER, ID, (decided) => this.told.push(decided));
  }

  ring(): void {
    for (const heard of this.#all()) heard();
  }

  get waiting(): number {
    return this.#all().length;
  }

  #all(): (() => void)[] {
    return [...(this.listeners.get(`referral:${ID}`) ?? [])];
  }
}

const CALLER = callerOf('DEU');
const ID = 'AAAAAAAAAAAAAAAAAAAA';
const outcome = (state: ReferredCheck['state']): ReferredCheck => ({
  checkId: ID,
  state,
  referral: { id: ID, expectedBy: '2030-01-01T00:00:00.000Z' },
  decidedAt: null,
  matches: [],
  checkAgain: false,
});
/** Everything that waits for nothing but promises has happened. */
const settled = (): Promise<void> => new Promise((done) => setImmediate(done));

let scene = new Scene();
beforeEach(() => {
  scene = new Scene();
});

describe('whoever watches a referred check', () => {
  it('is told once it is decided, once, and with what a reading answers', async () => {
    scene.watch();
    await settled();
    expect([scene.told, scene.waiting]).toEqual([[], 1]);
    const closed = outcome('closed');
    scene.answer = () => Promise.resolve(closed);
    scene.ring();
    scene.ring();
    await settled();
    scene.ring();
    await settled();
    expect(scene.told).toEqual([closed]);
    expect(scene.waiting).toBe(0);
  });

  it('is told of a decision that came before, but not before the call has returned', async () => {
    scene.answer = () => Promise.resolve(outcome('released'));
    scene.watch();
    expect(scene.told).toEqual([]);
    await settled();
    expect(scene.told).toHaveLength(1);
  });

  it('is told of a decision that is rung for while an older state is being read', async () => {
    let old = (_: ReferredCheck): void => undefined;
    scene.answer = () => new Promise((read) => (old = read));
    scene.watch();
    await settled();
    scene.answer = () => Promise.resolve(outcome('released'));
    scene.ring();
    old(outcome('pending'));
    await settled();
    expect(scene.told).toHaveLength(1);
  });

  it('is told nothing any more once it has closed', async () => {
    const before = scene.watch();
    before.close();
    await settled();
    expect([scene.reads, scene.waiting]).toEqual([0, 0]);
    let read = (_: ReferredCheck): void => undefined;
    scene.answer = () => new Promise((done) => (read = done));
    const during = scene.watch();
    await settled();
    during.close();
    read(outcome('released'));
    await settled();
    expect(scene.told).toEqual([]);
  });

  it('waits for nothing where it may not read the check', async () => {
    scene.answer = () => Promise.reject(new Fault('not_found', 'There is no such check.'));
    scene.watch();
    await settled();
    expect([scene.told, scene.waiting, scene.troubles]).toEqual([[], 0, []]);
  });

  it('is told in the end where the store did not answer when it was rung for', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      scene.answer = () => Promise.reject(new Fault('index_unavailable', 'It did not answer.'));
      scene.watch();
      await settled();
      scene.answer = () => Promise.reject(new Error('unexpected'));
      scene.ring();
      await settled();
      expect(scene.troubles).toHaveLength(1);
      scene.answer = () => Promise.resolve(outcome('closed'));
      expect(vi.getTimerCount()).toBe(1);
      await vi.runAllTimersAsync();
      expect(scene.told).toHaveLength(1);
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });
});
