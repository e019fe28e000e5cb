/**
 * Fifth stage: what is supervised is judged by the compliance gate before it may leave.
 * It must never let a supervised match pass unjudged, and never make anyone else wait for the gate.
 */
import { GATE_BROKEN } from '../gate/answer.js';
import {
  isSupervised,
  type GateAnswer,
  type GateQuestion,
  type GateVerdict,
  type QuestionedMatch,
} from '../gate/question.js';
import { LIMITS } from '../limits.js';
import type { LookupContext } from '../record/lookup.js';
import { nationalitiesOf } from '../record/nationalities.js';
import type { Asked } from './ask.js';
import { ownerOf, type Restricted } from './restrict.js';
import type { Candidate } from './score.js';

const NONE: readonly Candidate[] = [];
const NOTHING_UNTOLD = { pending: [], withheld: [] } as const;

/** `matches`: those that take a place in the answer or may, and those withheld before them. */
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
  /** At most `asked.limit`, in their order. */
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
  /** Rules that refer the check as a whole, whatever it found. */
  readonly wholeRules: readonly string[];
  readonly policyVersion: string;
  /** As `Found` has it. */
  readonly asOf: string | null;

  constructor(
    restricted: Restricted,
    matches: readonly Candidate[],
    looked: readonly Candidate[],
    judged: {
      readonly withheld: readonly string[];
      readonly referred: boolean;
      readonly verdicts: readonly GateVerdict[];
      readonly wholeRules: readonly string[];
      readonly policyVersion: string;
    },
  ) {
    this.asked = restricted.asked;
    this.asOf = restricted.asOf;
    this.matches = matches;
    this.considered = restricted.considered;
    this.withheld = judged.withheld;
    this.untold = untoldOf(looked, judged.withheld, judged.referred);
    this.referred = judged.referred;
    this.verdicts = judged.verdicts;
    this.wholeRules = judged.wholeRules;
    this.policyVersion = judged.policyVersion;
  }
}
export type Cleared = ClearedMatches;

type GateScope = 'checks' | 'hits';

/** The measures in force, as far as the gate needs them. */
export interface Measures {
  /** Whether a measure of this scope is in force on a member. */
  supervises(member: string, scope: GateScope): boolean;
  /** Whether a measure of this scope in force on a member sends every match that it gates to a reviewer. */
  refersAll(member: string, scope: GateScope): boolean;
}

export interface GatePool {
  /**
   * Never rejects and never releases on a failure: that reads `refer`, a `context` that does not come in time
   * or at all included.
   */
  judge(question: GateQuestion, context: Promise<LookupContext> | null): Promise<GateAnswer>;
}

/** What supervised members have looked up of late. */
export interface LookupHistory {
  /** Counts this check too. Rejects where the counts cannot be told. */
  record(restricted: Restricted): Promise<LookupContext>;
}

const UNSUPERVISED = {
  withheld: [],
  referred: false,
  verdicts: [],
  wholeRules: [],
  policyVersion: '-',
} as const;

function questionedMatch(
  { dossier, version, score }: Candidate,
  measures: Measures,
  referredByAsker: boolean,
): QuestionedMatch {
  const owner = ownerOf(dossier.recordId);
  const supervisedOwner = measures.supervises(owner, 'hits');
  const { content, reviewStatus } = version;
  const { index, colour, kind, action, offences } = content;
  const referred = referredByAsker || (supervisedOwner && measures.refersAll(owner, 'hits'));
  return {
    recordId: dossier.recordId,
    owner,
    index,
    colour,
    kind,
    action,
    reviewStatus,
    offencesStated: offences.some((offence) => offence.trim() !== ''),
    nationalities: nationalitiesOf(content),
    score,
    supervisedOwner,
    policy: referred ? 'refer-all' : 'rules',
  };
}

function questionOf(
  checkId: string,
  { asked, matches }: Restricted,
  measures: Measures,
  supervisedAsker: boolean,
): GateQuestion {
  const { caller, purpose, threshold } = asked;
  const { member, agency } = caller;
  const referredByAsker = supervisedAsker && measures.refersAll(member, 'checks');
  return {
    id: checkId,
    asking: { member, agency, purpose },
    supervisedAsker,
    threshold,
    context: null,
    matches: matches.map((match) => questionedMatch(match, measures, referredByAsker)),
  };
}

function judged(restricted: Restricted, question: GateQuestion, answer: GateAnswer): Cleared {
  const supervised = new Set(
    question.matches
      .filter((match) => isSupervised(match, question))
      .map(({ recordId }) => recordId),
  );
  const verdictOf = new Map(answer.verdicts.map((verdict) => [verdict.recordId, verdict]));
  const released: Candidate[] = [];
  const withheld: string[] = [];
  const verdicts: GateVerdict[] = [];
  const looked: Candidate[] = [];
  let places = restricted.asked.limit;
  let toDecide = 0;
  let referred = answer.whole === 'refer';
  for (const match of restricted.matches) {
    if (places === 0 || toDecide === LIMITS.referredMatchesMax) break;
    looked.push(match);
    const { recordId } = match.dossier;
    const verdict = supervised.has(recordId)
      ? (verdictOf.get(recordId) ?? { recordId, verdict: 'refer' as const, rules: [GATE_BROKEN] })
      : null;
    if (verdict !== null) verdicts.push(verdict);
    if (verdict?.verdict === 'withhold') {
      // Reads as no match: the next one takes its place.
      withheld.push(recordId);
      continue;
    }
    if (verdict === null || verdict.verdict === 'release') {
      places -= 1;
      released.push(match);
    } else {
      // A reviewer may withhold it: whoever would take its place then is decided about with it.
      referred = true;
      toDecide += 1;
    }
  }
  const { policyVersion, wholeRules } = answer;
  const matches = referred ? [] : released;
  return new ClearedMatches(restricted, matches, looked, {
    withheld,
    referred,
    verdicts,
    wholeRules,
    policyVersion,
  });
}

/** Asynchronous, so that a history that throws is one that rejects. */
async function recorded(history: LookupHistory, restricted: Restricted): Promise<LookupContext> {
  return history.record(restricted);
}

/** Those that an answer has room for. */
function firstOf({ asked, matches }: Restricted): readonly Candidate[] {
  return matches.length <= asked.limit ? matches : matches.slice(0, asked.limit);
}

/** Whether any match that an answer has room for is of an owner under scope `hits`: else none of them is withheld. */
function touchesOwners(restricted: Restricted, measures: Measures): boolean {
  for (const { dossier } of firstOf(restricted)) {
    if (measures.supervises(ownerOf(dossier.recordId), 'hits')) return true;
  }
  return false;
}

/** Synchronous for what no measure touches, so that it costs nothing. Never rejects. */
export function gate(
  checkId: string,
  restricted: Restricted,
  measures: Measures,
  pool: GatePool,
  history: LookupHistory,
): Cleared | Promise<Cleared> {
  const supervisedAsker = measures.supervises(restricted.asked.caller.member, 'checks');
  if (!supervisedAsker && !touchesOwners(restricted, measures)) {
    return new ClearedMatches(restricted, firstOf(restricted), NONE, UNSUPERVISED);
  }
  const question = questionOf(checkId, restricted, measures, supervisedAsker);
  const context = supervisedAsker ? recorded(history, restricted) : null;
  return pool.judge(question, context).then((answer) => judged(restricted, question, answer));
}
