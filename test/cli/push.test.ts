/** Pushing a file: counts, refused lines, big inputs, slow writers. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LIMITS } from '../../src/limits.js';
import { run, type Outcome, type Shell } from './shell.js';
import { record, rejectedOf } from './push-files.js';
import { bodyLines, StubService } from './stub-service.js';

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

describe('a push', () => {
  it('counts what was created, updated, unchanged, held and refused', async () => {
    service.push(record('old'), 1);
    service.push(record('new', { action: 'inform' }), 1);
    const path = file([record('a'), record('old'), record('new'), record('held1'), record('bad')]);
    const { exitCode, stdout } = await push(path);
    expect(stdout).toBe('created 1, updated 1, unchanged 1, held 1, refused 1\n');
    expect(exitCode).toBe(1);
  });

  it('changes nothing the second time, and then ends with 0', async () => {
    const path = file([record('a'), record('b'), record('c')]);
    const first = await push(path);
    const second = await push(path);
    expect(first.stdout).toBe('created 3, updated 0, unchanged 0, held 0, refused 0\n');
    expect(second.stdout).toBe('created 0, updated 0, unchanged 3, held 0, refused 0\n');
    expect(second.exitCode).toBe(0);
  });

  it('sends the token, the content type and the lines as they are', async () => {
    const line = record('a', { note: 'Åse \u0416' });
    await push(file([line]));
    expect(service.received[0]).toMatchObject({
      path: '/v1/records/bulk',
      headers: { authorization: 'Bearer secret', 'content-type': 'application/x-ndjson' },
      body: `${line}\n`,
    });
  });

  it('writes refused lines with their number in the file, the reason and the record', async () => {
    const path = file(['', record('a'), '  ', record('bad', { n: 7 }), '{"recordId":']);
    const { stderr } = await push(path);
    expect(rejectedOf(path)).toEqual([
      {
        line: 4,
        code: 'unprocessable',
        detail: 'It is bad.',
        path: '/index',
        record: { recordId: 'SWE-bad', index: 'documents', n: 7 },
      },
      {
        line: 5,
        code: 'invalid_request',
        detail: 'The body is not JSON.',
        record: '{"recordId":',
      },
    ]);
    expect(stderr).toContain('records.ndjson.rejected.ndjson');
  });

  it('leaves no rejected file of an earlier run when nothing is refused', async () => {
    const path = file([record('bad')]);
    await push(path);
    expect(existsSync(`${path}.rejected.ndjson`)).toBe(true);
    file([record('good')]);
    await push(path);
    expect(existsSync(`${path}.rejected.ndjson`)).toBe(false);
  });

  it('reads standard input and puts its refused lines into the working directory', async () => {
    const stdin = Readable.from([Buffer.from(`${record('a')}\n${record('bad')}`)]);
    const { stdout, exitCode } = await push('-', { stdin });
    expect(stdout).toBe('created 1, updated 0, unchanged 0, held 0, refused 1\n');
    expect(exitCode).toBe(1);
    expect(rejectedOf(join(directory, 'stdin'))).toMatchObject([{ line: 2 }]);
  });

  it('takes a byte order mark, carriage returns and a last line without end', async () => {
    const path = join(directory, 'records.ndjson');
    writeFileSync(path, `\ufeff${record('a')}\r\n\r\n${record('b')}`);
    expect((await push(path)).stdout).toMatch(/^created 2, .* refused 0\n$/);
  });

  it('says nothing to the service about an empty input', async () => {
    const { exitCode, stdout } = await push(file([]));
    expect({ exitCode, stdout, calls: service.received.length }).toEqual({
      exitCode: 0,
      stdout: 'created 0, updated 0, unchanged 0, held 0, refused 0\n',
      calls: 0,
    });
  });

  it('refuses a line over the limit alone, and sends one at the limit', async () => {
    const most = LIMITS.bulkLineBytesMax;
    const sized = (reference: string, bytes: number): string => {
      const empty = record(reference, { note: '' });
      return record(reference, { note: 'x'.repeat(bytes - empty.length) });
    };
    const path = file([sized('a', most), sized('b', most + 1), 'y'.repeat(5 * most), record('c')]);
    expect((await push(path)).stdout).toBe(
      'created 2, updated 0, unchanged 0, held 0, refused 2\n',
    );
    expect(rejectedOf(path)).toMatchObject([
      { line: 2, code: 'too_large', record: null },
      { line: 3, code: 'too_large', record: null },
    ]);
  });

  it('sends a big file in calls of bounded size, every line once and in order', async () => {
    const lines = Array.from({ length: 20_000 }, (_, n) => record(String(n), { n, pad: 'pad' }));
    const { stdout } = await push(file(lines));
    expect(stdout).toMatch(/^created 20000, .* refused 0\n$/);
    expect(service.received.flatMap(({ body }) => bodyLines(body))).toEqual(lines);
    const sizes = service.received.map(({ body }) => body.length);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(1024 * 1024 + 10_000);
    expect(sizes.length).toBeLessThan(20);
  });

  it('never sends two versions of a record in one call, so that the later one wins', async () => {
    const versions = [1, 2, 3].map((n) => record('same', { n }));
    const { stdout } = await push(file([record('a'), ...versions, record('b')]));
    expect(stdout).toMatch(/^created 3, updated 2, /);
    expect(service.records.get('SWE-same')).toBe(versions[2]);
    for (const { body } of service.received) {
      expect(body.split('SWE-same').length).toBeLessThanOrEqual(2);
    }
  });

  it('does not let the lines of a slow writer wait for the next', async () => {
    let release: () => void = () => undefined;
    const answered = new Promise<void>((done) => (release = done));
    service.fault = () => {
      release();
      return false;
    };
    async function* slow(): AsyncGenerator<Buffer> {
      yield Buffer.from(`${record('a')}\n`);
      await answered;
      yield Buffer.from(`${record('b')}\n`);
    }
    const { stdout } = await push('-', { stdin: Readable.from(slow()), impatient: true });
    expect(stdout).toMatch(/^created 2,/);
    expect(service.received).toHaveLength(2);
  });
});

describe('a push that cannot begin', () => {
  it.each([
    ['no file', ['push']],
    ['an unknown option', ['push', 'x', '--what']],
    ['no token', ['push', 'x']],
    ['an odd address', ['push', 'x', '--token', 't', '--url', 'ftp://x']],
    ['a token with a line feed', ['push', 'x', '--token', 'a\nb']],
    ['a certificate without its key', ['push', 'x', '--token', 't', '--cert', 'c']],
  ])('ends with 2 for %s', async (_what, words) => {
    const { exitCode, stderr, stdout } = await run(words);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).not.toBe('');
  });

  it('ends with 1 for a file that is not there', async () => {
    const { exitCode, stderr } = await push(join(directory, 'none'));
    expect(exitCode).toBe(1);
    expect(stderr).toContain('there is no such file');
  });
});

describe('the progress of a push', () => {
  it('is a bar on a terminal, and never on standard output', async () => {
    const path = file([record('a'), record('b')]);
    const watched = await push(path, { stderrIsTTY: true });
    const unwatched = await push(path);
    expect(watched.stderr).toContain('kB');
    expect(watched.stdout).toMatch(/^created 2, .*\n$/);
    expect(unwatched.stderr).toBe('');
  });
});
