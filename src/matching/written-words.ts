/**
 * Cuts a written name into words of one script each, without marks, signs and invisible characters.
 * It must never interpret a word, and must stay linear in the text.
 */
import { unmask } from './confusables.js';
import { CYRILLIC, DIGIT, GREEK, LATIN, NOTHING, SEPARATOR, kindOf } from './scripts.js';

export interface WrittenWord {
  readonly text: string;
  /** One of the script constants. */
  readonly script: number;
}

const ASCII_NAME = /^[A-Za-z '\-.,]*$/;
const ASCII_SEPARATORS = /[ \-.,]+/;

function plainWords(text: string): WrittenWord[] {
  const found: WrittenWord[] = [];
  const upper = (text.includes("'") ? text.replaceAll("'", '') : text).toUpperCase();
  for (const word of upper.split(ASCII_SEPARATORS)) {
    if (word !== '') found.push({ text: word, script: LATIN });
  }
  return found;
}

const isAlphabetic = (kind: number): boolean =>
  kind === LATIN || kind === CYRILLIC || kind === GREEK;

function scriptOf(word: string): number {
  for (const char of word) {
    const kind = kindOf(char.codePointAt(0) ?? 0);
    if (kind !== DIGIT) return kind;
  }
  return DIGIT;
}

function close(word: string, found: WrittenWord[]): void {
  if (word === '') return;
  const plain = unmask(word);
  found.push({ text: plain, script: scriptOf(plain) });
}

/** The words of a text in their order. */
export function writtenWords(text: string): WrittenWord[] {
  if (ASCII_NAME.test(text)) return plainWords(text);
  const found: WrittenWord[] = [];
  let word = '';
  let script = DIGIT;
  for (const char of text.normalize('NFKC')) {
    const kind = kindOf(char.codePointAt(0) ?? 0);
    if (kind === NOTHING) continue;
    if (kind === SEPARATOR) {
      close(word, found);
      word = '';
      script = DIGIT;
      continue;
    }
    const foreign = kind !== script && kind !== DIGIT && script !== DIGIT;
    if (foreign && !(isAlphabetic(kind) && isAlphabetic(script))) {
      close(word, found);
      word = '';
    }
    word += char;
    if (kind !== DIGIT) script = kind;
  }
  close(word, found);
  return found;
}
