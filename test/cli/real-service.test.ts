/** The commands against the built service: what they were written against, and what it is, agree. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_CHECK, DEMO_MRZ, DEMO_OWNER } from '../../src/demo/specimen.js';
import { demoRecords } from '../../src/demo/world.js';
import { utcDay } from '../../src/clock.js';
import { at, RunningService } from '../support/running-service.js';
import { bodyLines } from './stub-service.js';
import { run, type Outcome } from './shell.js';

let service: RunningService;
let directory = '';
let token = '';
let own: string[] = [];
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'portcullis-cli-'));
  service = new RunningService();
  await service.start();
  token = await service.token(DEMO_OWNER, 'ncb');
  const options = { seed: 5, persons: 3_000, documents: 10_000, today: utcDay(Date.now()) };
  own = [...demoRecords(options)]
    .filter(({ owner }) => owner === DEMO_OWNER)
    .map(({ line }) => JSON.stringify(line));
});
afterAll(async () => {
  await service.stop();
  rmSync(directory, { recursive: true, force: true });
});

const shell = (words: readonly string[]): Promise<Outcome> =>
  run(words, { env: { PORTCULLIS_URL: service.url, PORTCULLIS_TOKEN: token }, cwd: directory });

function file(name: string, lines: readonly string[]): string {
  const path = join(directory, name);
  writeFileSync(path, lines.map((line) => `${line}\n`).join(''));
  return path;
}

describe('the built service', () => {
  it('takes the demonstration world from a bureau, and takes it again without a change', async () => {
    const path = file('own.ndjson', own);
    const first = await shell(['push', path]);
    expect(first.stderr).toBe('');
    expect(first.stdout).toMatch(/^created \d+, updated 0, unchanged 0, held \d+, refused 0\n$/);
    const again = await shell(['push', path]);
    expect(again.stdout).toBe(`created 0, updated 0, unchanged ${own.length}, held 0, refused 0\n`);
    expect(again.exitCode).toBe(0);
  });

  it('refuses single lines, which push keeps with their reasons', async () => {
    const foreign = (own[0] ?? '').replace('SWE-', 'NOR-');
    const path = file('mixed.ndjson', [foreign, own[1] ?? '', '{"recordId":', '[]']);
    const { exitCode, stdout } = await shell(['push', path]);
    expect(exitCode).toBe(1);
    expect(stdout).toBe('created 0, updated 0, unchanged 1, held 0, refused 3\n');
    const rejected = bodyLines(readFileSync(`${path}.rejected.ndjson`, 'utf8'));
    expect(rejected.map((line) => JSON.parse(line) as object)).toMatchObject([
      { line: 1, code: 'forbidden', record: { index: 'wanted' } },
      { line: 3, code: 'invalid_request', record: '{"recordId":' },
      { line: 4, code: 'invalid_request', record: [] },
    ]);
  });

  it('answers a check by name, by document and by zone', async () => {
    const byName = await shell(['check', '--name', DEMO_CHECK.person.fullName]);
    expect(byName.stdout).toMatch(/^match: 1 .*\n(.*\n)*.*SWE-DEMO-PERSON/);
    const { issuer, number } = DEMO_CHECK.documents[1];
    const byDocument = await shell(['check', '--document', `${issuer}:${number}`]);
    expect(byDocument.stdout).toContain('SWE-DEMO-DOCUMENT');
    const byZone = await shell(['check', '--mrz', DEMO_MRZ.join('\n')]);
    expect(byZone.stdout).toContain('zone: TD3');
    expect(byZone.stdout).not.toContain('problem');
    expect(byZone.stdout).toContain('SWE-DEMO-PERSON');
    const nobody = await shell(['check', '--document', `${issuer}:ZZ9ZZ9ZZ9`]);
    expect(nobody.stdout).toMatch(/^clear: nothing matched in wanted, missing, documents/);
  });

  it('matches both records of the printed curl', async () => {
    const reply = await service.call('POST', '/v1/checks', token, DEMO_CHECK);
    const matches = at(reply.body, 'matches') as { recordId: string }[];
    expect(matches.map(({ recordId }) => recordId).sort()).toEqual([
      'SWE-DEMO-DOCUMENT',
      'SWE-DEMO-PERSON',
    ]);
  });

  it('is spoken to by the built command as well, which ends by itself', async () => {
    const env = { PORTCULLIS_URL: service.url, PORTCULLIS_TOKEN: token };
    const reply = await service.cli(['check', '--name', 'Nobody Wexelblom', '--json'], env);
    expect(at(JSON.parse(reply), 'result')).toBe('clear');
    const pushed = await service.cli(['push', file('one.ndjson', own.slice(0, 1))], env);
    expect(pushed).toBe('created 0, updated 0, unchanged 1, held 0, refused 0\n');
  });

  it('ends a push with 1 when the token is not known', async () => {
    const words = ['push', file('own.ndjson', own), '--url', service.url, '--token', 'unknown'];
    const { exitCode, stderr } = await run(words);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('No valid credential');
  });
});
