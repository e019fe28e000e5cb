/** The person that the printed curl asks for: found in the world, readable in a zone, safe in a shell. */
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import {
  curlLine,
  DEMO_CHECK,
  DEMO_DOCUMENT,
  DEMO_MRZ,
  DEMO_PERSON,
} from '../../src/demo/specimen.js';
import { demoRecords } from '../../src/demo/world.js';
import { readMrz } from '../../src/record/mrz.js';
import { shapeOf } from '../../src/record/shape.js';
import { CheckSchema } from '../../src/record/wire.js';

/** The words that a shell makes of a line, without running the command. */
function shellWords(line: string): string[] {
  const script = `set -- ${line}; for word; do printf '%s\\0' "$word"; done`;
  return execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1);
}

describe('the person of the printed curl', () => {
  it('leads the world, and so does the document', () => {
    const world = [...demoRecords({ seed: 1, persons: 2, documents: 2, today: '2026-01-01' })];
    expect(world[0]).toBe(DEMO_PERSON);
    expect(world[2]).toBe(DEMO_DOCUMENT);
  });

  it('may be seen by everyone and is published at once', () => {
    for (const { line } of [DEMO_PERSON, DEMO_DOCUMENT]) {
      expect(line.restrictions ?? null).toBeNull();
      expect(line.recipients ?? 'all').toBe('all');
      expect(line.kind ?? 'diffusion').toBe('diffusion');
    }
  });

  it('is asked for by a valid check', () => {
    const check = shapeOf(CheckSchema)(JSON.parse(JSON.stringify(DEMO_CHECK)));
    const numbers = check.documents?.map(({ number }) => number);
    expect(numbers).toEqual([
      DEMO_PERSON.line.person?.documents?.[0]?.number,
      DEMO_DOCUMENT.line.document?.number,
    ]);
  });

  it('has a zone without a wrong digit', () => {
    const reading = readMrz([...DEMO_MRZ], 20_260_101);
    expect(reading.problems).toEqual([]);
    expect(reading.format).toBe('TD3');
  });

  it.each(['pcl_AZaz09-_', "odd'; rm -rf '$HOME"])(
    'is one shell line for the token %s',
    (token) => {
      const words = shellWords(curlLine('http://127.0.0.1:8080/', token));
      expect(words).toEqual([
        'curl',
        '-s',
        'http://127.0.0.1:8080/v1/checks',
        '-H',
        `Authorization: Bearer ${token}`,
        '-H',
        'Content-Type: application/json',
        '-d',
        JSON.stringify(DEMO_CHECK),
      ]);
    },
  );
});
