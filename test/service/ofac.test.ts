import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataFile } from '../support/data.js';
import { RunningService, at } from '../support/running-service.js';

const sdn = dataFile('ofac', 'sdn.csv');
const alt = dataFile('ofac', 'alt.csv');
const PERSONS = 4_620;
const BATCH = 500;

interface Line {
  readonly recordId: string;
  readonly person: {
    readonly names: readonly { family?: string; given?: string; fullName?: string }[];
    readonly datesOfBirth?: readonly string[];
    readonly documents?: readonly { number: string; issuer: string }[];
  };
}

/** A date as a check has it: the day, the month or the year that the list's date begins with. */
const checkDate = (edtf: string): string =>
  /^\d{4}(?:-\d{2}){0,2}$/.exec(edtf)?.[0] ?? edtf.slice(0, 4);

describe.skipIf(sdn === null || alt === null)('the OFAC list, imported and pushed', () => {
  const service = new RunningService();
  const lines: Line[] = [];
  let terminal = '';
  let counts = '';

  beforeAll(async () => {
    await service.start();
    terminal = await service.token('DEU', 'terminal');
    const ncb = await service.token('USA', 'ncb');
    const main = resolve('dist/src/main.js');
    const importing = spawn(
      process.execPath,
      [main, 'import', '--format', 'ofac', sdn ?? '', alt ?? '', '--owner', 'USA'],
      { stdio: ['ignore', 'pipe', 'ignore'] },
    );
    const pushing = spawn(process.execPath, [main, 'push', '-', '--url', service.url], {
      stdio: ['pipe', 'pipe', 'ignore'],
      cwd: service.dir,
      env: { ...process.env, PORTCULLIS_TOKEN: ncb },
    });
    importing.stdout.pipe(pushing.stdin);
    for await (const text of createInterface({ input: importing.stdout })) {
      lines.push(JSON.parse(text) as Line);
    }
    for await (const text of createInterface({ input: pushing.stdout })) counts += text;
  }, 120_000);
  afterAll(() => service.stop());

  /** Checks in batches; gives the record ids matched by each. */
  async function matched(checks: readonly object[]): Promise<string[][]> {
    const found: string[][] = [];
    for (let from = 0; from < checks.length; from += BATCH) {
      const part = checks.slice(from, from + BATCH);
      const { body } = await service.call('POST', '/v1/checks/batch', terminal, { checks: part });
      for (const one of at(body, 'replies') as unknown[]) {
        const matches = (at(one, 'reply', 'matches') ?? []) as { recordId: string }[];
        found.push(matches.map(({ recordId }) => recordId));
      }
    }
    return found;
  }

  it('is indexed whole', () => {
    expect(counts).toBe(`created ${PERSONS}, updated 0, unchanged 0, held 0, refused 0`);
    expect(new Set(lines.map(({ recordId }) => recordId)).size).toBe(PERSONS);
  });

  it('is found person by person, by primary name and date of birth', async () => {
    const checks = lines.map(({ person }) => {
      const [name = {}] = person.names;
      const [birth] = person.datesOfBirth ?? [];
      const { family, given, fullName } = name;
      return {
        purpose: 'border',
        limit: 50,
        person: {
          ...(fullName === undefined ? { name: { family, given } } : { fullName }),
          ...(birth === undefined ? {} : { dateOfBirth: checkDate(birth) }),
        },
      };
    });
    const found = await matched(checks);
    const missed = lines.filter(({ recordId }, n) => found[n]?.includes(recordId) !== true);
    expect(missed.map(({ recordId }) => recordId)).toEqual([]);
  });

  it('is found by every passport listed with its issuer', async () => {
    const passports = lines.flatMap(({ recordId, person }) =>
      (person.documents ?? []).map((document) => ({ recordId, document })),
    );
    expect(passports.length).toBe(1_352);
    const checks = passports.map(({ document: { number, issuer } }) => ({
      purpose: 'border',
      limit: 50,
      documents: [{ number, issuer }],
    }));
    const found = await matched(checks);
    const missed = passports.filter(({ recordId }, n) => found[n]?.includes(recordId) !== true);
    expect(missed.map(({ recordId }) => recordId)).toEqual([]);
  });
});
