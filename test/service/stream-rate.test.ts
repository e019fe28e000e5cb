import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RunningService, at } from '../support/running-service.js';
import { StreamClient } from '../support/stream-client.js';

const LIMIT = 20;
const service = new RunningService({ RATE_LIMIT_PER_CREDENTIAL: String(LIMIT) });

beforeAll(() => service.start());
afterAll(() => service.stop());

const CLEAR = { purpose: 'border', documents: [{ number: 'NOBODY1', issuer: 'FRA' }] };
const open = async (): Promise<StreamClient> =>
  StreamClient.open(service.url, await service.token('DEU', 'terminal'));

/** Its errors' codes, but for those that a busy machine adds. */
const codes = (stream: StreamClient): unknown[] =>
  stream.frames
    .map(({ error }) => at(error, 'code'))
    .filter((code) => code !== undefined && code !== 'deadline_exceeded');

describe('a stream over the rate limit', () => {
  it('is told so once, answered to the end, and closed with 4429; others go on', async () => {
    const [fast, other] = [await open(), await open()];
    for (let id = 0; id < LIMIT * 20; id += 1) fast.send({ id, check: CLEAR });
    expect((await fast.ended()).code).toBe(4429);
    expect(codes(fast)).toEqual(['rate_limited']);
    const ids = fast.frames.map(({ id }) => Number(id)).sort((a, b) => a - b);
    expect(ids).toEqual([...ids.keys()]);
    expect(ids.length).toBeGreaterThan(LIMIT);
    expect((await other.ask(1, { check: CLEAR })).reply).toBeDefined();
    await other.end();
  });

  it('by the checks of a batch is closed with the next frame', async () => {
    const stream = await open();
    const { reply } = await stream.ask(1, {
      checks: Array.from({ length: LIMIT * 50 }, () => CLEAR),
    });
    expect(at(reply, 'replies')).toHaveLength(LIMIT * 50);
    stream.send({ id: 2, check: CLEAR });
    expect((await stream.ended()).code).toBe(4429);
    expect(codes(stream)).toEqual(['rate_limited']);
  });

  it.each([
    ['bad checks', { check: null }],
    ['bad batches', { checks: 'no list' }],
    ['subscriptions', { subscribe: 'inbox' }],
  ])('by %s is closed too: no frame is free', async (_, frame) => {
    const stream = await open();
    for (let id = 0; id < LIMIT * 20; id += 1) stream.send({ id, ...frame });
    expect((await stream.ended()).code).toBe(4429);
    expect(codes(stream).at(-1)).toBe('rate_limited');
  });
});
