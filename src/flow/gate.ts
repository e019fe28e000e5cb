/**
 * Fifth stage: what is supervised is judged by the compliance gate before it may leave.
 * It must never let a supervised match pass unjudged, and never make anyone else wait for the gate.
 */
import type { GateAnswer, GateQuestion, GateVerdict } from '../gate/question.js';
import type { Asked } from './ask.js';
import { ownerOf, type Restricted } from './restrict.js';
import type { Candidate } from './score.js';

const NOTHING_UNTOLD = { pending: [], withheld: [] } as const;

function untoldOf(
  matches: readonly Candidate[],
  withheld: readonly string[],
  referred: boolean,
): Cleared['untold'] {
  if (!referred && withheld.length === 0) return NOTHING_UNTOLD;
  const isWithheld = ({ dossier }: Candidate): boolean => withheld.includes(dossier.recordId);
  return {
    pending: referred ? matches.filter((match) => !isWithheld(match)) : [],
    withheld: matches.filter(isWithheld),
  };
}

/** What may be told to the caller. Made by `gate` alone. */
class ClearedMatches {
  /** Makes the type nominal: nothing but an instance has it, not even a copy of one. */
  declare protected readonly stage: 'cleared';
  readonly asked: Asked;
  readonly matches: readonly Candidate[];
  readonly considered: readonly string[];
  readonly withheld: readonly string[];
  /** What a reviewer decides about and what is withheld, in full. Never told by `reply`, whatever follows. */
  readonly untold: {
    readonly pending: readonly Candidate[];
    readonly withheld: readonly Candidate[];
  };
  /** Set when a person has to decide first: then nothing of the matches is told. */
  readonly referred: boolean;
  readonly verdicts: readonly GateVerdict[];
  readonly policyVersion: string;
  /** As `Found` has it. */
  readonly asOf: string | null;

  constructor(
    restricted: Restricted,
    matches: readonly Candidate[],
    judged: {
      readonly withheld: readonly string[];
      readonly referred: boolean;
      readonly verdicts: readonly GateVerdict[];
      readonly policyVersion: string;
    },
  ) {
    this.asked = restricted.asked;
    this.asOf = restricted.asOf;
    this.matches = matches;
    this.considered = restricted.considered;
    this.withheld = judged.withheld;
    this.untold = untoldOf(restricted.matches, judged.withheld, judged.referred);
    this.referred = judged.referred;
    this.verdicts = judged.verdicts;
    this.policyVersion = judged.policyVersion;
  }
}
export type Cleared = ClearedMatches;

/** The measures in force, as far as the gate needs them. */
export interface Measures {
  /** Whether a measure of this scope is in force on a member. */
  supervises(member: string, scope: 'checks' | 'hits'): boolean;
  /** Whether a measure on this member sends every gated match to a reviewer. */
  refersAll(member: string): boolean;
}

export interface GatePool {
  /** Never rejects and never releases on a failure: that reads `refer`. */
  judge(question: GateQuestion): Promise<GateAnswer>;
}

const UNSUPERVISED = { withheld: [], referred: false, verdicts: [], policyVersion: '-' } as const;

function questionOf(
  checkId: string,
  restricted: Restricted,
  measures: Measures,
): GateQuestion | null {
  const { caller, purpose } = restricted.asked;
  const supervisedAsker = measures.supervises(caller.member, 'checks');
  let supervised = supervisedAsker;
  const matches = restricted.matches.map(({ dossier, version, score }) => {
    const owner = ownerOf(dossier.recordId);
    const supervisedOwner = measures.supervises(owner, 'hits');
    supervised ||= supervisedOwner;
    const { index, colour } = version.content;
    return { recordId: dossier.recordId, owner, index, colour, score, supervisedOwner };
  });
  if (!supervised) return null;
  const refersAll = [caller.member, ...matches.map(({ owner }) => owner)].some((member) =>
    measures.refersAll(member),
  );
  return {
    id: checkId,
    asking: { member: caller.member, agency: caller.agency, purpose },
    supervisedAsker,
    matches,
    policy: refersAll ? 'refer-all' : 'rules',
  };
}

function judged(restricted: Restricted, question: GateQuestion, answer: GateAnswer): Cleared {
  const supervised = new Set(
    question.matches
      .filter(({ supervisedOwner }) => supervisedOwner || question.supervisedAsker)
      .map(({ recordId }) => recordId),
  );
  const verdictOf = new Map(answer.verdicts.map((verdict) => [verdict.recordId, verdict]));
  const released: Candidate[] = [];
  const withheld: string[] = [];
  const verdicts: GateVerdict[] = [];
  let referred = answer.whole === 'refer';
  for (const match of restricted.matches) {
    const { recordId } = match.dossier;
    if (!supervised.has(recordId)) {
      released.push(match);
      continue;
    }
    const verdict = verdictOf.get(recordId) ?? {
      recordId,
      verdict: 'refer' as const,
      rules: ['gate.broken'],
    };
    verdicts.push(verdict);
    if (verdict.verdict === 'release') released.push(match);
    else if (verdict.verdict === 'withhold') withheld.push(recordId);
    else referred = true;
  }
  const { policyVersion } = answer;
  const matches = referred ? [] : released;
  return new ClearedMatches(restricted, matches, { withheld, referred, verdicts, policyVersion });
}

/** Synchronous for what no measure touches, so that it costs nothing. Never rejects. */
export function gate(
  checkId: string,
  restricted: Restricted,
  measures: Measures,
  pool: GatePool,
): Cleared | Promise<Cleared> {
  const question = questionOf(checkId, restricted, measures);
  if (question === null) {
    return new ClearedMatches(restricted, restricted.matches, UNSUPERVISED);
  }
  return pool.judge(question).then((answer) => judged(restricted, question, answer));
}
