import { describe, expect, it } from 'vitest';
import type { QuestionedMatch } from '../../../src/gate/question.js';
import type { MatchRule } from '../../../src/gate/rule.js';
import { arrestWithoutOffence } from '../../../src/gate/rules/arrest-without-offence.js';
import { matchedConcentration } from '../../../src/gate/rules/matched-concentration.js';
import { notReviewed } from '../../../src/gate/rules/not-reviewed.js';
import { weakCandidate } from '../../../src/gate/rules/weak-candidate.js';
import { weakMatch } from '../../../src/gate/rules/weak-match.js';
import { context, match, question } from '../asking.js';

const THRESHOLD = 0.7;

const finds = (rule: MatchRule, more: Partial<QuestionedMatch>): boolean =>
  rule.finds(match(more), question('asked', { threshold: THRESHOLD }));

describe('the rule on records that are not reviewed', () => {
  it.each(['not_reviewed', 'in_review'] as const)('refers a match that is %s', (reviewStatus) => {
    expect(notReviewed).toMatchObject({ scope: 'hits', verdict: 'refer' });
    expect(finds(notReviewed, { reviewStatus })).toBe(true);
  });

  it('lets pass what a reviewer has found compliant', () => {
    expect(finds(notReviewed, { reviewStatus: 'compliant' })).toBe(false);
  });

  it('leaves candidates that are no match to another rule', () => {
    expect(finds(notReviewed, { reviewStatus: 'not_reviewed', score: 0.699 })).toBe(false);
    expect(finds(notReviewed, { reviewStatus: 'not_reviewed', score: THRESHOLD })).toBe(true);
  });
});

describe('the rule on arrests without an offence', () => {
  it('refers a match that asks for an arrest and states no offence', () => {
    expect(arrestWithoutOffence).toMatchObject({ scope: 'hits', verdict: 'refer' });
    expect(finds(arrestWithoutOffence, { offencesStated: false })).toBe(true);
  });

  it.each<[string, Partial<QuestionedMatch>]>([
    ['an arrest with its offence', {}],
    ['what asks for no arrest', { offencesStated: false, action: 'locate' }],
    ['a document', { offencesStated: false, action: 'seize-document', index: 'documents' }],
    ['a candidate that is no match', { offencesStated: false, score: 0.6 }],
  ])('lets pass %s', (_, more) => {
    expect(finds(arrestWithoutOffence, more)).toBe(false);
  });
});

describe('the rule on weak matches', () => {
  const rule = weakMatch(0.05);

  it('refers a match that only just reaches the threshold', () => {
    expect(rule).toMatchObject({ scope: 'hits', verdict: 'refer' });
    expect(finds(rule, { score: THRESHOLD })).toBe(true);
    expect(finds(rule, { score: 0.749 })).toBe(true);
  });

  it('lets pass clear matches, and what is no match', () => {
    expect(finds(rule, { score: 0.76 })).toBe(false);
    expect(finds(rule, { score: 0.699 })).toBe(false);
    expect(finds(weakMatch(0), { score: THRESHOLD })).toBe(false);
  });
});

describe('the rule on weak candidates', () => {
  it('withholds a candidate below the threshold on a record that is not reviewed', () => {
    expect(weakCandidate).toMatchObject({ scope: 'hits', verdict: 'withhold' });
    expect(finds(weakCandidate, { score: 0.699, reviewStatus: 'not_reviewed' })).toBe(true);
  });

  it('never withholds a match: its check would read clear', () => {
    expect(finds(weakCandidate, { score: THRESHOLD, reviewStatus: 'not_reviewed' })).toBe(false);
    expect(finds(weakCandidate, { score: 1, reviewStatus: 'in_review' })).toBe(false);
  });

  it('lets pass candidates on records that a reviewer has found compliant', () => {
    expect(finds(weakCandidate, { score: 0.1, reviewStatus: 'compliant' })).toBe(false);
  });
});

describe('the rule on a concentration of matches', () => {
  const rule = matchedConcentration({ lookups: 5, share: 0.5 });
  const seen = (nationalities: string[], any: number, of: Record<string, number>): boolean =>
    rule.finds(
      match({ nationalities }),
      question('asked', { context: context({ matched: { any, of } }) }),
    );

  it('refers a match of nationals that preponderate among those found', () => {
    expect(rule).toMatchObject({ scope: 'checks', verdict: 'refer' });
    expect(seen(['FRA'], 10, { FRA: 5 })).toBe(true);
    expect(seen(['DEU', 'FRA'], 6, { DEU: 1, FRA: 5 })).toBe(true);
  });

  it('lets pass few, a small share, other nationals, and the member’s own', () => {
    expect(seen(['FRA'], 4, { FRA: 4 })).toBe(false);
    expect(seen(['FRA'], 11, { FRA: 5 })).toBe(false);
    expect(seen(['DEU'], 6, { DEU: 1, FRA: 5 })).toBe(false);
    expect(seen(['ITA'], 9, { ITA: 9 })).toBe(false);
  });

  it('finds nothing where nothing is counted', () => {
    expect(rule.finds(match(), question('free', { context: null }))).toBe(false);
  });
});
