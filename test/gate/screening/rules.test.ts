/** Every rule of screening with its cases, and what all rules have. */
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SEVERITIES } from '../../../src/gate/screening/question.js';
import { SCREENING_RULES } from '../../../src/gate/screening/rules.js';
import { pathsIn, sourcesIn } from '../../architecture/sources.js';
import { describedRules } from './rule-cases.js';

const FOLDER = 'src/gate/screening/rules';
const CASES = 'test/gate/screening/rules';
const files = pathsIn(FOLDER).map((path) => basename(path, '.ts'));
const cases = pathsIn(CASES).map((path) => basename(path, '.ts'));
// One file of tests for all: starting one takes longer than running the cases of thirty rules.
for (const name of cases) await import(`./rules/${name}.ts`);

const ids = SCREENING_RULES.map(({ id }) => id);
const fileOf = (id: string): string => id.replaceAll('.', '-');

describe('the rules of screening', () => {
  it('have each an id of their own, and a file named after it', () => {
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.map(fileOf).sort()).toEqual([...files].sort());
    for (const { path, text } of sourcesIn(FOLDER)) {
      const own = ids.filter((id) => text.includes(`id: '${id}'`));
      expect(own.map(fileOf)).toEqual([basename(path, '.ts')]);
    }
  });

  it('have each cases for and against, in a file named after it', () => {
    expect([...cases].sort()).toEqual(ids.map((id) => `${fileOf(id)}.cases`).sort());
    expect([...describedRules].sort()).toEqual([...ids].sort());
  });

  it.each(SCREENING_RULES.map((rule) => [rule.id, rule] as const))(
    'say of themselves what a reviewer needs: %s',
    (id, { version, severity, reason, source }) => {
      expect(id).toMatch(/^[a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*)+$/);
      expect(Number.isSafeInteger(version) && version >= 1).toBe(true);
      expect(SEVERITIES).toContain(severity);
      expect(reason).toMatch(/^[A-Z].*\.$/);
      expect(source.length).toBeGreaterThan(5);
    },
  );

  it('claim no article of the rules on data that nobody verified', () => {
    const claimed = sourcesIn('src/gate/screening').flatMap(({ path, text }) =>
      [...text.matchAll(/[^'\n]*RPD Article[^'\n]*/g)].map(([said]) => [path, said] as const),
    );
    expect(claimed.length).toBeGreaterThan(0);
    expect(claimed.filter(([, said]) => !/policy|unverified/i.test(said))).toEqual([]);
  });

  it('know no member: no code of one stands in their sources', async () => {
    const { MEMBERS } = await import('../../../src/record/countries.js');
    const codes = new Set(MEMBERS.map(({ code }) => code));
    const named = sourcesIn('src/gate/screening', 'workers').flatMap(({ path, text }) =>
      [...text.matchAll(/\b[A-Z]{3}\b/g)]
        .filter(([word]) => codes.has(word))
        .map(([word]) => `${path}: ${word}`),
    );
    expect(named).toEqual([]);
  });

  it('find nothing as grave as a person whom somebody protects', () => {
    const grave = SCREENING_RULES.filter(({ severity }) => severity === 'grave');
    expect(grave.map(({ id }) => id)).toEqual(['protected.person']);
  });
});
