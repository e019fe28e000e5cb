/**
 * A text in words that can be compared: case, diacritics and hidden characters gone, places kept.
 * It must never join what the text keeps apart, save for characters that cannot be seen.
 */

export interface Word {
  /** The word as it is compared, and without what its script writes onto it: articles, "and", "by". */
  readonly forms: readonly string[];
  /** Places in the text, in UTF-16 units, the second exclusive. */
  readonly start: number;
  readonly end: number;
}

/** Format characters cannot be seen, so they part nothing. */
const WORD = /[\p{L}\p{M}\p{N}\p{Cf}]+/gu;
/** Han is written without blanks between words, so that it goes by the character. */
const HAN_OR_WORD = /\p{Script=Han}\p{M}*|(?:(?!\p{Script=Han}).)+/gsu;
const HAN = /\p{Script=Han}/u;
const NOT_COMPARED = /[^\p{L}\p{N}]/gu;

/** Letters that no decomposition takes apart, and Arabic ones that are written in several ways. */
const LETTERS: ReadonlyMap<string, string> = new Map([
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ø', 'o'],
  ['đ', 'd'],
  ['ð', 'd'],
  ['ł', 'l'],
  ['þ', 'th'],
  ['ı', 'i'],
  ['ґ', 'г'],
  ['ى', 'ي'],
  ['ی', 'ي'],
  ['ک', 'ك'],
  ['ة', 'ه'],
  ['ە', 'ه'],
  ['ھ', 'ه'],
  ['ٱ', 'ا'],
]);
const LETTER = new RegExp(`[${[...LETTERS.keys()].join('')}]`, 'gu');

/** Article and particles that Arabic writes onto a word, the longest first. */
const ARABIC_PREFIXES = ['وال', 'فال', 'بال', 'كال', 'ولل', 'ال', 'لل', 'و', 'ف', 'ب', 'ك', 'ل'];
/** What is shorter is a word of its own. */
const ARABIC_REST_MIN = 3;
const ARABIC = /^\p{Script=Arabic}/u;

/** Digits, small Latin letters and common Han characters: nothing about them changes. */
function isPlain(word: string): boolean {
  for (let at = 0; at < word.length; at += 1) {
    const code = word.charCodeAt(at);
    const plain =
      (code >= 0x61 && code <= 0x7a) ||
      (code >= 0x30 && code <= 0x39) ||
      (code >= 0x4e00 && code <= 0x9fff);
    if (!plain) return false;
  }
  return true;
}

/** One written word as it is compared; empty where it shows nothing. */
export function comparable(word: string): string {
  if (isPlain(word)) return word;
  return word
    .normalize('NFKD')
    .replace(NOT_COMPARED, '')
    .toLowerCase()
    .replace(LETTER, (letter) => LETTERS.get(letter) ?? letter);
}

function formsOf(compared: string): string[] {
  if (!ARABIC.test(compared)) return [compared];
  const bare = ARABIC_PREFIXES.filter(
    (prefix) => compared.startsWith(prefix) && compared.length - prefix.length >= ARABIC_REST_MIN,
  ).map((prefix) => compared.slice(prefix.length));
  return [compared, ...bare];
}

function addWord(written: string, start: number, words: Word[]): void {
  const compared = comparable(written);
  if (compared === '') return;
  words.push({ forms: formsOf(compared), start, end: start + written.length });
}

/** The words of a text, in its order. Linear in its length. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const { 0: written, index } of text.matchAll(WORD)) {
    if (!HAN.test(written)) addWord(written, index, words);
    else {
      for (const { 0: part, index: within } of written.matchAll(HAN_OR_WORD)) {
        addWord(part, index + within, words);
      }
    }
  }
  return words;
}

/** How much of a text is shown on either side of what was found. */
const AROUND_CHARACTERS = 60;
/** How much of it itself is shown. */
const SHOWN_CHARACTERS = 200;

const isLowSurrogate = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff;

/** What stands at a place of a text, with what stands around it; `…` where more was left out. */
export function contextOf(text: string, start: number, end: number): string {
  let from = Math.max(0, start - AROUND_CHARACTERS);
  let to = Math.min(text.length, Math.min(end, start + SHOWN_CHARACTERS) + AROUND_CHARACTERS);
  // Half a character would be shown as a sign of damage.
  if (from > 0 && isLowSurrogate(text.charCodeAt(from))) from -= 1;
  if (to < text.length && isLowSurrogate(text.charCodeAt(to))) to += 1;
  return `${from > 0 ? '…' : ''}${text.slice(from, to)}${to < text.length ? '…' : ''}`;
}

/** A text cut to what a finding may show. */
export function excerpt(text: string): string {
  return text.length <= SHOWN_CHARACTERS ? text : contextOf(text, 0, SHOWN_CHARACTERS);
}
