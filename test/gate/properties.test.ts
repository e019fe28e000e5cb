import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkedAnswer } from '../../src/gate/answer.js';
import { judge, POLICY, policyOf } from '../../src/gate/policy.js';
import {
  isSupervised,
  type GateAnswer,
  type GateQuestion,
  type QuestionedMatch,
} from '../../src/gate/question.js';
import type { Thresholds } from '../../src/gate/thresholds.js';
import { ACTIONS, PURPOSES, REVIEW_STATUSES } from '../../src/record/record.js';
import { match } from './asking.js';
import { expectedAnswer } from './rules-model.js';

const CODES = ['AAA', 'BBB', 'CCC', 'DDD'] as const;

/** Low, so that random counts lie on both sides. */
const LOW: Thresholds = {
  volume: { perMinute: 6, perHour: 8, perDay: 9 },
  repetition: { perHour: 6, perDay: 8 },
  concentration: {
    border: { lookups: 9, share: 0.9 },
    police: { lookups: 5, share: 0.5 },
    identification: { lookups: 3, share: 0.5 },
    security: { lookups: 4, share: 0.6 },
  },
  matchedConcentration: { lookups: 4, share: 0.6 },
  purposeMix: { purposes: ['identification', 'security'], lookups: 6, share: 0.5 },
  weakMargin: 0.05,
};
const lowPolicy = policyOf('low', LOW);

const code = fc.constantFrom(...CODES);
const count = fc.nat(10);
const byNationality = fc.record({ any: count, of: fc.dictionary(code, count, { maxKeys: 3 }) });
const context = fc.record({
  volume: fc.record({ minute: count, hour: count, day: count }),
  repetition: fc.record({ hour: count, day: count }),
  purposes: fc.record({ border: count, police: count, identification: count, security: count }),
  asked: byNationality,
  matched: byNationality,
});
const matches: fc.Arbitrary<QuestionedMatch[]> = fc
  .array(
    fc.record({
      owner: code,
      action: fc.constantFrom(...ACTIONS),
      reviewStatus: fc.constantFrom(...REVIEW_STATUSES),
      offencesStated: fc.boolean(),
      nationalities: fc.uniqueArray(code, { maxLength: 2 }),
      score: fc.constantFrom(0.2, 0.69, 0.7, 0.74, 0.76, 1),
      supervisedOwner: fc.boolean(),
      referred: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
    }),
    { maxLength: 5 },
  )
  .map((drawn) =>
    drawn.map(({ referred, ...more }, nth) =>
      match({
        ...more,
        recordId: `${more.owner}-${nth}`,
        policy: referred ? 'refer-all' : 'rules',
      }),
    ),
  );
const questions: fc.Arbitrary<GateQuestion> = fc
  .record({
    member: code,
    purpose: fc.constantFrom(...PURPOSES),
    supervisedAsker: fc.boolean(),
    known: fc.option(context, { freq: 20 }),
    matches,
  })
  .map(({ member, purpose, supervisedAsker, known, matches: asked }) => ({
    id: 'drawn',
    asking: { member, agency: null, purpose },
    supervisedAsker,
    threshold: 0.7,
    context: supervisedAsker ? known : null,
    matches: asked,
  }));

const RUNS = { numRuns: 2_000 };

