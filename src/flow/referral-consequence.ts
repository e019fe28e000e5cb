/**
 * What follows from an answer that the gate held back: its row for the reviewers, in the step of its audit entry.
 * It must never be left out of that step: a referred answer without its referral would wait for ever.
 */
import type { GateVerdict } from '../gate/question.js';
import { LIMITS } from '../limits.js';
import { packReferral, type Referral, type ReferredMatch } from '../record/referral.js';
import { setRow, wait } from '../store/deeds.js';
import { KEYS } from '../store/keys.js';
import { keptExplanation, markOf } from './explained.js';
import { indexesOf, type Answering, type AnswerConsequence } from './record-in-audit.js';
import type { Candidate } from './score.js';

function matchesOf(
  candidates: readonly Candidate[],
  verdicts: readonly GateVerdict[],
): ReferredMatch[] {
  return candidates.map(({ dossier, version, score, explanation, person }) => {
    const found = verdicts.find(({ recordId }) => recordId === dossier.recordId);
    return {
      recordId: dossier.recordId,
      version: version.version,
      mark: markOf(version.content),
      score,
      explanation: keptExplanation(explanation, person),
      verdict: found?.verdict ?? null,
      rules: found?.rules ?? [],
    };
  });
}

function rowOf({ checkId, cleared, searched, at }: Answering): Referral {
  const { asked, untold, verdicts, policyVersion, referred } = cleared;
  const { credentialId, member, agency } = asked.caller;
  return {
    checkId,
    credentialId,
    member,
    agency,
    onBehalfOf: asked.onBehalfOf,
    purpose: asked.purpose,
    indexes: indexesOf(asked),
    searched,
    at,
    expectedBy: at + LIMITS.referralTermMs,
    state: referred ? 'pending' : 'withheld',
    policyVersion,
    rules: cleared.wholeRules,
    limit: asked.limit,
    matches: matchesOf(untold.pending, verdicts),
    withheld: matchesOf(untold.withheld, verdicts),
    decision: null,
    released: [],
  };
}

/** A referred check waits for its decision; of one answered without some matches the reviewers can see which. */
export const referralConsequence: AnswerConsequence = (answering) => {
  const { checkId, cleared, at } = answering;
  if (cleared.referred) {
    return [
      setRow(KEYS.referrals, checkId, packReferral(rowOf(answering))),
      wait(KEYS.referralsPending, checkId, at),
    ];
  }
  if (cleared.withheld.length === 0) return [];
  return [
    setRow(KEYS.withheld, checkId, packReferral(rowOf(answering))),
    wait(KEYS.withheldAt, checkId, at),
  ];
};
