/**
 * Characters that are written for others because they look alike: letters of a neighbouring script,
 * digits for letters. It must never change a word that is of one script and without digits.
 */
import { CYRILLIC, DIGIT, GREEK, LATIN, kindOf } from './scripts.js';

/** Upper-case and lower-case shapes; in the order Cyrillic, Latin. */
const CYRILLIC_LATIN =
  'АA ВB ЕE ЅS ІI ЈJ КK МM НH ОO РP СC ТT УY ХX ӀI ԚQ ԜW ԌG аa еe ѕs іi јj оo рp сc уy хx ԁd ԛq ԝw һh ӏl вb нh кk мm тt гr пn ғf';
const GREEK_LATIN =
  'ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX οo νv ρp αa ιi κk υu τt ηn ωw χx γy βb';

const toLatin = new Map<string, string>();
const toCyrillic = new Map<string, string>();
const toGreek = new Map<string, string>();

function fill(pairs: string, there: Map<string, string>, back: Map<string, string>): void {
  for (const pair of pairs.split(' ')) {
    const [foreign, latin] = pair;
    if (foreign === undefined || latin === undefined) continue;
    there.set(foreign, latin);
    if (!back.has(latin)) back.set(latin, foreign);
  }
}

fill(CYRILLIC_LATIN, toLatin, toCyrillic);
fill(GREEK_LATIN, toLatin, toGreek);

/** Digits and signs in the place of letters, as seen in names written so as to slip past a check. */
const DIGIT_LETTER: Readonly<Record<string, string>> = {
  '0': 'O',
  '1': 'I',
  '2': 'Z',
  '3': 'E',
  '4': 'A',
  '5': 'S',
  '6': 'G',
  '7': 'T',
  '8': 'B',
  '9': 'G',
  '@': 'A',
  $: 'S',
};

/**
 * A word of one script, where the majority of its letters decides; Latin on a draw.
 * Digits between letters become the letters they look like; a word of digits alone stays.
 */
export function unmask(word: string): string {
  let latin = 0;
  let cyrillic = 0;
  let greek = 0;
  let digits = 0;
  let others = 0;
  for (const char of word) {
    const kind = kindOf(char.codePointAt(0) ?? 0);
    if (kind === LATIN) latin += 1;
    else if (kind === CYRILLIC) cyrillic += 1;
    else if (kind === GREEK) greek += 1;
    else if (kind === DIGIT) digits += 1;
    else others += 1;
  }
  const scripts = Number(latin > 0) + Number(cyrillic > 0) + Number(greek > 0);
  const table =
    latin >= cyrillic && latin >= greek ? toLatin : cyrillic >= greek ? toCyrillic : toGreek;
  const fold = scripts > 1 && others === 0;
  if (!fold && (digits === 0 || latin === 0)) return word;
  let plain = '';
  for (const char of word) {
    const letter = latin > 0 ? DIGIT_LETTER[char] : undefined;
    plain += letter ?? (fold ? (table.get(char) ?? char) : char);
  }
  return plain;
}
