/** The policy as a whole: its version, what it bounds, and what holds for every record. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  policyOf,
  SCREENING_POLICY,
  screenBatch,
  screenRecord,
} from '../../../src/gate/screening/policy.js';
import { checkedScreening } from '../../../src/gate/screening/answer.js';
import type { Protection, ScreeningQuestion } from '../../../src/gate/screening/question.js';
import type { ScreeningRule } from '../../../src/gate/screening/rule.js';
import { SCREENING_RULES } from '../../../src/gate/screening/rules.js';
import { SCREENING_SETTINGS } from '../../../src/gate/screening/settings.js';
import { TERMS_DIGEST } from '../../../src/gate/screening/terms.js';
import { LIMITS } from '../../../src/limits.js';
import {
  about,
  anyQuestion,
  asked,
  CODES,
  content,
  listed,
  missing,
  named,
  protections,
} from './records.js';

const RUNS = { numRuns: 500 };
const screened = (question: ScreeningQuestion) => screenRecord(question, SCREENING_POLICY);
const rulesIn = (question: ScreeningQuestion): string[] =>
  screened(question).findings.map(({ rule }) => rule);

/** What a JSON Pointer leads to, `undefined` for nothing. */
function at(value: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((inner, key) => (inner as Record<string, unknown> | null)?.[key], value);
}

function deepFrozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFrozen(inner);
  }
  return value;
}

describe('the policy of screening', () => {
  it.each([
    ['a red record', content()],
    ['a missing person', missing()],
    ['a lost document', listed()],
    ['a blue record', content({ colour: 'blue', action: 'inform', warrant: null })],
  ])('finds nothing on %s that states everything and contradicts nothing', (_, record) => {
    expect(screened(asked(record)).findings).toEqual([]);
  });

  it('answers under the id of the question and the version of the policy', () => {
    const { id, policyVersion } = screened(asked(content(), { id: 'mine' }));
    expect([id, policyVersion]).toEqual(['mine', SCREENING_POLICY.version]);
  });

  it('tells the gravest findings first', () => {
    const record = about({ names: [named('Lindhagen', null)] }, { offences: ['desertion, debts'] });
    const lookalikes = [{ recordId: 'BRA-1', owner: 'BRA', score: 0.9, reason: 'incomplete' }];
    expect(rulesIn(asked(record, { lookalikes }))).toEqual([
      'reentry.refused',
      'article-3.military',
      'complete.identity',
      'excluded.private-dispute',
    ]);
  });

  it('never answers more findings than the bound, and says how many it left out', () => {
    const lookalikes = Array.from({ length: LIMITS.screeningFindingsMax }, (_, nth) => ({
      ...{ recordId: `BRA-${nth}`, owner: 'BRA', score: 0.9, reason: 'incomplete' },
    }));
    const exactly = screened(asked(content(), { lookalikes })).findings;
    expect(new Set(exactly.map(({ rule }) => rule))).toEqual(new Set(['reentry.refused']));
    const record = content({ offences: ['desertion', 'debt'] });
    const { findings } = screened(asked(record, { lookalikes }));
    expect(findings).toHaveLength(LIMITS.screeningFindingsMax);
    const [last] = findings.slice(-1);
    expect([last?.rule, last?.severity]).toEqual(['screening.more', 'note']);
    expect(last?.reason).toContain('3 more');
  });

  it('has another version for other rules, versions of rules, settings and terms, and else the same', () => {
    const [first, ...others] = SCREENING_RULES;
    const raised = SCREENING_RULES.map((rule) =>
      rule === first ? { ...rule, version: rule.version + 1 } : rule,
    );
    const versions = [
      SCREENING_POLICY.version,
      policyOf(SCREENING_SETTINGS, others).version,
      policyOf(SCREENING_SETTINGS, raised).version,
      policyOf({ ...SCREENING_SETTINGS, sentenceMonthsMin: 4 }).version,
      policyOf(SCREENING_SETTINGS, SCREENING_RULES, 'other terms').version,
      policyOf({ ...SCREENING_SETTINGS, demands: { ...SCREENING_SETTINGS.demands, un: [] } })
        .version,
    ];
    expect(new Set(versions).size).toBe(versions.length);
    expect(policyOf(structuredClone(SCREENING_SETTINGS)).version).toBe(SCREENING_POLICY.version);
    const terms = policyOf(SCREENING_SETTINGS, SCREENING_RULES, TERMS_DIGEST);
    expect(terms.version).toBe(SCREENING_POLICY.version);
  });

  it('reads a batch under the settings that come with it', () => {
    const settings = { ...SCREENING_SETTINGS, maximumPenaltyYearsMin: 7 };
    const tasks = [
      { id: 'a', question: asked(content(), { id: 'a' }), settings },
      { id: 'b', question: asked(content(), { id: 'b' }), settings: SCREENING_SETTINGS },
    ];
    const answers = screenBatch(structuredClone(tasks));
    expect(answers.map((answer) => answer?.findings.map(({ rule }) => rule))).toEqual([
      ['penalty.threshold'],
      [],
    ]);
    expect(answers.map((answer) => answer?.policyVersion)).toEqual([
      policyOf(settings).version,
      SCREENING_POLICY.version,
    ]);
  });

  it('answers nothing for a record that a rule fails on, and its neighbours as ever', () => {
    const broken = { ...asked(), lookalikes: 7 } as unknown as ScreeningQuestion;
    const answers = screenBatch(
      [broken, asked()].map((question) => ({ id: 'x', question, settings: SCREENING_SETTINGS })),
    );
    expect(answers.map((answer) => answer?.findings ?? null)).toEqual([null, []]);
  });
});

