/** What operators read of a service: whether its indexes answer, and how much waits for reviewers. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, personRecord, until } from '../support/running-service.js';
import { ReviewScene } from './review-scene.js';

const scene = new ReviewScene();

beforeAll(async () => {
  await scene.start();
});
afterAll(() => scene.service.stop());

async function linesOf(name: string): Promise<string[]> {
  const { text } = await scene.service.call('GET', '/metrics', null);
  return text
    .split('\n')
    .filter((line) => line.startsWith(`${name} `) || line.startsWith(`${name}{`));
}

const NAMES = ['portcullis_index_up', 'portcullis_reviews_pending'];

const ofIndexes = (value: number): string[] =>
  ['wanted', 'missing', 'documents'].map(
    (index) => `portcullis_index_up{index="${index}"} ${value}`,
  );

describe('the metrics', () => {
  it('count the reviews that wait', async () => {
    const waiting = (): Promise<string[]> => linesOf('portcullis_reviews_pending');
    expect(await waiting()).toEqual(['portcullis_reviews_pending 0']);
    const notice = personRecord('Umik', 'Urska', { kind: 'notice' });
    const held = await scene.put('n', notice);
    expect(held.status).toBe(202);
    expect(await waiting()).toEqual(['portcullis_reviews_pending 1']);
    await scene.decide(String(at(held.body, 'reviewId')), 'compliant');
    expect(await waiting()).toEqual(['portcullis_reviews_pending 0']);
  });

  it('tell of every index whether it answers, without anybody asking for readiness', async () => {
    expect(await linesOf('portcullis_index_up')).toEqual(ofIndexes(1));
    const { redisPid } = scene.service;
    process.kill(redisPid, 'SIGSTOP');
    try {
      // Read without pause, for so long that Redis is given up meanwhile and connected to anew.
      const readings: Promise<readonly string[]>[] = [];
      const begunAt = performance.now();
      await until(async () => {
        const lasts = performance.now() - begunAt;
        if (lasts >= readings.length * 150) {
          readings.push(Promise.all(NAMES.map(linesOf)).then((lines) => lines.flat()));
        }
        return lasts > 5_000;
      });
      for (const lines of await Promise.all(readings)) {
        expect(lines).toEqual([...ofIndexes(0), 'portcullis_reviews_pending Nan']);
      }
    } finally {
      process.kill(redisPid, 'SIGCONT');
    }
    await until(async () => (await linesOf('portcullis_index_up')).join() === ofIndexes(1).join());
  });
});
