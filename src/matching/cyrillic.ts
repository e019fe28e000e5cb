/**
 * Cyrillic words in Latin letters, after ICAO Doc 9303 part 3, section 6 B, and national practice.
 * It must never see lower case: two published tables lose letters there.
 */

import anyAscii from 'any-ascii';

/** The international table: what a passport's zone holds unless a country's exception applies. */
const BASE: Readonly<Record<string, string>> = {
  А: 'A',
  Б: 'B',
  В: 'V',
  Г: 'G',
  Д: 'D',
  Е: 'E',
  Ё: 'E',
  Э: 'E',
  Ж: 'ZH',
  З: 'Z',
  И: 'I',
  Й: 'I',
  К: 'K',
  Л: 'L',
  М: 'M',
  Н: 'N',
  О: 'O',
  П: 'P',
  Р: 'R',
  С: 'S',
  Т: 'T',
  У: 'U',
  Ф: 'F',
  Х: 'KH',
  Ц: 'TS',
  Ч: 'CH',
  Ш: 'SH',
  Щ: 'SHCH',
  Ъ: 'IE',
  Ы: 'Y',
  Ь: '',
  Ю: 'IU',
  Я: 'IA',
  Є: 'IE',
  Ї: 'I',
  І: 'I',
  Ґ: 'G',
  Ў: 'U',
  Ђ: 'D',
  Ј: 'J',
  Љ: 'LJ',
  Њ: 'NJ',
  Ћ: 'C',
  Ќ: 'KJ',
  Џ: 'DZ',
  Ѕ: 'DZ',
  Ѓ: 'G',
  Ѐ: 'E',
  Ѝ: 'I',
  // Central Asian and Caucasian letters, by the usual spelling of their passports.
  Ә: 'A',
  Ғ: 'G',
  Қ: 'Q',
  Ң: 'N',
  Ө: 'O',
  Ұ: 'U',
  Ү: 'U',
  Һ: 'H',
  Ҳ: 'H',
  Ҷ: 'J',
  Ӣ: 'I',
  Ӯ: 'U',
  Ҡ: 'K',
  Ҙ: 'Z',
  Ҫ: 'S',
  Ӏ: '',
};

/**
 * Exceptions as one second reading: Ukrainian and Belarusian Г as H, Belarusian Ё as IO,
 * Macedonian and Serbian Х as H, Ћ and Ђ by sound, Џ as DJ, Bulgarian Щ as SHT.
 * И as Y and the YA/YU of national tables need none: they fold to the same sound.
 */
const SECOND: Readonly<Record<string, string>> = {
  Г: 'H',
  Ё: 'IO',
  Х: 'H',
  Ћ: 'CH',
  Ђ: 'DJ',
  Џ: 'DJ',
  Ѓ: 'GJ',
  Щ: 'SHT',
};

/** Letters of rare languages lose their mark; a Latin letter among them stays. */
function other(char: string): string {
  const bare = char.normalize('NFD').charAt(0);
  return (
    BASE[bare] ??
    anyAscii(char)
      .toUpperCase()
      .replace(/[^A-Z]/g, '')
  );
}

/** The word (upper case) in Latin letters, and its second reading where it has one. */
export function latinOfCyrillic(word: string): string[] {
  let first = '';
  let second = '';
  for (const char of word) {
    const latin = BASE[char] ?? other(char);
    first += latin;
    second += SECOND[char] ?? latin;
  }
  return first === second ? [first] : [first, second];
}
