/**
 * Likeness of two words of names, over their readings, with initials, articles and equal names.
 * It must never look at their neighbours.
 */
import { oneSlip, wordsAlike } from './distance.js';
import type { Word } from './word.js';
import type { NameToken } from './name-token.js';

/** A.: fits one in about twelve names. */
export const INITIAL_LIKENESS = 0.68;
/** The same name in another language, and a short form. */
export const SAME_NAME = 0.9;
const SHORT_FORM = 0.8;
/** Two spellings of the article. */
const ARTICLE_LIKENESS = 0.95;

const SERVANT_SLIP = 0.85;

function formsAlike(a: Word, b: Word): number {
  for (const left of a.forms) {
    for (const right of b.forms) {
      if (left.group !== right.group) continue;
      return left.short && right.short ? 0 : left.short || right.short ? SHORT_FORM : SAME_NAME;
    }
  }
  return 0;
}

function wordPair(a: Word, b: Word, unvowelled: boolean, syllabic: boolean): number {
  if (a === b) return 1;
  if (a.kind === 'initial' || b.kind === 'initial') {
    if (a.text.charCodeAt(0) === b.text.charCodeAt(0)) return INITIAL_LIKENESS;
    return a.codes[0] === b.codes[0] ? INITIAL_LIKENESS : 0;
  }
  const alike = wordsAlike(a, b, unvowelled, syllabic);
  if (a.forms.length === 0 || b.forms.length === 0 || alike >= SAME_NAME) return alike;
  const form = formsAlike(a, b);
  return form > alike ? form : alike;
}

/** 0, or how alike two words of names are, up to 1. */
export function tokensAlike(a: NameToken, b: NameToken): number {
  const left = a.word;
  const right = b.word;
  if (a.plain && b.plain) return wordPair(left, right, false, false);
  if ((left.kind === 'servant') !== (right.kind === 'servant')) {
    // ABDULLAH is no ABDUL, but ABUDL is.
    return oneSlip(left.text, right.text) ? SERVANT_SLIP : 0;
  }
  if (a.significant !== b.significant && left.kind !== 'initial' && right.kind !== 'initial') {
    return left.text === right.text ? 1 : 0;
  }
  if (!a.significant && left.kind === 'article' && right.kind === 'article') {
    return left === right ? 1 : ARTICLE_LIKENESS;
  }
  const unvowelled = a.unvowelled || b.unvowelled;
  const syllabic = a.syllabic || b.syllabic;
  let best = wordPair(left, right, unvowelled, syllabic);
  if (best === 1 || (a.words.length === 1 && b.words.length === 1)) return best;
  for (const asked of a.words) {
    for (const listed of b.words) {
      const alike = wordPair(asked, listed, unvowelled, syllabic);
      if (alike > best) best = alike;
    }
  }
  return best;
}
