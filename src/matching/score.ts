/**
 * The score of a recorded person for a person asked: names first, then what confirms or contradicts
 * them, each explained. It must never exclude on a contradiction, only lower the score.
 */
import { dateAgreement, scoreDates } from './date-score.js';
import { NAME_MIN, UNDATED, likenessFor, weigh, type Evidence } from './evidence.js';
import { CEILING_TOP, scoreNames, type NameScore } from './name-score.js';
import type { PreparedName } from './normalise.js';
import type { Prepared } from './prepare.js';
import { mayBeLike } from './quick-look.js';

export interface Explanation {
  readonly field: 'name' | 'dateOfBirth' | 'sex' | 'nationality' | 'document';
  /** 0 to 1, four decimals. */
  readonly score: number;
  readonly detail: string;
}

export interface PersonScore {
  /** 0 to 1, four decimals. */
  readonly score: number;
  readonly explanation: readonly Explanation[];
}

/** The same document with another name: a forged or borrowed one, or a slip in either name. */
const DOCUMENT_ALONE = 0.9;
const DOCUMENT_OTHER_NAME = 0.85;

const DETAIL_LETTERS_MAX = 80;

const round = (score: number): number =>
  Math.round(Math.min(1, Math.max(0, score)) * 10_000) / 10_000;

/** A listed name as details repeat it. */
export const listedName = ({ text }: Pick<PreparedName, 'text'>): string =>
  text.length > DETAIL_LETTERS_MAX ? `${text.slice(0, DETAIL_LETTERS_MAX)}...` : text;

function nameDetail(found: NameScore): string {
  const short = listedName(found.listed);
  const kind = found.listed.low ? 'the weak alias' : 'the listed name';
  if (found.likeness >= 0.999) return `Same as ${kind} ${short}.`;
  if (found.likeness >= 0.85) return `Close to ${kind} ${short}.`;
  return `Partly like ${kind} ${short}.`;
}

function nationalityScore(asked: Prepared, listed: Prepared): Explanation | null {
  if (asked.nationalities.length === 0 || listed.nationalities.length === 0) return null;
  const shared = asked.nationalities.find((code) => listed.nationalities.includes(code));
  return {
    field: 'nationality',
    score: shared === undefined ? 0 : 1,
    detail: shared === undefined ? 'No nationality in common.' : `Nationality ${shared} in common.`,
  };
}

function sexScore(asked: Prepared, listed: Prepared): Explanation | null {
  if (asked.sex === null || listed.sex === null) return null;
  const same = asked.sex === listed.sex;
  // X is a choice of the document, not a contradiction of the list.
  const open = asked.sex === 'X' || listed.sex === 'X';
  if (same) return { field: 'sex', score: 1, detail: 'Same sex.' };
  return open
    ? { field: 'sex', score: 0.5, detail: 'Sex is not stated on one side.' }
    : { field: 'sex', score: 0, detail: 'The sex differs.' };
}

function documentScore(asked: Prepared, listed: Prepared): Explanation | null {
  if (asked.documents.length === 0 || listed.documents.length === 0) return null;
  const same = asked.documents.some((document) => listed.documents.includes(document));
  return {
    field: 'document',
    score: same ? 1 : 0,
    detail: same ? 'The same travel document.' : 'Another travel document.',
  };
}

function explain(query: Prepared, record: Prepared, name: NameScore | null): Explanation[] {
  const explanation: Explanation[] = [];
  if (name !== null) {
    explanation.push({ field: 'name', score: round(name.likeness), detail: nameDetail(name) });
  }
  const date = scoreDates(query.spans, record.spans);
  if (date !== null) {
    explanation.push({ field: 'dateOfBirth', score: round(date.agreement), detail: date.detail });
  }
  const sex = sexScore(query, record);
  if (sex !== null) explanation.push(sex);
  const nationality = nationalityScore(query, record);
  if (nationality !== null) explanation.push(nationality);
  const document = documentScore(query, record);
  if (document !== null) explanation.push(document);
  return explanation;
}

function shared(asked: readonly string[], listed: readonly string[]): boolean {
  for (const one of asked) for (const other of listed) if (one === other) return true;
  return false;
}

function evidenceOf(query: Prepared, record: Prepared): Evidence {
  const sexes = query.sex !== null && record.sex !== null;
  const open = query.sex === 'X' || record.sex === 'X';
  const nations = query.nationalities.length > 0 && record.nationalities.length > 0;
  const nationalityAgrees = nations && shared(query.nationalities, record.nationalities);
  return {
    date: dateAgreement(query.spans, record.spans) ?? UNDATED,
    sexAgrees: sexes && query.sex === record.sex,
    sexDiffers: sexes && query.sex !== record.sex && !open,
    nationalityAgrees,
    nationalityDiffers: nations && !nationalityAgrees,
    sameDocument: shared(query.documents, record.documents),
  };
}

function valueOf(name: NameScore | null, evidence: Evidence): number {
  const value = weigh(name?.likeness ?? 0, name?.ceiling ?? 0, evidence);
  if (!evidence.sameDocument) return round(value);
  const floor =
    name === null ? 1 : name.likeness >= NAME_MIN ? DOCUMENT_ALONE : DOCUMENT_OTHER_NAME;
  return round(Math.max(value, floor));
}

/** Scores are rounded to four decimals, and sums of fractions are not exact. */
const ROUNDED = 0.000_1;

/** Whether a person scores at least so much; most that are asked about do not. */
export function scoresAtLeast(query: Prepared, record: Prepared, lowest: number): boolean {
  const evidence = evidenceOf(query, record);
  if (!evidence.sameDocument) {
    const enough = likenessFor(lowest - ROUNDED, CEILING_TOP, evidence);
    if (enough > 1 || !mayBeLike(query, record, enough - ROUNDED)) return false;
  }
  return valueOf(scoreNames(query, record), evidence) >= lowest;
}

/** Deterministic, and the same for any order of dates, nationalities and documents. */
export function scorePerson(query: Prepared, record: Prepared): PersonScore {
  const name = scoreNames(query, record);
  return {
    score: valueOf(name, evidenceOf(query, record)),
    explanation: explain(query, record, name),
  };
}
