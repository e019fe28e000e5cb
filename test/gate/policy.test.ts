import { describe, expect, it } from 'vitest';
import { GATE_BROKEN, GATE_CONTEXT, GATE_FULL, GATE_LATE } from '../../src/gate/answer.js';
import {
  judge,
  POLICY,
  policyOf,
  reasonOf,
  REFER_ALL,
  type Policy,
} from '../../src/gate/policy.js';
import { nameOf, type CheckRule, type MatchRule } from '../../src/gate/rule.js';
import { THRESHOLDS, type Thresholds } from '../../src/gate/thresholds.js';
import { inWords, match, question } from './asking.js';

const TEXT = { version: 3, reason: 'a reason', source: 'a source' };

/** A rule that finds the same on every match that it is about. */
const rule = (
  id: string,
  verdict: MatchRule['verdict'],
  about: string,
  scope: MatchRule['scope'] = 'checks',
): MatchRule => ({ ...TEXT, id, verdict, scope, finds: ({ recordId }) => recordId === about });

const policy = (...matchRules: MatchRule[]): Policy => ({
  version: 'tried-1',
  checkRules: [],
  matchRules,
});

describe('a policy', () => {
  it('releases everything where it has no rules', () => {
    expect(inWords(judge(question('one'), policy()))).toEqual(['release', 'FRA-1 release']);
  });

  it('names the rule and its version behind a verdict', () => {
    const answer = judge(question('one'), policy(rule('quiet', 'withhold', 'FRA-1')));
    expect(inWords(answer)).toEqual(['release', 'FRA-1 withhold quiet@3']);
  });

  it('lets a rule that wants a person to look outweigh one that would keep silent', () => {
    const both = [rule('quiet', 'withhold', 'FRA-1'), rule('look', 'refer', 'FRA-1')];
    const expected = ['release', 'FRA-1 refer quiet@3 look@3'];
    expect(inWords(judge(question('one'), policy(...both)))).toEqual(expected);
  });

  it('judges each match for itself', () => {
    const matches = [match(), match({ recordId: 'FRA-2' })];
    const answer = judge(question('two', { matches }), policy(rule('look', 'refer', 'FRA-2')));
    expect(inWords(answer)).toEqual(['release', 'FRA-1 release', 'FRA-2 refer look@3']);
  });

  it('judges nothing that no measure touches', () => {
    const asked = question('free', { supervisedAsker: false });
    expect(inWords(judge(asked, policy(rule('look', 'refer', 'FRA-1'))))).toEqual(['release']);
  });

  it('applies rules of a scope only where a measure of that scope gates the match', () => {
    const rules = policy(
      rule('asker', 'refer', 'FRA-1', 'checks'),
      rule('owner', 'withhold', 'FRA-1', 'hits'),
    );
    const owned = { matches: [match({ supervisedOwner: true })] };
    expect(inWords(judge(question('asker'), rules))).toEqual(['release', 'FRA-1 refer asker@3']);
    const byOwner = question('owner', { ...owned, supervisedAsker: false, context: null });
    expect(inWords(judge(byOwner, rules))).toEqual(['release', 'FRA-1 withhold owner@3']);
    expect(inWords(judge(question('both', owned), rules))).toEqual([
      'release',
      'FRA-1 refer asker@3 owner@3',
    ]);
  });

  it('refers a match where a measure that gates it says so, whatever the rules find', () => {
    const matches = [match({ policy: 'refer-all' }), match({ recordId: 'FRA-2' })];
    const answer = judge(question('all', { matches }), policy(rule('quiet', 'withhold', 'FRA-1')));
    expect(inWords(answer)).toEqual(['release', 'FRA-1 refer measure.refer-all', 'FRA-2 release']);
  });

  it('releases a check without matches, also where every match would be referred', () => {
    expect(inWords(judge(question('none', { matches: [] }), POLICY))).toEqual(['release']);
  });

  it('refers a check as a whole, and says by which rules', () => {
    const look = (id: string): CheckRule => ({ ...TEXT, id, refers: () => true });
    const strict = { ...policy(), checkRules: [look('often'), look('odd')] };
    expect(inWords(judge(question('whole', { matches: [] }), strict))).toEqual([
      'refer often@3 odd@3',
    ]);
  });

  it('refers no check of an asker who is not supervised', () => {
    const look: CheckRule = { ...TEXT, id: 'look', refers: () => true };
    const asked = question('free', {
      supervisedAsker: false,
      matches: [match({ supervisedOwner: true })],
    });
    const answer = judge(asked, { ...policy(), checkRules: [look] });
    expect(inWords(answer)).toEqual(['release', 'FRA-1 release']);
  });

  it('never judges a supervised asker without its recent lookups', () => {
    const answer = judge(question('blind', { context: null, matches: [] }), POLICY);
    expect(inWords(answer)).toEqual([`refer ${GATE_CONTEXT}`]);
  });

  it('shows its rules on the check nothing of what was matched', () => {
    let shown: object = {};
    const spy: CheckRule = {
      ...TEXT,
      id: 'spy',
      refers: (asking, context) => {
        shown = { asking, context };
        return false;
      },
    };
    judge(question('shown'), { ...policy(), checkRules: [spy] });
    expect(JSON.stringify(shown)).not.toMatch(/matched|FRA-1|recordId/);
  });

  it('answers under the id of the check and the version of the policy', () => {
    const { id, policyVersion } = judge(question('mine'), policy());
    expect([id, policyVersion]).toEqual(['mine', 'tried-1']);
    expect(judge(question('mine'), POLICY).policyVersion).toBe('rules-1');
  });

  it('leaves question and answer unchanged by the way to a thread', () => {
    const asked = question('sent');
    expect(structuredClone(asked)).toEqual(asked);
    const answer = judge(asked, POLICY);
    expect(structuredClone(answer)).toEqual(answer);
  });
});

