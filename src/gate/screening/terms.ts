/**
 * Finds the terms of all languages in a text, by whole words.
 * It must never look for part of a word, save for endings where a term says so.
 */
import { createHash } from 'node:crypto';
import { TERM_TOPICS, type TermList, type TermTopic } from './term-list.js';
import { ARABIC } from './terms/arabic.js';
import { CHINESE } from './terms/chinese.js';
import { ENGLISH } from './terms/english.js';
import { FRENCH } from './terms/french.js';
import { GERMAN } from './terms/german.js';
import { PERSIAN } from './terms/persian.js';
import { PORTUGUESE } from './terms/portuguese.js';
import { RUSSIAN } from './terms/russian.js';
import { SPANISH } from './terms/spanish.js';
import { TURKISH } from './terms/turkish.js';
import { UKRAINIAN } from './terms/ukrainian.js';
import { comparable, wordsOf, type Word } from './words.js';

export const TERM_LISTS: Readonly<Record<string, TermList>> = {
  arabic: ARABIC,
  chinese: CHINESE,
  english: ENGLISH,
  french: FRENCH,
  german: GERMAN,
  persian: PERSIAN,
  portuguese: PORTUGUESE,
  russian: RUSSIAN,
  spanish: SPANISH,
  turkish: TURKISH,
  ukrainian: UKRAINIAN,
};

/** Names the lists as they are: part of the policy's version. */
export const TERMS_DIGEST = createHash('sha256').update(JSON.stringify(TERM_LISTS)).digest('hex');

/** Letters that any ending of a word has to be preceded by; fewer would find other words. */
export const STEM_CHARACTERS_MIN = 4;

/** A term found, at its first place in the text. */
export interface TermHit {
  readonly topic: TermTopic;
  /** As the list has it. */
  readonly term: string;
  /** Places in the text, in UTF-16 units, the second exclusive. */
  readonly start: number;
  readonly end: number;
}

interface TermWord {
  readonly text: string;
  readonly anyEnding: boolean;
  /** Other words that may stand before it. */
  readonly gap: number;
}

interface Term {
  /** The same for all spellings of a term, and for the same term of two languages. */
  readonly key: string;
  readonly topic: TermTopic;
  readonly term: string;
  readonly first: TermWord;
  readonly others: readonly TermWord[];
}

const NONE: readonly Term[] = [];
const WORDS_BETWEEN_MAX = 2;
const JOINED = /\u200c/g;
const UMLAUT = /[äöü]/;

/** A term as written, and as it is written without its special signs. */
function spellingsOf(term: string): string[] {
  const spellings = [term];
  if (term.includes('\u200c')) spellings.push(term.replace(JOINED, ' '));
  if (UMLAUT.test(term)) {
    spellings.push(term.replaceAll('ä', 'ae').replaceAll('ö', 'oe').replaceAll('ü', 'ue'));
  }
  return spellings;
}

function termWordsOf(spelling: string): TermWord[] {
  return spelling.split(' ').flatMap((part) => {
    const words = wordsOf(part);
    return words.map(({ start, end }, at) => {
      const text = comparable(part.slice(start, end));
      const anyEnding = part.endsWith('*') && at === words.length - 1;
      // What is written without blanks (Han, words with a sign in them) has nothing else in between.
      const gap = at > 0 ? 0 : WORDS_BETWEEN_MAX;
      return { text, anyEnding, gap };
    });
  });
}

function file(index: Map<string, Term[]>, key: string, term: Term): void {
  const filed = index.get(key);
  if (filed === undefined) index.set(key, [term]);
  else filed.push(term);
}

/** By their first word, and by the letters its endings follow. */
const BY_WORD = new Map<string, Term[]>();
const BY_STEM = new Map<string, Term[]>();

for (const list of Object.values(TERM_LISTS)) {
  for (const topic of TERM_TOPICS) {
    for (const term of list[topic]) {
      for (const spelling of spellingsOf(term)) {
        const [first, ...others] = termWordsOf(spelling);
        if (first === undefined) continue;
        const filed = { key: `${topic} ${term}`, topic, term, first, others };
        if (first.anyEnding) file(BY_STEM, first.text.slice(0, STEM_CHARACTERS_MIN), filed);
        else file(BY_WORD, first.text, filed);
      }
    }
  }
}

const says = ({ forms }: Word, { text, anyEnding }: TermWord): boolean =>
  forms.some((form) => (anyEnding ? form.startsWith(text) : form === text));

/** Where the rest of a term ends, or `null`: each of its words as near to the one before as it stands. */
function endOf(words: readonly Word[], at: number, others: readonly TermWord[]): number | null {
  let last = at;
  for (const other of others) {
    const until = last + 1 + other.gap;
    let next = last + 1;
    for (;;) {
      const word = words[next];
      if (word === undefined || next > until) return null;
      if (says(word, other)) break;
      next += 1;
    }
    last = next;
  }
  return words[last]?.end ?? null;
}

/** Every term of the lists that a text holds, in the order of their places, each term once. */
export function termsIn(text: string): TermHit[] {
  const words = wordsOf(text);
  const hits = new Map<string, TermHit>();
  for (const [at, word] of words.entries()) {
    for (const form of word.forms) {
      for (const begun of [BY_WORD.get(form), BY_STEM.get(form.slice(0, STEM_CHARACTERS_MIN))]) {
        for (const term of begun ?? NONE) {
          if (hits.has(term.key) || !says(word, term.first)) continue;
          const end = endOf(words, at, term.others);
          if (end === null) continue;
          hits.set(term.key, { topic: term.topic, term: term.term, start: word.start, end });
        }
      }
    }
  }
  return [...hits.values()];
}
