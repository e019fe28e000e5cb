/**
 * Arabic-script words in Latin letters: the ordinary consonants, and the zone spelling of ICAO
 * Doc 9303 part 3, section 6 C. It must never use a Buckwalter table (taa marbuta is not P).
 */
import { joined } from './unwritten-vowels.js';

/** Letter, zone spelling, ordinary spelling. Ordinary W and Y are decided by their neighbours. */
const LETTERS =
  'ء:XE: آ:XAA:A أ:XAE:A ؤ:U:U إ:I:I ئ:XI:I ا:A:A ب:B:B ة:XTA:A ت:T:T ث:XTH:TH ج:J:J ح:XH:H خ:XKH:KH ' +
  'د:D:D ذ:XDH:DH ر:R:R ز:Z:Z س:S:S ش:XSH:SH ص:XSS:S ض:XDZ:D ط:XTT:T ظ:XZZ:Z ع:E:A غ:G:GH ف:F:F ق:Q:Q ' +
  'ك:K:K ل:L:L م:M:M ن:N:N ه:H:H و:W:W ى:XAY:A ي:Y:Y پ:P:P چ:XC:CH ژ:XJ:ZH گ:XGG:G ک:XKK:K ی:XYA:Y ' +
  'ٱ:XXA:A ٹ:XXT:T ډ:XDD:D ڈ:XXD:D ڑ:XXR:R ړ:XRR:R ښ:XSH:SH ټ:XTT:T ڼ:XNN:N ں:XXN:N ھ:XKH:H ہ:XXH:H ے:XYB:I ' +
  'ۀ:XXH:A ڤ:V:V ۇ:U:U ۆ:O:O ې:E:E ە:E:A ڭ:NG:NG ێ:E:E ڕ:R:R ڵ:L:L ځ:XXC:Z څ:XXC:TS';

const zone = new Map<string, string>();
const ordinary = new Map<string, string>();
for (const row of LETTERS.split(' ')) {
  const [letter, coded, plain] = row.split(':');
  if (letter === undefined) continue;
  zone.set(letter, coded ?? '');
  ordinary.set(letter, plain ?? '');
}

/** Persian, Urdu and Turkish read four letters otherwise: RAMADAN, RAMAZAN; UTHMAN, USMAN. */
const EASTERN: Readonly<Record<string, string>> = { ث: 'S', ذ: 'Z', ض: 'Z', ظ: 'Z' };

const SHADDA = '\u0651';
const TAA_MARBUTA = 'ة';
const ARTICLE = 'ال';
const ALLAH = 'الله';
const VOWELS = 'AEIOU';

/** The word as a machine readable zone has it: X-codes, shadda doubling the letter before it. */
function zoneOfArabic(word: string): string {
  let coded = '';
  let last = '';
  for (let i = 0; i < word.length; i++) {
    const char = word.charAt(i);
    if (char === SHADDA) {
      coded += last;
      continue;
    }
    const ends = i === word.length - 1 || (i === word.length - 2 && word.endsWith(SHADDA));
    last = char === TAA_MARBUTA && ends ? 'XAH' : (zone.get(char) ?? '');
    coded += last;
  }
  return coded;
}

/** W and Y between consonants are the long vowels; beside a vowel or in front they are consonants. */
function consonantal(word: string, eastern = false): string[] {
  const letters: string[] = [];
  for (const char of word) {
    const plain = (eastern ? EASTERN[char] : undefined) ?? ordinary.get(char);
    if (plain !== undefined && plain !== '') letters.push(plain);
  }
  return letters.map((letter, i) => {
    if (letter !== 'W' && letter !== 'Y') return letter;
    const next = letters[i + 1];
    const beside =
      i === 0 ||
      VOWELS.includes(letters[i - 1] ?? '') ||
      (next !== undefined && VOWELS.includes(next));
    return beside ? letter : letter === 'W' ? 'U' : 'I';
  });
}

/**
 * Ordinary consonants, those of the eastern languages where they differ, the zone; then those that hold another
 * sound where the unwritten vowels are spoken: zay and ha are ZH in AZHAR, and two letters in ZAHRANI.
 */
function readings(word: string): string[] {
  const bare = word.replaceAll(SHADDA, '');
  const spoken = [consonantal(bare), consonantal(bare, true)];
  const all = [
    ...spoken.map((letters) => joined(letters, false)),
    zoneOfArabic(word),
    ...spoken.map((letters) => joined(letters, true)),
  ];
  return [...new Set(all)];
}

/** An Arabic-script word as Latin words: the article apart from its noun, each with its readings. */
export function latinOfArabic(word: string): string[][] {
  const bare = word.replaceAll(SHADDA, '');
  if (bare === ALLAH) return [['ALLAH', zoneOfArabic(word)]];
  if (bare.startsWith(ARTICLE) && bare.length >= 5) {
    const noun = word
      .slice(word.startsWith('ا' + SHADDA) ? 3 : 2)
      .replace(SHADDA, (mark, at: number) => (at === 0 ? '' : mark));
    return [['AL'], readings(noun)];
  }
  return [readings(word)];
}

/** Zone codes by length, longest first; what a code of the zone stands for in ordinary spelling. */
const CODES: readonly (readonly [string, string])[] = [...zone]
  .filter(([, coded]) => coded.startsWith('X'))
  .map(([letter, coded]) => [coded, ordinary.get(letter) ?? ''] as const)
  .concat([['XAH', 'A']])
  .sort((left, right) => right[0].length - left[0].length);

/** Codes that no ordinary Latin name holds by chance (unlike `XI` or `XE` in ALEXIS, ALEXEI). */
const SURE = [
  'XH',
  'XKH',
  'XTH',
  'XSH',
  'XSS',
  'XDZ',
  'XTT',
  'XZZ',
  'XDH',
  'XAH',
  'XTA',
  'XKK',
  'XYA',
];

/** A Latin word that holds zone codes, in ordinary spelling; `null` where it holds none. */
export function ordinaryOfZone(word: string): string | null {
  if (!word.includes('X') || !SURE.some((code) => word.includes(code))) return null;
  let plain = '';
  for (let i = 0; i < word.length;) {
    const code =
      word.charAt(i) === 'X' ? CODES.find(([coded]) => word.startsWith(coded, i)) : undefined;
    plain += code === undefined ? word.charAt(i) : code[1];
    i += code === undefined ? 1 : code[0].length;
  }
  return plain;
}
