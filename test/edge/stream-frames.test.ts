import fc from 'fast-check';
import { Packr, unpack } from 'msgpackr';
import { describe, expect, it } from 'vitest';
import { answerFrame, costOf, frameFrom } from '../../src/edge/stream/frames.js';
import { Fault } from '../../src/errors.js';
import { LIMITS } from '../../src/limits.js';
import { pack } from '../support/stream-client.js';

/** Whatever MessagePack can say, in every width it has for it. */
const values = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(null, true, false),
    fc.integer(),
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n - 1n }),
    fc.double(),
    fc.string({ maxLength: 40 }),
    fc.date({ noInvalidDate: true }),
    fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.string({ maxLength: 4 }), tie('value'), { maxKeys: 4 }),
  ),
})).value;

const widths = [
  [0xd9, 1],
  [0xda, 2],
  [0xdb, 4],
  [0xc4, 1],
  [0xc5, 2],
  [0xc6, 4],
] as const;

describe('a frame', () => {
  it('gives back its id as the bytes that came', () => {
    fc.assert(
      fc.property(values, values, (id, check) => {
        const bytes = pack(id);
        fc.pre(bytes.length <= LIMITS.streamIdBytesMax);
        const frame = frameFrom(pack({ check, id }));
        expect(frame.id).toEqual(bytes);
        expect(frame.kind === 'subscribe' ? null : frame.value).toEqual(pack(check));
        const answer = unpack(Buffer.from(answerFrame(bytes, 'reply', { a: 1 }))) as object;
        expect(answer).toEqual({ id: unpack(bytes) as unknown, reply: { a: 1 } });
      }),
    );
  });

  it.each(widths)('takes lengths of every width, here lead %i', (lead, width) => {
    const id = Buffer.alloc(1 + width + 3, 'x');
    id[0] = lead;
    id.writeUIntBE(3, 1, width);
    const frame = Buffer.concat([Buffer.from([0x82]), pack('id'), id, pack('check'), pack(null)]);
    expect(frameFrom(frame).id).toEqual(id);
    expect(() => frameFrom(frame.subarray(0, 1 + 3 + 1 + width + 2))).toThrow(Fault);
  });

  it('takes extensions of every width', () => {
    const fixed = [1, 2, 4, 8, 16].map((size, n) =>
      Buffer.from([0xd4 + n, ...Array<number>(size + 1).fill(1)]),
    );
    const sized = [1, 2, 4].map((width, n) => {
      const bytes = Buffer.alloc(1 + width + 1 + 5, 1);
      bytes[0] = 0xc7 + n;
      bytes.writeUIntBE(5, 1, width);
      return bytes;
    });
    for (const id of [...fixed, ...sized]) {
      const frame = [Buffer.from([0x82]), pack('id'), id, pack('check'), pack(null)];
      expect(frameFrom(Buffer.concat(frame)).id).toEqual(id);
    }
  });

  it('of any bytes is either a frame or a fault, however deep or long it says it is', () => {
    const deep = Buffer.alloc(LIMITS.streamFrameBytesMax, 0x91);
    const wide = Buffer.concat([
      Buffer.from([0x81, 0xa2, 0x69, 0x64, 0xdd, 0, 3, 0xff, 0xf0]),
      deep,
    ]);
    const hostile = fc.oneof(
      fc.constantFrom(deep, wide),
      fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
      fc.tuple(values, fc.nat(), fc.nat(255)).map(([value, place, byte]) => {
        const bytes = Buffer.from(new Packr({ useRecords: false }).pack({ id: 1, checks: value }));
        bytes[place % bytes.length] = byte;
        return bytes;
      }),
    );
    fc.assert(
      fc.property(hostile, (bytes) => {
        try {
          const frame = frameFrom(bytes);
          expect(['check', 'checks', 'subscribe']).toContain(frame.kind);
          expect(costOf(frame)).toBeGreaterThanOrEqual(1);
        } catch (error) {
          expect(error).toBeInstanceOf(Fault);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    [{ id: 1, check: {} }, 1],
    [{ id: 1, check: [1, 2, 3] }, 1],
    [{ subscribe: 'inbox' }, 1],
    [{ id: 1, checks: [] }, 1],
    [{ id: 1, checks: 'none' }, 1],
    [{ id: 1, checks: [1, 2, 3] }, 3],
    [{ id: 1, checks: Array.from({ length: 20 }, () => null) }, 20],
    [{ id: 1, checks: Array.from({ length: 5_000 }, () => null) }, LIMITS.batchChecksMax],
  ])('costs its checks, and one at least: %#', (frame, cost) => {
    expect(costOf(frameFrom(pack(frame)))).toBe(cost);
  });
});
