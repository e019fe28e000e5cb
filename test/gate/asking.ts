/**
 * Questions for the gate, and its answers in few words.
 * It must never know the rules: tests say what they expect.
 */
import type { GateAnswer, GateQuestion, QuestionedMatch } from '../../src/gate/question.js';

export function match(more: Partial<QuestionedMatch> = {}): QuestionedMatch {
  return {
    recordId: 'FRA-1',
    owner: 'FRA',
    index: 'wanted',
    colour: 'red',
    score: 0.9,
    supervisedOwner: false,
    ...more,
  };
}

export function question(id: string, more: Partial<GateQuestion> = {}): GateQuestion {
  return {
    id,
    asking: { member: 'ITA', agency: null, purpose: 'border' },
    supervisedAsker: true,
    matches: [match()],
    policy: 'rules',
    ...more,
  };
}

/** The verdict on the check as a whole, then each match's with its rules. */
export function inWords({ whole, verdicts }: GateAnswer): string[] {
  return [
    whole,
    ...verdicts.map(({ recordId, verdict, rules }) =>
      [recordId, verdict, ...rules].join(' ').trim(),
    ),
  ];
}
