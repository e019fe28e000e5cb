/** Pushing over broken connections and overload: nothing lost, nothing counted twice. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run, type Outcome, type Shell } from './shell.js';
import { record, rejectedOf } from './push-files.js';
import { bodyLines, problem, StubService } from './stub-service.js';

let directory = '';
let service: StubService;
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'portcullis-push-'));
  service = await StubService.start();
});
afterEach(async () => {
  await service.stop();
  rmSync(directory, { recursive: true, force: true });
});

function file(lines: readonly string[], end = '\n'): string {
  const path = join(directory, 'records.ndjson');
  writeFileSync(path, lines.map((line) => line + end).join(''));
  return path;
}

function push(path: string, shell: Shell = {}): Promise<Outcome> {
  const words = ['push', path, '--url', service.url];
  return run(words, { env: { PORTCULLIS_TOKEN: 'secret' }, cwd: directory, ...shell });
}

describe('a push over a bad connection', () => {
  const lines = Array.from({ length: 100 }, (_, n) => record(String(n)));

  it('goes on behind the last answered line when the connection breaks', async () => {
    service.fault = ({ body }, response, call) => {
      if (call !== 2) return false;
      response.writeHead(200);
      const first = bodyLines(body).slice(0, 30);
      first.forEach((line, at) => response.write(`${service.push(line, at + 1)}\n`));
      setImmediate(() => response.destroy());
      return true;
    };
    const { stdout, exitCode, waits, stderr } = await push(file(lines));
    expect({ stdout, exitCode }).toEqual({
      stdout: 'created 100, updated 0, unchanged 0, held 0, refused 0\n',
      exitCode: 0,
    });
    expect(waits).toHaveLength(1);
    expect(stderr).toContain('Trying again');
    const sent = service.received.flatMap(({ body }) => bodyLines(body));
    // 16 to see whether it works, 84 of which 30 are answered, the other 54 again.
    expect(sent).toHaveLength(16 + 84 + 54);
  });

  it('waits as long as the service asks when it is overloaded', async () => {
    service.fault = (_received, response, call) => {
      if (call > 2) return false;
      response.setHeader('retry-after', '3');
      problem(response, 503, 'overloaded', 'Too much at once', 'Try later.');
      return true;
    };
    const { stdout, waits } = await push(file(lines));
    expect(stdout).toMatch(/^created 100,/);
    expect(waits).toEqual([3_000, 3_000]);
  });

  it('sends single lines again that the service put off, and counts them once', async () => {
    service.fault = ({ body }, response, call) => {
      if (call !== 2) return false;
      response.writeHead(200);
      const replies = bodyLines(body).map((line, at) =>
        at % 2 === 0
          ? service.push(line, at + 1)
          : JSON.stringify({ line: at + 1, status: 503, code: 'overloaded', detail: 'Full.' }),
      );
      response.end(`${replies.join('\n')}\n`);
      return true;
    };
    const { stdout, exitCode } = await push(file(lines));
    expect(stdout).toBe('created 100, updated 0, unchanged 0, held 0, refused 0\n');
    expect(exitCode).toBe(0);
  });

  it('takes answers in any order', async () => {
    service.fault = ({ body }, response) => {
      const replies = bodyLines(body).map((line, at) => service.push(line, at + 1));
      response.end(`${replies.reverse().join('\n')}\n`);
      return true;
    };
    const bad = lines.with(40, record('bad'));
    const path = file(bad);
    expect((await push(path)).stdout).toMatch(/^created 99, .* refused 1\n$/);
    expect(rejectedOf(path)).toMatchObject([{ line: 41 }]);
  });

  it('gives up after waits that grow, says how far it came, and keeps the counts', async () => {
    service.fault = (_received, response, call) => {
      if (call === 1) return false;
      response.destroy();
      return true;
    };
    const { exitCode, stdout, stderr, waits } = await push(file(lines));
    expect(exitCode).toBe(1);
    expect(stdout).toBe('created 16, updated 0, unchanged 0, held 0, refused 0\n');
    expect(stderr).toContain('16 lines are answered; run the same command again');
    expect(waits.length).toBeGreaterThan(5);
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(waits.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThan(30_000);
  });

  it('gives up sooner where nothing ever answered', async () => {
    const { url } = service;
    await service.stop();
    const words = ['push', file(lines), '--url', url, '--token', 't'];
    const { exitCode, stderr, waits } = await run(words);
    expect(exitCode).toBe(1);
    expect(waits.length).toBeLessThan(6);
    expect(stderr).toContain('nothing listens there');
    service = await StubService.start();
  });

  it('ends at once when the token is not valid, with the words of the service', async () => {
    service.fault = (_received, response) => {
      problem(response, 401, 'unauthenticated', 'No valid credential', 'The token is unknown.');
      return true;
    };
    const { exitCode, stderr, waits } = await push(file(lines));
    expect({ exitCode, waits }).toEqual({ exitCode: 1, waits: [] });
    expect(stderr).toContain('No valid credential: The token is unknown.');
    expect(stderr).not.toContain('secret');
  });

  it.each([
    ['another kind of page', '<html></html>\n'],
    ['a line that nobody sent', '{"line":999,"status":201,"change":"created"}\n'],
    ['two answers to one line', '{"line":1,"status":201,"change":"created"}\n'.repeat(2)],
    ['an answer without a verdict', '{"line":1,"status":201}\n'],
  ])('fails on a reply that is not one: %s', async (_what, body) => {
    service.fault = (_received, response) => {
      response.end(body);
      return true;
    };
    const { exitCode, stderr } = await push(file(lines));
    expect(exitCode).toBe(1);
    expect(stderr).toContain('not that of a bulk push');
  });
});
