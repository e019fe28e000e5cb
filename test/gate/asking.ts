/**
 * Questions for the gate, and its answers in few words.
 * It must never know the rules: tests say what they expect.
 */
import type { GateAnswer, GateQuestion, QuestionedMatch } from '../../src/gate/question.js';
import type { LookupContext } from '../../src/record/lookup.js';

/** A reviewed arrest for a stated offence, clearly above the threshold: nothing speaks against it. */
export function match(more: Partial<QuestionedMatch> = {}): QuestionedMatch {
  return {
    recordId: 'FRA-1',
    owner: 'FRA',
    index: 'wanted',
    colour: 'red',
    kind: 'notice',
    action: 'arrest',
    reviewStatus: 'compliant',
    offencesStated: true,
    nationalities: ['FRA'],
    score: 0.9,
    supervisedOwner: false,
    policy: 'rules',
    ...more,
  };
}

/** The first lookup of a member that asks for nobody's nationality. */
export function context(more: Partial<LookupContext> = {}): LookupContext {
  return {
    volume: { minute: 1, hour: 1, day: 1 },
    repetition: { hour: 1, day: 1 },
    purposes: { border: 1, police: 0, identification: 0, security: 0 },
    asked: { any: 0, of: {} },
    matched: { any: 0, of: {} },
    ...more,
  };
}

export function question(id: string, more: Partial<GateQuestion> = {}): GateQuestion {
  return {
    id,
    asking: { member: 'ITA', agency: null, purpose: 'border' },
    supervisedAsker: true,
    threshold: 0.7,
    context: context(),
    matches: [match()],
    ...more,
  };
}

/** The verdict on the check as a whole, then each match's, with their rules. */
export function inWords({ whole, wholeRules, verdicts }: GateAnswer): string[] {
  return [
    [whole, ...wholeRules].join(' '),
    ...verdicts.map(({ recordId, verdict, rules }) => [recordId, verdict, ...rules].join(' ')),
  ];
}
