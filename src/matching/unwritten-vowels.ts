/**
 * Consonants of a script that leaves its vowels out, put together as Latin.
 * It must never let two letters run into one sound where nobody knows whether a vowel stands between them.
 */
import { soundCodes } from './phonetic.js';
import { CLASS_OF, IS_VOWEL } from './sound-codes.js';

/** Of the unwritten vowels the commonest; comparisons of such words look at consonants alone. */
const VOWEL = 'A';

const isVowel = (code: number | undefined): boolean => code === undefined || IS_VOWEL[code] === 1;

/** Side by side they are read otherwise than apart: ZH, TS, KK. */
function runsTogether(left: string, right: string): boolean {
  const before = soundCodes(left);
  const after = soundCodes(right);
  const last = before.at(-1);
  const first = after[0];
  if (isVowel(last) || isVowel(first)) return false;
  const both = soundCodes(left + right);
  if (both.length !== before.length + after.length) return true;
  return CLASS_OF[last ?? 0] === CLASS_OF[first ?? 0];
}

/**
 * The letters as one word of `A-Z`. A letter that is written twice is two with a vowel between, for a doubled one
 * is written once; between others that would run together a vowel stands where they are to be read `apart`.
 */
export function joined(letters: readonly string[], apart: boolean): string {
  let word = '';
  letters.forEach((letter, i) => {
    const before = letters[i - 1];
    const parted =
      before !== undefined && (apart || before === letter) && runsTogether(before, letter);
    word += parted ? VOWEL + letter : letter;
  });
  return word;
}
