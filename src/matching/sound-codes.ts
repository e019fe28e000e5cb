/**
 * The alphabet in which names are compared: one small number for each sound-like letter group, and
 * what it costs to take one for another. It must never depend on a language or a country.
 */

/** A-Z keep the places 1 to 26; the groups that Latin spells with two letters follow. */
export const CODE_SH = 27;
export const CODE_CH = 28;
export const CODE_KH = 29;
/** The G that ends a nasal: JINPING, JINPIN. */
export const CODE_NG = 30;
/** Digits are 31 to 40. */
export const CODE_DIGIT = 31;
export const CODES = 41;

export const letter = (char: string): number => char.charCodeAt(0) - 64;

const A = letter('A');
const E = letter('E');
const I = letter('I');
const O = letter('O');
const U = letter('U');
const H = letter('H');
const J = letter('J');

/** Cost of one for the other where it is less than a whole edit; 1 is a wrong letter. */
const NEAR: readonly (readonly [string | number, string | number, number])[] = [
  // Vowels: unwritten, unstressed or spelled by ear in most transliterations.
  ['A', 'E', 0.45],
  ['A', 'O', 0.55],
  ['A', 'I', 0.75],
  ['A', 'U', 0.75],
  ['E', 'I', 0.25],
  ['E', 'O', 0.7],
  ['E', 'U', 0.7],
  ['I', 'O', 0.9],
  ['I', 'U', 0.75],
  ['O', 'U', 0.25],
  // Semivowels.
  ['I', 'J', 0.35],
  ['E', 'J', 0.5],
  ['U', 'V', 0.4],
  ['O', 'V', 0.6],
  // Voiced for unvoiced, and the same sound by another letter.
  ['F', 'V', 0.3],
  ['B', 'P', 0.45],
  ['B', 'V', 0.5],
  ['D', 'T', 0.5],
  ['D', 'Z', 0.5],
  ['S', 'Z', 0.25],
  ['S', CODE_SH, 0.3],
  ['Z', CODE_SH, 0.5],
  ['S', CODE_CH, 0.55],
  ['K', CODE_CH, 0.4],
  [CODE_SH, CODE_CH, 0.35],
  ['J', CODE_CH, 0.45],
  ['T', CODE_CH, 0.6],
  ['G', 'J', 0.35],
  ['G', 'K', 0.4],
  ['J', 'Z', 0.4],
  ['J', 'S', 0.6],
  ['J', CODE_SH, 0.45],
  ['J', 'H', 0.6],
  ['K', CODE_KH, 0.3],
  ['H', CODE_KH, 0.25],
  [CODE_CH, CODE_KH, 0.4],
  ['G', CODE_KH, 0.6],
  ['G', 'H', 0.55],
  ['K', 'S', 0.7],
  ['S', 'T', 0.7],
  ['G', CODE_NG, 0.1],
  ['K', CODE_NG, 0.5],
  ['M', 'N', 0.65],
  // What eyes and optical readers take for one another.
  ['I', 'L', 0.55],
];

function place(of: string | number): number {
  return typeof of === 'number' ? of : letter(of);
}

function substitutionTable(): Float64Array {
  const table = new Float64Array(CODES * CODES).fill(1);
  for (let code = 0; code < CODES; code++) table[code * CODES + code] = 0;
  for (const [left, right, cost] of NEAR) {
    table[place(left) * CODES + place(right)] = cost;
    table[place(right) * CODES + place(left)] = cost;
  }
  return table;
}

function gapTable(): Float64Array {
  const table = new Float64Array(CODES).fill(1);
  for (const vowel of [A, E, I, O, U]) table[vowel] = 0.6;
  table[H] = 0.4;
  table[CODE_NG] = 0.35;
  table[J] = 0.7;
  return table;
}

/** `[a * CODES + b]`: cost of writing b for a. */
export const SUBSTITUTION = substitutionTable();
/** Cost of a code that only one of two names has. */
export const GAP = gapTable();

/** 1 for a code that is a vowel. */
export const IS_VOWEL = new Uint8Array(CODES);
for (const vowel of [A, E, I, O, U]) IS_VOWEL[vowel] = 1;

/** A, front or back: lower-case characters, so that they never meet a consonant class. */
export function vowelClass(code: number): string {
  if (code === A) return 'a';
  return code === E || code === I ? 'i' : 'u';
}

const SAME_CLASS: readonly (readonly [string, string])[] = [
  ['V', 'VF'],
  ['S', 'SZ'],
  ['K', 'KCQ'],
  ['J', 'JG'],
  ['I', 'IY'],
];

/** The consonant class of a code, as a character code: what the skeleton is made of. */
export const CLASS_OF = new Uint8Array(CODES);
for (let code = 1; code <= 26; code++) CLASS_OF[code] = code + 64;
for (const [name, members] of SAME_CLASS) {
  for (const member of members) CLASS_OF[letter(member)] = name.charCodeAt(0);
}
CLASS_OF[CODE_SH] = 'S'.charCodeAt(0);
CLASS_OF[CODE_CH] = 'K'.charCodeAt(0);
CLASS_OF[CODE_KH] = 'K'.charCodeAt(0);
for (let digit = 0; digit < 10; digit++) CLASS_OF[CODE_DIGIT + digit] = 48 + digit;

/** Sounds that are often taken for one another share a bit of a word's mask. */
const MASK_GROUPS: readonly (readonly (string | number)[])[] = [
  ['A'],
  ['E', 'I', 'J'],
  ['O', 'U'],
  ['S', 'Z', CODE_SH],
  ['K', CODE_KH, CODE_CH],
  ['G', CODE_NG],
  ['F', 'V'],
  ['B', 'P'],
  ['D', 'T'],
  ['M'],
  ['N'],
  ['L'],
  ['R'],
  ['H'],
];

/** One bit per group, all others one bit: which groups a word holds is a quick look at it. */
export const MASK_BIT = new Int32Array(CODES).fill(1 << MASK_GROUPS.length);
MASK_GROUPS.forEach((group, bit) => {
  for (const member of group) MASK_BIT[place(member)] = 1 << bit;
});

/** The groups that are vowels, or may stand for one. */
export const VOWEL_MASK =
  (MASK_BIT[A] as number) | (MASK_BIT[E] as number) | (MASK_BIT[O] as number);
