/**
 * Sixth stage: writes the answer into the audit and waits until Redis has it.
 * It must never let an answer pass that is not on record, and never write the data searched in clear.
 */
import type { CheckEntry, CheckResult } from '../audit/entry.js';
import type { Appender } from '../audit/log.js';
import { searchedHash } from '../audit/searched.js';
import type { Deed } from '../store/deeds.js';
import type { Asked } from './ask.js';
import type { Cleared } from './gate.js';
import { ownerOf } from './restrict.js';
import type { Candidate } from './score.js';

/** An answer that is on record. Made by `audit` alone. */
class AuditedAnswer {
  /** Makes the type nominal: nothing but an instance has it, not even a copy of one. */
  declare protected readonly stage: 'audited';
  readonly checkId: string;
  readonly cleared: Cleared;
  readonly result: CheckResult;
  /** Milliseconds since 1970. */
  readonly at: number;

  constructor(checkId: string, cleared: Cleared, result: CheckResult, at: number) {
    this.checkId = checkId;
    this.cleared = cleared;
    this.result = result;
    this.at = at;
  }
}
export type Audited = AuditedAnswer;

export interface AuditTrail {
  /** Tells the appender when the entry is durable, with the deeds done, or that it may not be. */
  appendCheck(
    entry: CheckEntry,
    appender: Appender,
    earlier: CheckResult | null,
    deeds: readonly Deed[],
  ): void;
}

/** An answer that is about to be put on record. */
export interface Answering {
  readonly checkId: string;
  readonly cleared: Cleared;
  readonly result: CheckResult;
  /** What was searched, as a keyed hash. */
  readonly searched: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What follows from an answer that found something, done in the same step as its audit entry. */
export type AnswerConsequence = (answering: Answering) => readonly Deed[];

/** Where an answer goes that is on record: exactly one of the three is called, once. */
export interface AuditSink {
  audited(audited: Audited): void;
  /** What the answer rests on had changed when it was recorded: it must be looked up again. */
  outdated(): void;
  /** With `index_unavailable`. */
  failed(thrown: unknown): void;
}

/** An answer whose entry is on its way; it passes on when the entry is durable, not before. */
class Recording implements Appender {
  readonly #checkId: string;
  readonly #cleared: Cleared;
  readonly #result: CheckResult;
  readonly #at: number;
  readonly #sink: AuditSink;

  constructor(checkId: string, cleared: Cleared, result: CheckResult, at: number, sink: AuditSink) {
    this.#checkId = checkId;
    this.#cleared = cleared;
    this.#result = result;
    this.#at = at;
    this.#sink = sink;
  }

  appended(storeHead: string): void {
    const { asOf } = this.#cleared;
    if (asOf !== null && asOf !== storeHead) this.#sink.outdated();
    else {
      this.#sink.audited(new AuditedAnswer(this.#checkId, this.#cleared, this.#result, this.#at));
    }
  }

  failed(thrown: unknown): void {
    this.#sink.failed(thrown);
  }
}

const NOTHING: readonly string[] = [];
const NO_DEEDS: readonly Deed[] = [];

export const PERSON_INDEXES = ['wanted', 'missing'] as const;
export const ALL_INDEXES = ['wanted', 'missing', 'documents'] as const;

/**
 * The indexes a check asks: a document asks all three, since wanted persons have documents too. So does a specimen's;
 * a zone without a legible document asks for its person alone.
 */
export function indexesOf(asked: Asked): typeof PERSON_INDEXES | typeof ALL_INDEXES {
  const { documentsAsked, documents, mrz } = asked;
  const document = documentsAsked || documents.length > 0 || mrz?.specimen === true;
  return document ? ALL_INDEXES : PERSON_INDEXES;
}

/**
 * A keyed name for what was searched, the same for the same search. A single document, the usual check,
 * has its name from the digest it was looked up with.
 */
export function searchedBy(asked: Asked, secret: string): string {
  const { documents } = asked;
  const [first] = documents;
  if (first !== undefined && documents.length === 1 && !asked.asksPerson) return first.keyedName;
  const { query } = asked;
  const names = query.names.map((name) =>
    name.tokens.map((token) => token.words[0].text).join(' '),
  );
  const dates = query.spans.map((span) => `${span.earliest}-${span.latest}`);
  const numbers = documents.map(({ issuer, number }) => `${issuer}:${number}`);
  return searchedHash(secret, `${names.join('|')};${dates.join('|')};${numbers.join('|')}`);
}

/** Stands in the place of a record for the check as a whole. */
const WHOLE_CHECK = '*';

/** What the gate said; of what refers the check as a whole there is one more line. */
function verdictsOf({ verdicts, wholeRules }: Cleared): CheckEntry['verdicts'] {
  if (wholeRules.length === 0) return verdicts;
  return [{ recordId: WHOLE_CHECK, verdict: 'refer', rules: wholeRules }, ...verdicts];
}

export function resultOf(cleared: Cleared): CheckResult {
  if (cleared.referred) return 'referred';
  const { threshold } = cleared.asked;
  return cleared.matches.some(({ score }) => score >= threshold) ? 'match' : 'clear';
}

/** How many members want the persons identified: those whose record in `wanted` reaches the threshold. */
export function wantedBy(
  matches: readonly Pick<Candidate, 'dossier' | 'version' | 'score'>[],
  threshold: number,
): number {
  const owners = new Set<string>();
  for (const { dossier, version, score } of matches) {
    if (version.content.index !== 'wanted' || score < threshold) continue;
    owners.add(ownerOf(dossier.recordId));
  }
  return owners.size;
}

/** `now` in milliseconds since 1970; `earlier`: what the check was recorded with before, `null` for nothing. */
export function audit(
  checkId: string,
  cleared: Cleared,
  trail: AuditTrail,
  searchSecret: string,
  now: number,
  sink: AuditSink,
  earlier: CheckResult | null,
  consequences: readonly AnswerConsequence[],
): void {
  const { asked, matches } = cleared;
  const result = resultOf(cleared);
  const searched = searchedBy(asked, searchSecret);
  const quiet = matches.length === 0 && !cleared.referred && cleared.withheld.length === 0;
  const deeds = quiet
    ? NO_DEEDS
    : consequences.flatMap((follows) => follows({ checkId, cleared, result, searched, at: now }));
  const returned = matches.length === 0 ? NOTHING : matches.map(({ dossier }) => dossier.recordId);
  const entry: CheckEntry = {
    kind: 'check',
    at: now,
    checkId,
    credentialId: asked.caller.credentialId,
    member: asked.caller.member,
    agency: asked.caller.agency,
    onBehalfOf: asked.onBehalfOf,
    purpose: asked.purpose,
    indexes: indexesOf(asked),
    searched,
    result,
    returned,
    withheld: cleared.withheld,
    verdicts: verdictsOf(cleared),
    policyVersion: cleared.policyVersion,
    considered: cleared.considered,
    wantedBy: matches.length === 0 ? 0 : wantedBy(matches, asked.threshold),
  };
  trail.appendCheck(entry, new Recording(checkId, cleared, result, now, sink), earlier, deeds);
}
