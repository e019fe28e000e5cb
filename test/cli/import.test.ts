/** Turning a public list into record NDJSON: invented entries alone. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shapeOf } from '../../src/record/shape.js';
import { BulkLineSchema } from '../../src/record/wire.js';
import { run } from './shell.js';
import { bodyLines } from './stub-service.js';

let directory = '';
let sdn = '';
let alt = '';
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'portcullis-import-'));
  sdn = join(directory, 'one.csv');
  alt = join(directory, 'two.csv');
  writeFileSync(sdn, Array.from({ length: PERSONS }, (_, n) => sdnRow(n + 1)).join('\r\n'));
  writeFileSync(alt, '7,1,"aka","FARSTAD, Yrja","-0- "\r\n');
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const PERSONS = 2_000;
const EMPTY = Array.from({ length: 7 }, () => '-0- ').join(',');

function sdnRow(entry: number): string {
  return `${entry},"SOLBERGET, Ylva ${entry}","individual","TEST",${EMPTY},"DOB 12 Aug 1974."`;
}

describe('an import', () => {
  it('writes one valid record a line, whatever the order of the files', async () => {
    const words = ['import', '--format', 'ofac', '--owner', 'NOR'];
    const one = await run([...words, sdn, alt]);
    const other = await run([...words, alt, sdn]);
    expect(one.exitCode).toBe(0);
    expect(other.stdout).toBe(one.stdout);
    const lines = bodyLines(one.stdout).map((line) => shapeOf(BulkLineSchema)(JSON.parse(line)));
    expect(lines).toHaveLength(PERSONS);
    expect(lines[6]?.recordId).toBe('NOR-OFAC-7');
    expect(lines[6]?.person?.names.map(({ family }) => family)).toEqual(['SOLBERGET', 'FARSTAD']);
    expect(one.stderr).toMatch(/^ +2000 {2}persons$/m);
  });

  it('is held back by a slow reader', async () => {
    let waiting = 0;
    let most = 0;
    let text = '';
    const slow = new Writable({
      highWaterMark: 1,
      write(chunk: Buffer, _encoding, done) {
        waiting += chunk.length;
        most = Math.max(most, this.writableLength);
        setImmediate(() => {
          waiting -= chunk.length;
          text += chunk.toString();
          done();
        });
      },
    });
    const words = ['import', '--format', 'ofac', '--owner', 'NOR', sdn];
    await run(words, { stdout: slow });
    expect(bodyLines(text)).toHaveLength(PERSONS);
    expect(waiting).toBe(0);
    expect(most).toBeLessThan(text.length / 3);
  });

  it('ends quietly when its reader has had enough', async () => {
    const gone = new Writable({
      write(_chunk, _encoding, done) {
        done(Object.assign(new Error('broken pipe'), { code: 'EPIPE' }));
      },
    });
    const words = ['import', '--format', 'ofac', '--owner', 'NOR', sdn];
    const { exitCode, stderr } = await run(words, { stdout: gone });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  });

  it.each([
    ['a format not built yet', ['--format', 'interpol', '--owner', 'NOR', 'x']],
    ['an unknown format', ['--format', 'xml', '--owner', 'NOR', 'x']],
    ['no owner', ['--format', 'ofac', 'x']],
    ['an owner that is no member', ['--format', 'ofac', '--owner', 'NRW', 'x']],
    ['no file', ['--format', 'ofac', '--owner', 'NOR']],
  ])('ends with 2 for %s', async (_what, words) => {
    const { exitCode, stdout, stderr } = await run(['import', ...words]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).not.toBe('');
  });

  it('says which files it needs', async () => {
    const words = ['import', '--format', 'ofac', '--owner', 'NOR'];
    expect((await run([...words, alt])).stderr).toContain('sdn.csv is missing');
    expect((await run([...words, sdn, sdn])).stderr).toContain('second file of the same kind');
    const gone = await run([...words, join(directory, 'none.csv')]);
    expect(gone).toMatchObject({ exitCode: 1 });
    expect(gone.stderr).toContain('there is no such file');
  });
});
