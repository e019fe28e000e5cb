/**
 * Reading answers byte by byte, and the percentiles of what was read.
 * It must never depend on how a network happens to cut an answer.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AnswerReader, VERDICT } from '../../bench/load/answer-reader.js';
import { LATENCY_POINTS, Tally } from '../../bench/load/tally.js';

const ANSWER = Buffer.from(
  'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\ncontent-length: 18\r\n\r\n{"result":"match"}',
);

function feedAll(parts: readonly Buffer[]): { progress: string; reader: AnswerReader } {
  const reader = new AnswerReader();
  let progress = 'more';
  for (const part of parts) progress = reader.feed(part, part.length);
  return { progress, reader };
}

describe('reading an answer', () => {
  it('finds status and result wherever the answer is cut', () => {
    const cuts = fc.uniqueArray(fc.integer({ min: 1, max: ANSWER.length - 1 }));
    fc.assert(
      fc.property(cuts, (places) => {
        const sorted = [0, ...places.sort((left, right) => left - right), ANSWER.length];
        const parts = sorted.slice(1).map((to, n) => ANSWER.subarray(sorted[n] ?? 0, to));
        const { progress, reader } = feedAll(parts);
        expect(progress).toBe('done');
        expect(reader.status).toBe(200);
        expect(reader.verdict).toBe(VERDICT.match);
      }),
    );
  });

  it('does not take a result from an older answer that lies behind in the buffer', () => {
    const reader = new AnswerReader();
    const bytes = Buffer.alloc(300);
    ANSWER.copy(bytes);
    reader.feed(bytes, ANSWER.length);
    const empty = 'HTTP/1.1 503 X\r\nContent-Length: 2\r\n\r\n{}';
    bytes.write(empty);
    expect(reader.feed(bytes, empty.length)).toBe('done');
    expect(reader.status).toBe(503);
    expect(reader.verdict).toBe(VERDICT.none);
  });

  it.each([
    ['no length', 'HTTP/1.1 200 OK\r\n\r\n'],
    ['a length that is no number', 'HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n'],
    ['more bytes than said', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n{}'],
  ])('calls an answer broken that has %s', (_, text) => {
    expect(feedAll([Buffer.from(text)]).progress).toBe('broken');
  });
});

describe('the percentiles of a phase', () => {
  it('are those of known latencies, to three digits', () => {
    const tally = new Tally(
      { classes: new Uint8Array(1), sides: new Uint8Array(1) },
      { expected: { unlisted: 'any', listed: 'any', changed: 'any' } },
    );
    // 1 to 10,000 microseconds, each once, in an order that is not theirs.
    for (let n = 0; n < 10_000; n += 1) {
      const us = ((n * 7_919) % 10_000) + 1;
      tally.answer(0, 200, VERDICT.clear, 1_000, 1_000 + us / 1_000);
    }
    const { latencyUs, answered } = tally.outcome();
    expect(answered).toBe(10_000);
    LATENCY_POINTS.forEach((point, place) => {
      const exact = point * 100;
      expect(Math.abs((latencyUs.points[place] ?? 0) - exact) / exact).toBeLessThan(0.001);
    });
    expect(Math.abs(latencyUs.max - 10_000)).toBeLessThanOrEqual(10);
  });
});
