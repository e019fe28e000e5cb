/**
 * Latin letters beyond A-Z: first the spelling of ICAO Doc 9303 part 3, then the sound.
 * It must never be asked about other scripts.
 */
import anyAscii from 'any-ascii';

/** Doc 9303 part 3, section 6: first choice; every other letter loses its mark. */
const SPELLED: Readonly<Record<string, string>> = {
  Ä: 'AE',
  Å: 'AA',
  Æ: 'AE',
  Ö: 'OE',
  Ø: 'OE',
  Œ: 'OE',
  Ü: 'UE',
  Ű: 'U',
  Ő: 'O',
  ß: 'SS',
  ẞ: 'SS',
  Þ: 'TH',
  Ð: 'D',
  Đ: 'D',
  Ĳ: 'IJ',
  Ŋ: 'N',
  Ł: 'L',
  Ə: 'A',
  Ħ: 'H',
  Ŧ: 'T',
};

/** What the letter sounds like where its owner's language writes one letter for two of English. */
const SOUNDED: Readonly<Record<string, string>> = {
  Č: 'CH',
  Ć: 'CH',
  Ç: 'CH',
  Ċ: 'CH',
  Š: 'SH',
  Ş: 'SH',
  Ș: 'SH',
  Ś: 'SH',
  Ž: 'ZH',
  Ż: 'ZH',
  Ź: 'ZH',
  Ţ: 'TS',
  Ț: 'TS',
  Đ: 'DJ',
  Ñ: 'NY',
  Ņ: 'NY',
  Ļ: 'LY',
  Ķ: 'KY',
  Ģ: 'GY',
  Ř: 'RZH',
};

const spelledCache = new Map<string, string>();

/** One upper-case letter that is not A-Z, as Doc 9303 writes it: `A-Z`, or empty for what has none. */
export function latinSpelling(char: string): string {
  const known = spelledCache.get(char);
  if (known !== undefined) return known;
  let spelled = SPELLED[char];
  if (spelled === undefined) {
    const base = char.normalize('NFD').charAt(0);
    spelled = base >= 'A' && base <= 'Z' ? base : anyAscii(char).toUpperCase();
    spelled = spelled.replace(/[^A-Z0-9]/g, '');
  }
  // Bounded by the letters of Unicode's Latin blocks: others are not asked.
  spelledCache.set(char, spelled);
  return spelled;
}

/** The same letter by its sound, or `null` where spelling and sound are one. */
export function latinSound(char: string): string | null {
  return SOUNDED[char] ?? null;
}
