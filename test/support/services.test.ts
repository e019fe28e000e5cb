/** That the services of tests leave nothing where everybody's temporary files lie. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClockedService } from './clocked-service.js';
import { startPrivateRedis } from './private-redis.js';
import { RunningService } from './running-service.js';

const before = process.env['TMPDIR'];
let scratch = '';

beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'pc-left-'));
  process.env['TMPDIR'] = scratch;
});
afterAll(() => {
  if (before === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = before;
  rmSync(scratch, { recursive: true, force: true });
});

const kinds: readonly [string, () => RunningService | ClockedService][] = [
  ['of its own process', () => new RunningService()],
  ['with a clock', () => new ClockedService('2027-03-01')],
];

describe('a service of a test', () => {
  it.each(kinds)('%s leaves nothing where it is never started', async (_, made) => {
    const service = made();
    expect(readdirSync(scratch)).toEqual([]);
    await service.stop();
    expect(readdirSync(scratch)).toEqual([]);
  });

  it.each(kinds)('%s leaves nothing after it has been stopped', async (_, made) => {
    const service = await made().start();
    const running = readdirSync(scratch);
    await service.stop();
    expect(running).toHaveLength(1);
    expect(readdirSync(scratch)).toEqual([]);
  });
});

describe('a Redis of a test', () => {
  it('leaves nothing after it has been stopped', async () => {
    const redis = await startPrivateRedis();
    const running = readdirSync(scratch);
    await redis.stop();
    expect(running).toHaveLength(1);
    expect(readdirSync(scratch)).toEqual([]);
  });
});
