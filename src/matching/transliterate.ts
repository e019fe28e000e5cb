/**
 * One written word to its Latin words (`A-Z0-9`), each with its readings, most official first.
 * It must never return a character outside `A-Z0-9`, and never throw.
 */
import anyAscii from 'any-ascii';
import { latinOfArabic } from './arabic.js';
import { latinOfCyrillic } from './cyrillic.js';
import { latinOfGreek } from './greek.js';
import { latinOfHebrew } from './hebrew.js';
import { hangulSurnameLength, latinOfHangul, latinOfHangulSurname } from './hangul.js';
import { hanSurnameLength, japanesePart, japaneseReading, pinyin, pinyinSurname } from './han.js';
import { latinSound, latinSpelling } from './latin-letters.js';
import { ARABIC, CYRILLIC, GREEK, HAN, HANGUL, HEBREW, LATIN } from './scripts.js';

/** A Latin word and its other readings. */
export interface Spelling {
  readonly readings: readonly string[];
  /** Its script leaves out vowels: only consonants can be compared. */
  readonly unvowelled: boolean;
  /** Its script writes no L apart from R, or the reading is by syllables of another language. */
  readonly syllabic: boolean;
  /** 1 family, 2 given, 0 not known from the word alone. */
  readonly role: 0 | 1 | 2;
}

/** Where in a name a word stands: the whole of an undivided name, or a word of a part. */
export type Place = 'alone' | 'family' | 'given' | 'among';

function spelling(readings: readonly string[], role: 0 | 1 | 2 = 0): Spelling {
  return { readings, unvowelled: false, syllabic: false, role };
}

function latin(word: string): Spelling {
  let spelled = '';
  let sounded = '';
  for (const char of word) {
    if (char < '\u0080') {
      spelled += char;
      sounded += char;
      continue;
    }
    const letter = latinSpelling(char);
    spelled += letter;
    sounded += latinSound(char) ?? letter;
  }
  return spelling(spelled === sounded ? [spelled] : [spelled, sounded]);
}

function han(word: string, place: Place): Spelling[] {
  const characters = [...word];
  const family = place === 'family';
  if (place !== 'alone' || characters.length < 2 || characters.length > 5) {
    const read = place === 'given' || family ? japanesePart(word, family) : null;
    const own = family ? pinyinSurname(word) : pinyin(word);
    const readings = read === null ? [own] : [own, read];
    return [{ ...spelling(readings), syllabic: true }];
  }
  const length = hanSurnameLength(word);
  const names: Spelling[] = [
    spelling([pinyinSurname(characters.slice(0, length).join(''))], 1),
    spelling([pinyin(characters.slice(length).join(''))], 2),
  ];
  const japanese = japaneseReading(word);
  if (japanese === null) return names;
  return [
    spelling([names[0]?.readings[0] ?? '', japanese.family], 1),
    spelling([names[1]?.readings[0] ?? '', japanese.given], 2),
  ];
}

function hangul(word: string, place: Place): Spelling[] {
  if (place === 'family') return [spelling(latinOfHangulSurname(word))];
  const surname = hangulSurnameLength(word);
  if (place !== 'alone' || word.length < 2 || word.length > 4)
    return [spelling(latinOfHangul(word))];
  return [
    spelling(latinOfHangulSurname(word.slice(0, surname)), 1),
    spelling(latinOfHangul(word.slice(surname)), 2),
  ];
}

/** Scripts below this code point of their first letter that the library spells without vowels. */
const UNVOWELLED_BLOCKS: readonly (readonly [number, number])[] = [
  [0x0700, 0x07bf],
  [0x0e00, 0x0eff],
  [0x1000, 0x109f],
  [0x1780, 0x17ff],
];

function library(word: string): Spelling {
  const code = word.codePointAt(0) ?? 0;
  const spelled = anyAscii(word)
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '');
  const unvowelled = UNVOWELLED_BLOCKS.some(([from, to]) => code >= from && code <= to);
  return { readings: [spelled], unvowelled, syllabic: code >= 0x3040 && code < 0x3100, role: 0 };
}

/** `word` is NFKC, without marks and signs, of one script as `kindOf` names it. */
export function transliterate(word: string, script: number, place: Place): Spelling[] {
  switch (script) {
    case LATIN:
      return [latin(word.toUpperCase())];
    case CYRILLIC:
      return [spelling(latinOfCyrillic(word.toUpperCase()))];
    case GREEK:
      return [spelling(latinOfGreek(word.toUpperCase()))];
    case ARABIC:
      return latinOfArabic(word).map((readings) => ({
        ...spelling(readings),
        unvowelled: readings.length > 1,
      }));
    case HEBREW:
      return [{ ...spelling(latinOfHebrew(word)), unvowelled: true }];
    case HAN:
      return han(word, place);
    case HANGUL:
      return hangul(word, place);
    default:
      return [library(word)];
  }
}
