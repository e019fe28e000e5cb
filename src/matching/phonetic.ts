/**
 * Reads one Latin word (`A-Z0-9`) into sound codes.
 * It must never look at more than a few neighbouring letters, so that it stays linear.
 */
import { CODE_CH, CODE_DIGIT, CODE_KH, CODE_NG, CODE_SH, IS_VOWEL, letter } from './sound-codes.js';

/** Longer words are compared by their beginning: no passport field holds one. */
export const WORD_CODES_MAX = 40;

const A = letter('A');
const E = letter('E');
const G = letter('G');
const H = letter('H');
const I = letter('I');
const J = letter('J');
const K = letter('K');
const N = letter('N');
const O = letter('O');
const S = letter('S');
const T = letter('T');
const U = letter('U');
const V = letter('V');
const W = letter('W');
const X = letter('X');
const Y = letter('Y');
const Z = letter('Z');
const B = letter('B');
const C = letter('C');
const D = letter('D');
const F = letter('F');
const L = letter('L');
const P = letter('P');
const Q = letter('Q');

const out = new Uint8Array(WORD_CODES_MAX);
let used = 0;
let text = '';

function at(index: number): number {
  if (index < 0 || index >= text.length) return 0;
  const code = text.charCodeAt(index);
  return code >= 65 ? code - 64 : CODE_DIGIT + code - 48;
}

function emit(code: number): void {
  if (used === WORD_CODES_MAX || (used > 0 && out[used - 1] === code)) return;
  out[used++] = code;
}

const isVowel = (code: number): boolean => IS_VOWEL[code] === 1;
const isFront = (code: number): boolean => code === E || code === I || code === Y;

/** Two or three vowels that spell one; returns how many letters were read. */
function readVowel(i: number, c: number): number {
  const next = at(i + 1);
  if (c === I && i === 0 && (next === A || next === O || next === U)) {
    emit(J);
    return 1;
  }
  if (c === I && i === 0 && next === E) return 1;
  if (next === E && (c === A || c === O || c === U)) {
    // U-umlaut and its sisters as Doc 9303 writes them, and without the E.
    emit(c);
    return 2;
  }
  if (c === O && (next === U || next === O)) {
    emit(U);
    return 2;
  }
  if (c === E && next === E) {
    emit(I);
    return 2;
  }
  emit(c);
  return 1;
}

function readC(i: number): number {
  const next = at(i + 1);
  if (next === H) {
    const after = at(i + 2);
    emit(after !== 0 && !isVowel(after) && after !== Y ? K : CODE_CH);
    return 2;
  }
  if (next === Z) {
    emit(CODE_CH);
    return 2;
  }
  emit(isFront(next) ? S : K);
  return next === K ? 2 : 1;
}

/** SH, SCH, SHCH, SZ, SC before a front vowel, or S. */
function readS(i: number): number {
  const next = at(i + 1);
  if (next === H) {
    emit(CODE_SH);
    return at(i + 2) === C && at(i + 3) === H ? 4 : 2;
  }
  if (next === C && at(i + 2) === H) {
    emit(CODE_SH);
    return 3;
  }
  emit(S);
  return next === Z || (next === C && isFront(at(i + 2))) ? 2 : 1;
}

/** TCH, TSCH, TSH, TS, TZ, TH or T. */
function readT(i: number): number {
  const next = at(i + 1);
  if (next === C && at(i + 2) === H) {
    emit(CODE_CH);
    return 3;
  }
  if (next === S && at(i + 2) === C && at(i + 3) === H) {
    emit(CODE_CH);
    return 4;
  }
  if (next === S && at(i + 2) === H) {
    emit(CODE_CH);
    return 3;
  }
  if (next === S || next === Z) {
    emit(S);
    return 2;
  }
  emit(T);
  return next === H ? 2 : 1;
}

function readD(i: number): number {
  const next = at(i + 1);
  if (next === J) {
    emit(J);
    return 2;
  }
  if (next === Z) {
    emit(at(i + 2) === H ? J : Z);
    return at(i + 2) === H ? 3 : 2;
  }
  emit(D);
  return next === H ? 2 : 1;
}

/** A consonant that only an H may change. */
function readAspirated(i: number, plain: number, aspirated: number): number {
  const hasH = at(i + 1) === H;
  emit(hasH ? aspirated : plain);
  return hasH ? 2 : 1;
}

function readG(i: number): number {
  const next = at(i + 1);
  emit(G);
  if (next === H) return 2;
  return next === U && isFront(at(i + 2)) ? 2 : 1;
}

/** J is a consonant at the beginning, and a vowel sign after a vowel or a soft L or N. */
function readJ(i: number): number {
  const before = at(i - 1);
  if (isVowel(before) || before === Y || before === L || before === N) {
    const next = at(i + 1);
    emit(isVowel(before) && before !== I && isVowel(next) ? J : I);
  } else {
    emit(J);
  }
  return 1;
}

function readY(i: number): number {
  const next = at(i + 1);
  if (i > 0 || !isVowel(next)) emit(I);
  else if (next !== E) emit(J);
  return 1;
}

function readH(i: number): number {
  const last = i === text.length - 1;
  if (!last || !isVowel(at(i - 1))) emit(H);
  return 1;
}

function readN(i: number): number {
  const ends = at(i + 1) === G && (at(i + 2) === 0 || !(isVowel(at(i + 2)) || at(i + 2) === Y));
  emit(N);
  if (!ends) return 1;
  emit(CODE_NG);
  return 2;
}

function readX(i: number): number {
  if (i === 0) {
    emit(CODE_SH);
  } else {
    emit(K);
    emit(S);
  }
  return 1;
}

function readQ(i: number): number {
  emit(K);
  return at(i + 1) === U && isFront(at(i + 2)) ? 2 : 1;
}

type Reader = (i: number) => number;
const READERS: (Reader | undefined)[] = [];
READERS[C] = readC;
READERS[S] = readS;
READERS[T] = readT;
READERS[D] = readD;
READERS[G] = readG;
READERS[J] = readJ;
READERS[Y] = readY;
READERS[H] = readH;
READERS[N] = readN;
READERS[X] = readX;
READERS[Q] = readQ;
READERS[B] = (i) => readAspirated(i, B, B);
READERS[K] = (i) => readAspirated(i, K, CODE_KH);
READERS[P] = (i) => readAspirated(i, P, F);
READERS[Z] = (i) => readAspirated(i, Z, J);
READERS[W] = (i) => readAspirated(i, V, V);

/** The sound codes of a word of `A-Z0-9`; doubled letters count once. */
export function soundCodes(word: string): Uint8Array {
  text = word;
  used = 0;
  for (let i = 0; i < text.length && used < WORD_CODES_MAX;) {
    const c = at(i);
    const reader = READERS[c];
    if (reader !== undefined) i += reader(i);
    else if (isVowel(c)) i += readVowel(i, c);
    else {
      emit(c);
      i += 1;
    }
  }
  return out.slice(0, used);
}