describe('for every record, screening', () => {
  it('answers what its own reader believes, twice the same, and changes nothing', () => {
    fc.assert(
      fc.property(anyQuestion, (question) => {
        const answer = screened(deepFrozen(question));
        expect(screened(structuredClone(question))).toEqual(answer);
        expect(structuredClone(answer)).toEqual(answer);
        expect(checkedScreening(question, answer)).toEqual(answer);
      }),
      RUNS,
    );
  });

  it('points at what is in the record', () => {
    fc.assert(
      fc.property(anyQuestion, (question) => {
        for (const { path } of screened(question).findings) {
          if (path !== null) expect(at(question.content, path), path).not.toBeUndefined();
        }
      }),
      RUNS,
    );
  });

  it('shows of an offence what stands in it', () => {
    fc.assert(
      fc.property(anyQuestion, (question) => {
        for (const { path, context } of screened(question).findings) {
          if (path?.startsWith('/offences/') !== true) continue;
          const offence = at(question.content, path) as string;
          const shown = (context ?? '').replace(/^…/, '').replace(/…$/, '');
          expect(shown).not.toBe('');
          expect(offence).toContain(shown);
        }
      }),
      RUNS,
    );
  });

  it('never says who protects a person, nor how many do', () => {
    fc.assert(
      fc.property(anyQuestion, protections, (question, others) => {
        const enough = SCREENING_SETTINGS.protectionScoreMin;
        const granted = (list: readonly Protection[]): boolean[] =>
          list.filter(({ score }) => score >= enough).map(({ status }) => status === 'granted');
        // What the flow must not hand over would not be told either.
        const revealing = question.protections.map((one) => ({ ...one, by: 'ZZQ', since: 'ZZQ' }));
        const answer = screened({ ...question, protections: revealing });
        expect(JSON.stringify(answer)).not.toContain('ZZQ');
        const [mine, theirs] = [granted(question.protections), granted(others)];
        fc.pre(
          mine.length > 0 === theirs.length > 0 && mine.includes(true) === theirs.includes(true),
        );
        expect(screened({ ...question, protections: others })).toEqual(answer);
      }),
      RUNS,
    );
  });

  it('finds the same whoever the owner is', () => {
    fc.assert(
      fc.property(
        anyQuestion,
        fc.constantFrom(...CODES.filter((code) => !code.startsWith('XX'))),
        fc.constantFrom('NOR', 'URY', 'MAR', 'LAO', 'SWE', 'BRA', 'KEN'),
        (question, one, other) => {
          const exchanged = <T>(value: T): T =>
            JSON.parse(
              JSON.stringify(value).replace(/\b[A-Z]{3}\b/g, (code) =>
                code === one ? other : code === other ? one : code,
              ),
            ) as T;
          expect(screened(exchanged(question))).toEqual(exchanged(screened(question)));
        },
      ),
      RUNS,
    );
  });

  it('finds no less of what is asked for when something is left out', () => {
    fc.assert(
      fc.property(anyQuestion, (question) => {
        const missingRules = (asking: ScreeningQuestion): string[] =>
          rulesIn(asking).filter((rule) => rule.startsWith('complete.'));
        const emptied = { ...question.content, offences: [], warrant: null };
        const fewer = missingRules({ ...question, content: emptied });
        for (const rule of missingRules(question)) expect(fewer).toContain(rule);
      }),
      RUNS,
    );
  });

  it('finds nothing that any rule is silent on: each rule speaks for itself', () => {
    fc.assert(
      fc.property(anyQuestion, (question) => {
        const alone = (rule: ScreeningRule) =>
          screenRecord(question, policyOf(SCREENING_SETTINGS, [rule])).findings;
        const together = screened(question).findings;
        expect(together).toHaveLength(SCREENING_RULES.flatMap(alone).length);
      }),
      RUNS,
    );
  });
});