describe('the rules of the policy', () => {
  const rules = [...POLICY.checkRules, ...POLICY.matchRules];

  it('have names of their own', () => {
    expect(new Set(rules.map(nameOf)).size).toBe(rules.length);
  });

  it('say what they find and where they come from', () => {
    for (const { id, reason, source } of rules) {
      expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(reason).toMatch(/^[A-Z].{20,}\.$/);
      expect(source).toMatch(/^[A-Z].{20,}\.$/);
    }
  });

  it('give the reviewer a reason for everything a verdict can name', () => {
    const failures = [GATE_FULL, GATE_LATE, GATE_BROKEN, GATE_CONTEXT];
    for (const name of [...rules.map(nameOf), ...failures, REFER_ALL]) {
      expect(reasonOf(name)).toMatch(/^[A-Z].*\.$/);
    }
    expect(reasonOf('volume@999')).toBeNull();
    expect(reasonOf('toString')).toBeNull();
  });
});

describe('the thresholds of the policy', () => {
  const changed = (change: Partial<Thresholds>) => () =>
    policyOf('odd', { ...THRESHOLDS, ...change });

  it.each<[string, Partial<Thresholds>]>([
    ['no count', { volume: { perMinute: 0, perHour: 1, perDay: 1 } }],
    ['a broken count', { repetition: { perHour: 1.5, perDay: 2 } }],
    [
      'fewer lookups in an hour than in a minute',
      { volume: { perMinute: 9, perHour: 5, perDay: 9 } },
    ],
    ['fewer lookups in a day than in an hour', { volume: { perMinute: 1, perHour: 5, perDay: 4 } }],
    ['fewer repetitions in a day than in an hour', { repetition: { perHour: 3, perDay: 2 } }],
    ['a preponderance of one', { matchedConcentration: { lookups: 1, share: 0.5 } }],
    ['a share of nothing', { matchedConcentration: { lookups: 9, share: 0 } }],
    ['a share above all', { matchedConcentration: { lookups: 9, share: 1.01 } }],
    [
      'a share that is no number, for one purpose',
      {
        concentration: { ...THRESHOLDS.concentration, police: { lookups: 9, share: Number.NaN } },
      },
    ],
    ['a mix of no purposes', { purposeMix: { ...THRESHOLDS.purposeMix, purposes: [] } }],
    ['a margin as wide as the scale', { weakMargin: 1 }],
  ])('are refused with %s', (_, change) => {
    expect(changed(change)).toThrow(/^thresholds of the gate: /);
  });

  it('are taken as they are otherwise', () => {
    expect(changed({ weakMargin: 0 })).not.toThrow();
    expect(policyOf('same', THRESHOLDS).checkRules.map(nameOf)).toEqual(
      POLICY.checkRules.map(nameOf),
    );
  });
});
