/**
 * The score of a recorded person for a person asked: names first, then what confirms or contradicts
 * them, each explained. It must never exclude on a contradiction, only lower the score.
 */
import { scoreDates } from './date-score.js';
import { scoreNames, type NameScore } from './name-score.js';
import type { Prepared } from './prepare.js';

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

/** Agreement of dates above which they confirm, and below which they contradict. */
const DATE_CONFIRMS = 0.6;
/** What is lost where the dates have nothing in common: namesakes are many, wrong decades few. */
const DATE_CONFLICT = 0.34;
const SEX_CONFLICT = 0.12;
/** Second nationalities are common and lists often name a place of birth instead. */
const NATIONALITY_CONFLICT = 0.06;

/** Part of the way from a name's ceiling to certainty that each agreement goes. */
const DATE_CONFIRMATION = 0.85;
const NATIONALITY_CONFIRMATION = 0.15;
const SEX_CONFIRMATION = 0.05;
/** A good name with a wrong letter gains this part of what it lacks by a confirmed date. */
const SLIP_FORGIVEN = 0.35;
/** Below it no date makes a person of a name: thousands are born on every day. */
const NAME_MIN = 0.6;

/** The same document with another name: a forged or borrowed one, or a slip in either name. */
const DOCUMENT_ALONE = 0.9;
const DOCUMENT_OTHER_NAME = 0.85;

const DETAIL_LETTERS_MAX = 80;

const round = (score: number): number =>
  Math.round(Math.min(1, Math.max(0, score)) * 10_000) / 10_000;

function nameDetail(found: NameScore): string {
  const { text } = found.listed;
  const short = text.length > DETAIL_LETTERS_MAX ? `${text.slice(0, DETAIL_LETTERS_MAX)}...` : text;
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

function baseOfName(name: NameScore, confirmation: number, dateAgrees: number): number {
  const ceiling = name.ceiling + (1 - name.ceiling) * Math.min(1, confirmation);
  const base = name.likeness * ceiling;
  if (name.likeness < NAME_MIN) return base;
  return base + (ceiling - base) * SLIP_FORGIVEN * dateAgrees;
}

/** Deterministic, and the same for any order of dates, nationalities and documents. */
export function scorePerson(query: Prepared, record: Prepared): PersonScore {
  const explanation: Explanation[] = [];
  const name = scoreNames(query, record);
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

  const agrees =
    date === null ? 0 : Math.max(0, (date.agreement - DATE_CONFIRMS) / (1 - DATE_CONFIRMS));
  const conflicts = date === null ? 0 : Math.max(0, 1 - date.agreement / DATE_CONFIRMS);
  const sameDocument = document !== null && document.score === 1;
  const confirmation =
    DATE_CONFIRMATION * agrees +
    (nationality?.score === 1 ? NATIONALITY_CONFIRMATION : 0) +
    (sex?.score === 1 ? SEX_CONFIRMATION : 0) +
    (sameDocument ? 1 : 0);
  let score = name === null ? 0 : baseOfName(name, confirmation, agrees);
  score -= DATE_CONFLICT * conflicts;
  if (sex?.score === 0) score -= SEX_CONFLICT;
  if (nationality?.score === 0) score -= NATIONALITY_CONFLICT;
  if (sameDocument) {
    const floor =
      name === null ? 1 : name.likeness >= NAME_MIN ? DOCUMENT_ALONE : DOCUMENT_OTHER_NAME;
    score = Math.max(score, floor);
  }
  return { score: round(score), explanation };
}
