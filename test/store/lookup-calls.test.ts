/** How lookups travel to Redis: together, one call at a time, and never in a queue without end. */
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../src/limits.js';
import type { Lookup } from '../../src/record/lookup.js';
import { Lookups } from '../../src/store/lookups.js';
import type { Reply } from '../../src/store/redis-client.js';

const LOOKUP: Lookup = {
  member: 'ITA',
  at: 1_800_000_000_000,
  purpose: 'police',
  searched: 'AAAAAAAAAAAAAAAAAAAAAA',
  asked: [],
  matched: [],
};
/** The counts of a lookup that names no nationality, as Redis tells them. */
const FIRST = Buffer.from('1 1 1 0 1 0 0 1 1 0 0');

/** A link that answers when told to. */
function slowLink() {
  const calls: { lookups: number; answer: (reply: Reply) => void; fail: () => void }[] = [];
  const send = (args: (string | Buffer)[]): Promise<Reply> =>
    new Promise((resolve, reject) => {
      const lookups = (args.length - 4) / 6;
      calls.push({ lookups, answer: resolve, fail: () => reject(new Error('gone')) });
    });
  return { calls, send };
}

const turn = (): Promise<void> => new Promise((done) => setImmediate(done));
const many = (lookups: Lookups, count: number) =>
  Array.from({ length: count }, () => lookups.record(LOOKUP));

describe('the calls that count lookups', () => {
  it('take those of one turn together, and others only when the call before is answered', async () => {
    const link = slowLink();
    const lookups = new Lookups(link);
    const first = many(lookups, 3);
    await turn();
    const second = many(lookups, 2);
    await turn();
    expect(link.calls.map((call) => call.lookups)).toEqual([3]);
    link.calls[0]?.answer([FIRST, FIRST, FIRST]);
    expect(await Promise.all(first)).toHaveLength(3);
    await turn();
    expect(link.calls.map((call) => call.lookups)).toEqual([3, 2]);
    link.calls[1]?.answer([FIRST, FIRST]);
    expect((await Promise.all(second)).map(({ volume }) => volume.day)).toEqual([1, 1]);
  });

  it('hold Redis for a bounded number of lookups each', async () => {
    const link = slowLink();
    const lookups = new Lookups(link);
    const asked = many(lookups, LIMITS.lookupsPerCallMax + 1);
    await turn();
    link.calls[0]?.answer(Array.from({ length: LIMITS.lookupsPerCallMax }, () => FIRST));
    await turn();
    link.calls[1]?.answer([FIRST]);
    await Promise.all(asked);
    expect(link.calls.map((call) => call.lookups)).toEqual([LIMITS.lookupsPerCallMax, 1]);
  });

  it('go on after one that failed', async () => {
    const link = slowLink();
    const lookups = new Lookups(link);
    const [lost] = many(lookups, 1);
    await turn();
    link.calls[0]?.fail();
    await expect(lost).rejects.toThrow('gone');
    const [next] = many(lookups, 1);
    await turn();
    link.calls[1]?.answer([FIRST]);
    expect((await next)?.volume.minute).toBe(1);
  });

  it('do not wait in a queue without end', async () => {
    const link = slowLink();
    const lookups = new Lookups(link);
    const waiting = many(lookups, LIMITS.lookupsWaitingMax);
    await expect(lookups.record(LOOKUP)).rejects.toMatchObject({ code: 'overloaded' });
    expect(waiting).toHaveLength(LIMITS.lookupsWaitingMax);
  });

  it.each([
    ['nothing', null],
    ['an empty list', []],
    ['a text that is no numbers', [Buffer.from('a lot')]],
    ['too few counts', [Buffer.from('1 1 1')]],
    ['too many counts', [Buffer.from('1 1 1 0 1 0 0 1 1 0 0 7')]],
  ] as const)('reject when they are answered with %s', async (_, reply) => {
    const link = slowLink();
    const [asked] = many(new Lookups(link), 1);
    await turn();
    link.calls[0]?.answer(reply);
    await expect(asked).rejects.toMatchObject({ code: 'index_unavailable' });
  });
});
