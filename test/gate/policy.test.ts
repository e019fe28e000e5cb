import { describe, expect, it } from 'vitest';
import { judge, POLICY, type Finding, type Policy, type Rule } from '../../src/gate/policy.js';
import { inWords, match, question } from './asking.js';

/** A rule that finds the same on every match that it is about. */
const rule = (id: string, verdict: Finding['verdict'], about: string): Rule => ({
  id,
  version: 3,
  judge: ({ recordId }) => (recordId === about ? { reason: 'a reason', verdict } : null),
});

const policy = (...rules: Rule[]): Policy => ({ version: 'tried-1', rules });

describe('a policy', () => {
  it('releases everything where it has no rules', () => {
    expect(inWords(judge(question('one'), { ...POLICY, rules: [] }))).toEqual([
      'release',
      'FRA-1 release',
    ]);
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

  it('refers everything supervised where the measure says so, whatever the rules find', () => {
    const asked = question('all', { policy: 'refer-all' });
    const answer = judge(asked, policy(rule('quiet', 'withhold', 'FRA-1')));
    expect(inWords(answer)).toEqual(['release', 'FRA-1 refer measure.refer-all']);
  });

  it('answers under the id of the check and the version of the policy', () => {
    const { id, policyVersion } = judge(question('mine'), policy());
    expect([id, policyVersion]).toEqual(['mine', 'tried-1']);
  });

  it('leaves question and answer unchanged by the way to a thread', () => {
    const asked = question('sent');
    expect(structuredClone(asked)).toEqual(asked);
    const answer = judge(asked, POLICY);
    expect(structuredClone(answer)).toEqual(answer);
  });
});
