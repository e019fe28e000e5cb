/** Decisions under crashes and from several processes: each is done whole or not at all, and once. */
import { afterEach, describe, expect, it } from 'vitest';
import { at, documentRecord } from '../support/running-service.js';
import { OWNER, ReviewScene } from './review-scene.js';

let scene = new ReviewScene();
afterEach(() => scene.service.stop());

const HELD = 300;
const numberOf = (n: number): string => `CR${n}`;

async function hold(count: number): Promise<string[]> {
  const held = Array.from({ length: count }, (_, n) =>
    scene.held(`c${n}`, documentRecord(OWNER, numberOf(n))),
  );
  return Promise.all(held);
}

/** What the review says, and what a check says, of one record. */
async function stateOf(id: string, n: number): Promise<string> {
  const { body } = await scene.review(id);
  const decision = at(body, 'decision', 'decision') ?? 'none';
  const record = at((await scene.record(`c${n}`)).body, 'state');
  return [at(body, 'state'), decision, record, await scene.documentResult(numberOf(n))].join(' ');
}

const WHOLE = [
  'pending none in_review clear',
  'decided compliant published match',
  'decided refused refused clear',
];

describe('a crash in the middle of deciding', () => {
  it('leaves every decision done whole or not at all, and loses none that was acknowledged', async () => {
    scene = await new ReviewScene().start();
    await scene.supervise();
    const ids = await hold(HELD);
    const acknowledged = new Map<number, string>();
    const killed: Promise<void>[] = [];
    const decide = async (n: number): Promise<void> => {
      const decision = n % 2 === 0 ? 'compliant' : 'refused';
      try {
        const { status } = await scene.decide(ids[n] ?? '', decision);
        if (status === 200) acknowledged.set(n, decision);
      } catch {
        // The connection went with the process: not acknowledged.
      }
      if (acknowledged.size >= HELD / 3) killed[0] ??= scene.service.kill();
    };
    const lane = async (from: number): Promise<void> => {
      for (let n = from; n < HELD; n += 10) await decide(n);
    };
    await Promise.all(Array.from({ length: 10 }, (_, n) => lane(n)));
    await Promise.all(killed);
    expect(acknowledged.size).toBeLessThan(HELD);
    await scene.service.start();
    const queue = new Set<string>();
    for (let query: string | null = ''; query !== null;) {
      const { body } = await scene.call('reviewer', 'GET', `/v1/reviews${query}`);
      for (const one of at(body, 'reviews') as { reviewId: string }[]) queue.add(one.reviewId);
      const next = at(body, 'next') as string | null;
      query = next === null ? null : `?cursor=${next}`;
    }
    for (const [n, id] of ids.entries()) {
      const state = await stateOf(id, n);
      expect(WHOLE).toContain(state);
      const decision = acknowledged.get(n);
      if (decision !== undefined) expect(state).toContain(`decided ${decision}`);
      expect(queue.has(id)).toBe(state.startsWith('pending'));
    }
    // What waits can still be decided.
    const [rest] = ids.filter((id) => queue.has(id));
    expect((await scene.decide(rest ?? '', 'compliant')).status).toBe(200);
    expect(await scene.service.cli(['audit', 'verify'])).toContain('no problem found');
  }, 120_000);
});

describe('over several processes', () => {
  it('every review is decided once, whichever process is asked and whatever its owner does', async () => {
    scene = await new ReviewScene({ PORTCULLIS_WORKERS: '2' }).start();
    await scene.knownToBoth();
    await scene.supervise();
    const ids = await hold(30);
    await Promise.all(
      ids.map(async (id, n) => {
        const path = `/v1/reviews/${id}/decision`;
        const decide = (nth: number) => {
          const body = { decision: nth % 2 === 0 ? 'compliant' : 'refused', reason: 'x' };
          // A connection of its own may reach another process.
          const headers = { connection: 'close' };
          const token = scene.token(nth < 2 ? 'reviewer' : 'second');
          return scene.service.call('POST', path, token, body, headers);
        };
        const withdrawing = n % 3 === 0 ? [scene.withdraw(`c${n}`)] : [];
        const decisions = await Promise.all([decide(0), decide(1), decide(2), decide(3)]);
        await Promise.all(withdrawing);
        const won = decisions.filter(({ status }) => status === 200);
        expect(decisions.every(({ status }) => [200, 409].includes(status))).toBe(true);
        const { body } = await scene.review(id);
        if (at(body, 'state') === 'withdrawn') expect(won).toHaveLength(0);
        else {
          expect(won).toHaveLength(1);
          expect(at(body, 'decision', 'decision')).toBe(at(won[0]?.body, 'decision', 'decision'));
        }
        const published = at((await scene.record(`c${n}`)).body, 'state') === 'published';
        expect(await scene.documentResult(numberOf(n))).toBe(published ? 'match' : 'clear');
        if (n % 3 === 0) expect(published).toBe(false);
      }),
    );
    expect(await scene.queue()).toEqual([]);
  }, 120_000);
});
