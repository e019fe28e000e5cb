/**
 * The bench's command line.
 * It must never start a server.
 */
import { describe, expect, it } from 'vitest';
import { parseOptions, SCENARIOS_TO_COME, UsageEnd } from '../../bench/options.js';

function endOf(...words: readonly string[]): UsageEnd {
  try {
    parseOptions(words);
  } catch (error) {
    if (error instanceof UsageEnd) return error;
    throw error;
  }
  throw new Error('accepted');
}

describe('the options of the bench', () => {
  it('have the canonical workload by default', () => {
    const options = parseOptions([]);
    expect(options).toMatchObject({ scenario: 'documents', documents: 1_000_000, records: 0 });
    expect(options).toMatchObject({ connections: 64, rounds: 5, quick: false, json: null });
    expect(options.servers).toEqual(['no-op', 'plain', 'portcullis']);
  });

  it('are smaller with --quick, unless a size is given', () => {
    expect(parseOptions(['--quick']).documents).toBe(100_000);
    expect(parseOptions(['--quick', '--scenario', 'persons']).records).toBe(20_000);
    expect(parseOptions(['--quick', '--documents', '7']).documents).toBe(7);
  });

  it.each(SCENARIOS_TO_COME)('say of %s that it is not built yet', (name) => {
    const end = endOf('--scenario', name);
    expect(end.message).toContain('not built yet');
    expect(end.exitCode).toBe(2);
  });

  it.each([
    [['--scenario', 'nothing']],
    [['--documents', '1e6']],
    [['--documents', '-1']],
    [['--connections', '0']],
    [['--rounds', '51']],
    [['--seconds', '0']],
    [['--servers', 'no-op,else']],
    [['--pacing', 'guess']],
    [['--unknown']],
    [['extra']],
  ])('refuse %j with exit code 2', (words) => {
    expect(endOf(...words).exitCode).toBe(2);
  });
});
