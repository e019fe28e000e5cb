/**
 * The rules of the gate on one page, as one would explain them: what is referred, what is withheld.
 * It must never share a line with the rules it is compared to.
 */
import type { GateQuestion, QuestionedMatch, Verdict } from '../../src/gate/question.js';
import type { Thresholds } from '../../src/gate/thresholds.js';

interface Expected {
  readonly whole: 'release' | 'refer';
  /** By record id; of supervised matches alone. */
  readonly verdicts: Readonly<Record<string, Verdict>>;
}

const much = (part: number, all: number, least: { lookups: number; share: number }): boolean =>
  part >= least.lookups && part >= all * least.share;

/** A check of a supervised member goes to a person if the member asks in an unusual way. */
function isUnusual({ asking, context }: GateQuestion, t: Thresholds): boolean {
  // Nothing known of it is unusual enough.
  if (context === null) return true;
  const { volume, repetition, asked, purposes } = context;
  if (volume.minute > t.volume.perMinute) return true;
  if (volume.hour > t.volume.perHour) return true;
  if (volume.day > t.volume.perDay) return true;
  if (repetition.hour > t.repetition.perHour) return true;
  if (repetition.day > t.repetition.perDay) return true;
  for (const [country, lookups] of Object.entries(asked.of)) {
    if (country === asking.member) continue;
    if (much(lookups, asked.any, t.concentration[asking.purpose])) return true;
  }
  let absent = 0;
  for (const purpose of t.purposeMix.purposes) absent += purposes[purpose];
  return t.purposeMix.purposes.includes(asking.purpose) && much(absent, volume.day, t.purposeMix);
}

function verdictOn(match: QuestionedMatch, q: GateQuestion, t: Thresholds): Verdict {
  if (match.policy === 'refer-all') return 'refer';
  if (q.supervisedAsker && q.context !== null) {
    const { any, of } = q.context.matched;
    for (const country of match.nationalities) {
      const lookups = of[country] ?? 0;
      if (country !== q.asking.member && much(lookups, any, t.matchedConcentration)) return 'refer';
    }
  }
  // What is left are rules on the data of a supervised owner.
  if (!match.supervisedOwner) return 'release';
  const reviewed = match.reviewStatus === 'compliant';
  if (match.score < q.threshold) return reviewed ? 'release' : 'withhold';
  if (!reviewed) return 'refer';
  if (match.action === 'arrest' && !match.offencesStated) return 'refer';
  return match.score < q.threshold + t.weakMargin ? 'refer' : 'release';
}

export function expectedAnswer(q: GateQuestion, t: Thresholds): Expected {
  const supervised = q.matches.filter((match) => q.supervisedAsker || match.supervisedOwner);
  return {
    whole: q.supervisedAsker && isUnusual(q, t) ? 'refer' : 'release',
    verdicts: Object.fromEntries(
      supervised.map((match) => [match.recordId, verdictOn(match, q, t)]),
    ),
  };
}
