/**
 * Which script a character belongs to, as far as the tables of this folder care.
 * It must never guess a language.
 */

export const LATIN = 1;
export const CYRILLIC = 2;
export const GREEK = 3;
export const ARABIC = 4;
export const HEBREW = 5;
export const HAN = 6;
export const HANGUL = 7;
const KANA = 8;
/** Scripts that the library spells: Devanagari, Thai, Georgian, Armenian and all others. */
const OTHER_LETTER = 9;
export const DIGIT = 10;
/** Dropped without a trace: marks, zero-width and direction characters, apostrophes. */
export const NOTHING = 11;
export const SEPARATOR = 12;

type Row = readonly [number, number, number];

/** Sorted and without overlap; what lies between is decided below. */
const RANGES: readonly Row[] = [
  [0x00c0, 0x024f, LATIN],
  [0x0250, 0x02af, LATIN],
  [0x02b0, 0x02ff, NOTHING],
  [0x0300, 0x036f, NOTHING],
  [0x0370, 0x03ff, GREEK],
  [0x0400, 0x0482, CYRILLIC],
  [0x0483, 0x0489, NOTHING],
  [0x048a, 0x052f, CYRILLIC],
  [0x0591, 0x05bd, NOTHING],
  [0x05bf, 0x05bf, NOTHING],
  [0x05c1, 0x05c7, NOTHING],
  [0x05d0, 0x05f2, HEBREW],
  [0x05f3, 0x05f4, NOTHING],
  [0x0610, 0x061c, NOTHING],
  [0x0620, 0x063f, ARABIC],
  [0x0640, 0x0640, NOTHING],
  [0x0641, 0x064a, ARABIC],
  // Shadda stays with its word: the spelling of Doc 9303 doubles the letter before it.
  [0x064b, 0x0650, NOTHING],
  [0x0651, 0x0651, ARABIC],
  [0x0652, 0x065f, NOTHING],
  [0x0660, 0x0669, DIGIT],
  [0x0670, 0x0670, NOTHING],
  [0x0671, 0x06d3, ARABIC],
  [0x06d6, 0x06ed, NOTHING],
  [0x06ee, 0x06ef, ARABIC],
  [0x06f0, 0x06f9, DIGIT],
  [0x06fa, 0x06fc, ARABIC],
  [0x0750, 0x077f, ARABIC],
  [0x1100, 0x11ff, HANGUL],
  [0x1ab0, 0x1aff, NOTHING],
  [0x1c80, 0x1c8f, CYRILLIC],
  [0x1d00, 0x1d7f, LATIN],
  [0x1dc0, 0x1dff, NOTHING],
  [0x1e00, 0x1eff, LATIN],
  [0x1f00, 0x1fff, GREEK],
  [0x20d0, 0x20ff, NOTHING],
  [0x2c60, 0x2c7f, LATIN],
  [0x2de0, 0x2dff, CYRILLIC],
  [0x3005, 0x3007, HAN],
  [0x3041, 0x3096, KANA],
  [0x3099, 0x309c, NOTHING],
  [0x30a1, 0x30fa, KANA],
  [0x30fc, 0x30fe, KANA],
  [0x3400, 0x4dbf, HAN],
  [0x4e00, 0x9fff, HAN],
  [0xa640, 0xa69f, CYRILLIC],
  [0xa720, 0xa7ff, LATIN],
  [0xac00, 0xd7a3, HANGUL],
  [0xf900, 0xfaff, HAN],
  [0xfe00, 0xfe0f, NOTHING],
  [0xfe20, 0xfe2f, NOTHING],
  [0x20000, 0x323af, HAN],
  [0xe0000, 0xe01ef, NOTHING],
];

const ASCII = new Uint8Array(128).fill(SEPARATOR);
for (let code = 48; code < 58; code++) ASCII[code] = DIGIT;
for (let code = 65; code < 91; code++) ASCII[code] = LATIN;
for (let code = 97; code < 123; code++) ASCII[code] = LATIN;
for (const apostrophe of ["'", '`', '^', '"']) ASCII[apostrophe.charCodeAt(0)] = NOTHING;
// Letters in disguise; what they stand for is in confusables.ts.
for (const disguise of ['@', '$']) ASCII[disguise.charCodeAt(0)] = DIGIT;

/** Quotation marks and apostrophes outside ASCII: dropped as the apostrophe is. */
const APOSTROPHES = new Set([
  0x00b4, 0x00a8, 0x2018, 0x2019, 0x201a, 0x201b, 0x201c, 0x201d, 0x2032,
]);

const LETTER = /\p{L}|\p{M}|\p{N}/u;
const INVISIBLE = /\p{Cf}|\p{Cc}/u;

function beyondRanges(code: number): number {
  if (APOSTROPHES.has(code)) return NOTHING;
  const char = String.fromCodePoint(code);
  if (INVISIBLE.test(char)) return code < 0xa0 ? SEPARATOR : NOTHING;
  return LETTER.test(char) ? OTHER_LETTER : SEPARATOR;
}

/** The kind of a code point: one of the constants above. */
export function kindOf(code: number): number {
  if (code < 128) return ASCII[code] ?? SEPARATOR;
  let low = 0;
  let high = RANGES.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const row = RANGES[middle];
    if (row === undefined) break;
    if (code < row[0]) high = middle - 1;
    else if (code > row[1]) low = middle + 1;
    else return row[2];
  }
  return beyondRanges(code);
}
