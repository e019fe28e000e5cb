/**
 * The two servers the service is measured against, and the command that measures them.
 * It must never use a Redis other than its own.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadPlainKeys } from '../../bench/loading/plain-keys.js';
import { RunScope } from '../../bench/run-scope.js';
import { startNoop } from '../../bench/servers/noop.js';
import { startPlain } from '../../bench/servers/plain.js';
import { startRedis } from '../../bench/servers/redis-server.js';
import { Workload } from '../../bench/workload.js';
import { BENCH_MEMBERS } from '../../bench/workload/members.js';

const MAIN = fileURLToPath(new URL('../../dist/bench/main.js', import.meta.url));
const TOKENS = BENCH_MEMBERS.map(() => 'token');

async function check(port: number, body: string): Promise<{ status: number; result: unknown }> {
  const response = await fetch(`http://127.0.0.1:${port}/v1/checks`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  const { result } = (await response.json()) as { result?: unknown };
  return { status: response.status, result };
}

describe('the reference servers', () => {
  it('parse the body before they answer the canned reply', async () => {
    const server = await startNoop();
    try {
      expect(await check(server.port, '{"a":1}')).toEqual({ status: 200, result: 'clear' });
      expect((await check(server.port, '{"a":')).status).toBe(400);
      const long = JSON.stringify({ a: 'x'.repeat(60_000) });
      expect((await check(server.port, long)).status).toBe(200);
    } finally {
      await server.close();
    }
  });

  it('look every check up in their Redis', async () => {
    const scope = new RunScope();
    try {
      const durability = { appendonly: 'no', appendfsync: 'no', save: '' };
      const redisPath = await startRedis(scope, durability);
      const workload = new Workload({
        scenario: 'documents',
        seed: 1,
        documents: 25_000,
        records: 0,
      });
      expect(await loadPlainKeys(redisPath, workload.items())).toBe(25_000);
      const server = await startPlain(redisPath);
      try {
        for (let n = 0; n < 11_000; n += 1) {
          const { body, queryClass } = workload.queryAt(n, TOKENS);
          if (n > 20 && queryClass === 'unlisted') continue;
          const result = queryClass === 'listed' ? 'match' : 'clear';
          expect(await check(server.port, body)).toEqual({ status: 200, result });
        }
      } finally {
        await server.close();
      }
    } finally {
      await scope.end();
    }
  });
});

describe.skipIf(!existsSync(MAIN))('the built command', () => {
  async function run(words: readonly string[], signalAt?: string) {
    const directory = mkdtempSync(join(tmpdir(), 'portcullis-bench-test-'));
    const temporary = mkdtempSync(join(directory, 'tmp-'));
    const json = join(directory, 'result.json');
    const child = spawn(process.execPath, [MAIN, ...words, '--json', json], {
      env: { ...process.env, TMPDIR: temporary },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
    child.stderr.on('data', (chunk: Buffer) => {
      if (signalAt !== undefined && chunk.toString('utf8').includes(signalAt)) child.kill('SIGINT');
    });
    const [code] = (await once(child, 'close')) as [number | null];
    const left = readdirSync(temporary);
    const result: unknown = existsSync(json) ? JSON.parse(readFileSync(json, 'utf8')) : null;
    rmSync(directory, { recursive: true });
    return { code, text, left, result };
  }
  const small = ['--documents', '1000', '--rounds', '1', '--seconds', '0.2'];

  it('measures what answering on record costs at the least', async () => {
    const { code, text, result } = await run(['--servers', 'no-op,recorded', ...small]);
    expect(code).toBe(0);
    expect(text).toContain('recorded / no-op');
    expect(result).toMatchObject({ servers: [{ name: 'no-op' }, { name: 'recorded' }] });
  });

  it('measures, reports, and leaves nothing behind', async () => {
    const { code, text, left, result } = await run(['--servers', 'no-op,plain', ...small]);
    expect(code).toBe(0);
    expect(text).toContain('plain / no-op');
    expect(left).toEqual([]);
    expect(result).toMatchObject({
      scenario: 'documents',
      servers: [{ name: 'no-op' }, { name: 'plain', byClass: { unlisted: { matched: 0 } } }],
    });
  });

  it('ends what it started when it is interrupted', async () => {
    const { code, left, result } = await run(['--servers', 'plain', ...small], 'closed loop');
    expect(code).toBe(130);
    expect(left).toEqual([]);
    expect(result).toBeNull();
  });
});