describe('the rules of the gate', () => {
  it('find what their page says, on any question', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(questions, (question) => {
        const { whole, verdicts } = judge(question, lowPolicy);
        const told = Object.fromEntries(verdicts.map((each) => [each.recordId, each.verdict]));
        expect({ whole, verdicts: told }).toEqual(expectedAnswer(question, LOW));
        seen.add(whole);
        for (const { verdict } of verdicts) seen.add(verdict);
      }),
      RUNS,
    );
    expect([...seen].sort()).toEqual(['refer', 'release', 'withhold']);
  });

  it('give an answer that the gate believes', () => {
    fc.assert(
      fc.property(questions, (question) => {
        const answer = judge(question, lowPolicy);
        expect(checkedAnswer(question, answer)).toEqual(answer);
      }),
      RUNS,
    );
  });

  it('are the same for every member: other codes in their places change no verdict', () => {
    const orders = fc.shuffledSubarray([...CODES], { minLength: CODES.length });
    fc.assert(
      fc.property(questions, orders, (question, order) => {
        const renamed = (known: string): string => order[CODES.findIndex((c) => c === known)] ?? '';
        const there = judge(renamedQuestion(question, renamed), lowPolicy);
        const here = judge(question, lowPolicy);
        expect(there).toEqual({
          ...here,
          verdicts: here.verdicts.map((each) => ({
            ...each,
            recordId: renamedId(each.recordId, renamed),
          })),
        });
      }),
      RUNS,
    );
  });

  it('refer a check whatever it has matched', () => {
    fc.assert(
      fc.property(questions, matches, (question, others) => {
        const { whole, wholeRules } = judge(question, lowPolicy);
        const miss = judge({ ...question, matches: [] }, lowPolicy);
        const other = judge({ ...question, matches: others }, lowPolicy);
        expect([miss.whole, miss.wholeRules]).toEqual([whole, wholeRules]);
        expect([other.whole, other.wholeRules]).toEqual([whole, wholeRules]);
      }),
      RUNS,
    );
  });

  it('never withhold a match, which would make its check read clear', () => {
    fc.assert(
      fc.property(questions, (question) => {
        const { verdicts } = judge(question, POLICY);
        const withheld = verdicts.filter(({ verdict }) => verdict === 'withhold');
        for (const { recordId } of withheld) {
          const about = question.matches.find((each) => each.recordId === recordId);
          expect(about?.score).toBeLessThan(question.threshold);
        }
      }),
      RUNS,
    );
  });

  it('judge a match by its own measures: others beside it change nothing', () => {
    fc.assert(
      fc.property(questions, (question) => {
        const together = judge(question, lowPolicy).verdicts;
        const apart = question.matches.flatMap(
          (each) => judge({ ...question, matches: [each] }, lowPolicy).verdicts,
        );
        expect(apart).toEqual(together);
      }),
      RUNS,
    );
  });
});

function renamedId(recordId: string, renamed: (known: string) => string): string {
  return renamed(recordId.slice(0, 3)) + recordId.slice(3);
}

function renamedQuestion(
  { asking, context: known, matches: asked, ...rest }: GateQuestion,
  renamed: (known: string) => string,
): GateQuestion {
  const counts = ({ any, of }: { any: number; of: Readonly<Record<string, number>> }) => ({
    any,
    of: Object.fromEntries(Object.entries(of).map(([one, n]) => [renamed(one), n])),
  });
  return {
    ...rest,
    asking: { ...asking, member: renamed(asking.member) },
    context:
      known === null
        ? null
        : { ...known, asked: counts(known.asked), matched: counts(known.matched) },
    matches: asked.map((each) => ({
      ...each,
      recordId: renamedId(each.recordId, renamed),
      owner: renamed(each.owner),
      nationalities: each.nationalities.map(renamed),
    })),
  };
}

describe('an answer of a worker', () => {
  /** An answer in which one thing has been changed at random. */
  const spoilt = (answer: GateAnswer): fc.Arbitrary<unknown> => {
    const odd = fc.anything();
    const verdicts = answer.verdicts;
    return fc.oneof(
      odd,
      fc
        .tuple(fc.constantFrom(...Object.keys(answer)), odd)
        .map(([key, value]) => ({ ...answer, [key]: value })),
      fc.shuffledSubarray([...verdicts]).map((some) => ({ ...answer, verdicts: some })),
      fc
        .tuple(fc.nat(9), fc.constantFrom('recordId', 'verdict', 'rules'), odd)
        .map(([nth, key, value]) => ({
          ...answer,
          verdicts: verdicts.map((each, at) => (at === nth ? { ...each, [key]: value } : each)),
        })),
      fc.constant({ ...answer, verdicts: [...verdicts, ...verdicts] }),
    );
  };

  it('is believed only if it judges every supervised match, once, in known words', () => {
    const cases = questions.chain((question) =>
      fc.tuple(fc.constant(question), spoilt(judge(question, lowPolicy))),
    );
    fc.assert(
      fc.property(cases, ([question, said]) => {
        const believed = checkedAnswer(question, said);
        if (believed === null) return;
        expect(believed.id).toBe(question.id);
        const judged = believed.verdicts.map(({ recordId }) => recordId);
        expect(new Set(judged).size).toBe(judged.length);
        const supervised = question.matches.filter((each) => isSupervised(each, question));
        for (const { recordId } of supervised) expect(judged).toContain(recordId);
        for (const { verdict } of believed.verdicts) {
          expect(['release', 'withhold', 'refer']).toContain(verdict);
        }
      }),
      RUNS,
    );
  });
});
