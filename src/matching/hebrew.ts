/**
 * Hebrew words in Latin letters: consonants, with vav and yod as vowel or consonant.
 * It must never pretend to know the unwritten vowels.
 */
import { joined } from './unwritten-vowels.js';

const LETTERS: Readonly<Record<string, string>> = {
  א: 'A',
  ב: 'B',
  ג: 'G',
  ד: 'D',
  ה: 'H',
  ו: 'V',
  ז: 'Z',
  ח: 'KH',
  ט: 'T',
  י: 'Y',
  כ: 'K',
  ך: 'KH',
  ל: 'L',
  מ: 'M',
  ם: 'M',
  נ: 'N',
  ן: 'N',
  ס: 'S',
  ע: 'A',
  פ: 'P',
  ף: 'F',
  צ: 'TS',
  ץ: 'TS',
  ק: 'K',
  ר: 'R',
  ש: 'SH',
  ת: 'T',
  װ: 'V',
  ױ: 'OY',
  ײ: 'EY',
};

/** As they are mostly spoken: chet as H (MIZRAHI), and bet, kaf and pe inside a word as V, KH and F (AVRAHAM). */
const SPOKEN: Readonly<Record<string, string>> = { ח: 'H' };
const SPOKEN_INSIDE: Readonly<Record<string, string>> = { ב: 'V', כ: 'KH', פ: 'F' };

interface Manner {
  /** Vav inside a word as a vowel; else as a consonant. */
  readonly vavIsVowel: boolean;
  readonly spoken: boolean;
}

function latinLetters(word: readonly string[], { vavIsVowel, spoken }: Manner): string[] {
  return word.map((char, i) => {
    const plain = LETTERS[char] ?? '';
    if (i === 0) return spoken ? (SPOKEN[char] ?? plain) : plain;
    // A final he is a vowel sign.
    if (char === 'ה' && i === word.length - 1) return 'A';
    if (char === 'י') return 'I';
    if (char === 'ו' && vavIsVowel) return 'O';
    return spoken ? (SPOKEN_INSIDE[char] ?? SPOKEN[char] ?? plain) : plain;
  });
}

/** The word letter by letter and as it is mostly spoken, with inner vav as a vowel and as a consonant. */
export function latinOfHebrew(word: string): string[] {
  const letters = [...word].filter((char) => LETTERS[char] !== undefined);
  const read = (vavIsVowel: boolean, spoken: boolean): string[] =>
    latinLetters(letters, { vavIsVowel, spoken });
  const all = [
    joined(read(true, false), false),
    joined(read(false, false), false),
    joined(read(true, true), false),
    joined(read(false, true), false),
    joined(read(true, true), true),
  ];
  return [...new Set(all)];
}
