/**
 * Hebrew words in Latin letters: consonants, with vav and yod as vowel or consonant.
 * It must never pretend to know the unwritten vowels.
 */

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

/** The word with inner vav as a vowel, and with it as a consonant where that differs. */
export function latinOfHebrew(word: string): string[] {
  const letters = [...word].filter((char) => LETTERS[char] !== undefined);
  let vowel = '';
  let consonant = '';
  for (let i = 0; i < letters.length; i++) {
    const char = letters[i] ?? '';
    const inner = i > 0;
    // A final he is a vowel sign.
    const latin = char === 'ה' && inner && i === letters.length - 1 ? 'A' : (LETTERS[char] ?? '');
    consonant += char === 'י' && inner ? 'I' : latin;
    if (char === 'ו' && inner) vowel += 'O';
    else vowel += char === 'י' && inner ? 'I' : latin;
  }
  return vowel === consonant ? [vowel] : [vowel, consonant];
}
