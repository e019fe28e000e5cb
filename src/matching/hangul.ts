/**
 * Hangul names in Latin letters: Revised Romanisation of the syllables, and what people print on
 * their cards instead. It must never read Chinese characters.
 */

const LEADS = 'G KK N D TT R M B PP S SS - J JJ CH K T P H'.split(' ');
const VOWELS = 'A AE YA YAE EO E YEO YE O WA WAE OE YO U WO WE WI YU EU UI I'.split(' ');
const TAILS = '- K K K N N N T L K M L L L P L M P P T T NG T T K T P T'.split(' ');
/** McCune-Reischauer and passports before 2000, as far as they differ. */
const OLD_LEADS: Readonly<Record<string, string>> = { G: 'K', D: 'T', B: 'P', J: 'CH' };
const OLD_VOWELS: Readonly<Record<string, string>> = { EO: 'O', YEO: 'YO', EU: 'U' };
/** What people choose for themselves: JUNG, SUNG, HYUN. */
const CHOSEN_VOWELS: Readonly<Record<string, string>> = { EO: 'U', YEO: 'YU', EU: 'U' };

const FIRST = 0xac00;
const LAST = 0xd7a3;

/** Common surnames as their bearers spell them, most usual first; the national form comes besides. */
const SURNAMES: Readonly<Record<string, string>> = {
  김: 'KIM',
  이: 'LEE YI RHEE RI',
  리: 'RI LEE',
  박: 'PARK PAK',
  최: 'CHOI CHOE',
  정: 'JUNG CHUNG CHONG',
  강: 'KANG',
  조: 'CHO',
  윤: 'YOON',
  장: 'JANG CHANG',
  임: 'LIM RIM',
  림: 'RIM LIM',
  오: 'OH',
  서: 'SEO SUH',
  신: 'SHIN',
  권: 'KWON',
  안: 'AHN',
  류: 'RYU YOO',
  유: 'YOO RYU',
  전: 'JEON CHUN JUN',
  고: 'KOH KO',
  손: 'SOHN',
  배: 'BAE PAE',
  백: 'BAEK PAIK PAEK',
  허: 'HEO HUH HO',
  노: 'NOH ROH',
  구: 'KOO GU',
  우: 'WOO',
  나: 'NA RA',
  주: 'JOO CHU',
  현: 'HYUN HYON',
  엄: 'UM EOM',
  남궁: 'NAMGUNG NAMKOONG',
  황보: 'HWANGBO',
  선우: 'SUNWOO',
};

type Swap = Readonly<Record<string, string>>;

function spell(text: string, leads: Swap, vowels: Swap): string {
  let latin = '';
  for (const char of text) {
    const index = (char.codePointAt(0) ?? 0) - FIRST;
    if (index < 0 || index > LAST - FIRST) continue;
    const lead = LEADS[Math.floor(index / 588)] ?? '';
    const vowel = VOWELS[Math.floor((index % 588) / 28)] ?? '';
    const tail = TAILS[index % 28] ?? '';
    latin += lead === '-' ? '' : (leads[lead] ?? lead);
    latin += vowels[vowel] ?? vowel;
    latin += tail === '-' ? '' : tail;
  }
  return latin.replaceAll('LR', 'LL');
}

/** One Hangul word: national romanisation, the older one, and the vowels people choose. */
export function latinOfHangul(text: string): string[] {
  return [
    ...new Set([
      spell(text, {}, {}),
      spell(text, {}, OLD_VOWELS),
      spell(text, {}, CHOSEN_VOWELS),
      spell(text, OLD_LEADS, OLD_VOWELS),
    ]),
  ];
}

/** A surname by its customary spellings; else as any word. */
export function latinOfHangulSurname(text: string): string[] {
  const customary = SURNAMES[text]?.split(' ') ?? [];
  return [...new Set([...customary, ...latinOfHangul(text)])];
}

/** How many syllables of an undivided name are the surname. */
export function hangulSurnameLength(text: string): number {
  return text.length > 2 && SURNAMES[text.slice(0, 2)] !== undefined ? 2 : 1;
}
