/**
 * Pairs the words of two names, each word once, whatever their order: the best pairs first, then
 * words written together or apart, then initials. It must never depend on which name is asked.
 */
import { tokensAlike } from './alike.js';
import { findRun, run } from './joined-words.js';
import { ROLE_FAMILY, ROLE_NONE, type NameToken, type PreparedName } from './normalise.js';
import { clear, result, take, type Alignment } from './tally.js';

/** A last word cut by the end of the zone. */
const CUT_LIKENESS = 0.88;
const FAMILY_EXTRA = 1.2;
/** Prefers pairs of the same role where words are equally alike. */
const ROLE_PREFERENCE = 0.02;
const INITIALS_LIKENESS = 0.8;
const INITIALS_INFORMATION = 0.3;

/** Above it a pair is made before words are tried together. */
const SURE_PAIR = 0.76;

const SIDE = 16;
const likeness = new Float64Array(SIDE * SIDE);
const usedAsked = new Uint8Array(SIDE);
const usedListed = new Uint8Array(SIDE);

function reset(): void {
  usedAsked.fill(0);
  usedListed.fill(0);
  clear();
}

const sameRole = (a: NameToken, b: NameToken): boolean => a.role !== ROLE_NONE && a.role === b.role;

function takePair(a: NameToken, b: NameToken, alike: number): void {
  const light = a.weight < b.weight ? a.weight : b.weight;
  const weight = a.role === ROLE_FAMILY && b.role === ROLE_FAMILY ? light * FAMILY_EXTRA : light;
  take(weight, alike, a.information < b.information ? a.information : b.information);
  if (a.significant && a.role !== b.role && a.role !== ROLE_NONE && b.role !== ROLE_NONE) {
    result.crossed += 1;
  }
}

function fillLikeness(asked: readonly NameToken[], listed: readonly NameToken[]): boolean {
  let any = false;
  for (let i = 0; i < asked.length; i++) {
    const left = asked[i];
    if (left === undefined) continue;
    for (let j = 0; j < listed.length; j++) {
      const right = listed[j];
      if (right === undefined) continue;
      const alike = tokensAlike(left, right);
      if (alike > 0) any = true;
      const preferred = alike > 0 && sameRole(left, right) ? ROLE_PREFERENCE : 0;
      likeness[i * SIDE + j] = alike + preferred;
    }
  }
  return any;
}

/** The best pair of unused words, again and again, down to a likeness. */
function pairWords(
  asked: readonly NameToken[],
  listed: readonly NameToken[],
  atLeast: number,
): void {
  for (;;) {
    let best = atLeast;
    let row = -1;
    let column = 0;
    for (let i = 0; i < asked.length; i++) {
      if (usedAsked[i] === 1) continue;
      for (let j = 0; j < listed.length; j++) {
        const alike = likeness[i * SIDE + j] ?? 0;
        if (alike > best && usedListed[j] === 0) {
          best = alike;
          row = i;
          column = j;
        }
      }
    }
    const left = asked[row];
    const right = listed[column];
    if (left === undefined || right === undefined) return;
    usedAsked[row] = 1;
    usedListed[column] = 1;
    takePair(left, right, sameRole(left, right) ? best - ROLE_PREFERENCE : best);
  }
}

/** ABDULRAHMAN against ABDUL RAHMAN. */
function pairJoined(
  single: readonly NameToken[],
  usedSingle: Uint8Array,
  several: readonly NameToken[],
  usedSeveral: Uint8Array,
): void {
  for (let i = 0; i < single.length; i++) {
    const token = single[i];
    if (token === undefined || usedSingle[i] === 1 || !token.significant) continue;
    if (!findRun(token, several, usedSeveral)) continue;
    usedSingle[i] = 1;
    let weight = 0;
    let known = 0;
    for (let j = run.from; j <= run.to; j++) {
      usedSeveral[j] = 1;
      weight += several[j]?.weight ?? 0;
      known += several[j]?.information ?? 0;
    }
    take(Math.max(1, weight), run.likeness, Math.max(token.information, known));
  }
}

/** JC against Jean Claude. */
function pairInitials(
  single: readonly NameToken[],
  usedSingle: Uint8Array,
  several: readonly NameToken[],
  usedSeveral: Uint8Array,
): void {
  for (let i = 0; i < single.length; i++) {
    const word = single[i]?.words[0];
    if (word === undefined || usedSingle[i] === 1 || !word.initials) continue;
    const { text } = word;
    for (let start = 0; start + text.length <= several.length; start++) {
      let fits = 0;
      while (
        fits < text.length &&
        usedSeveral[start + fits] === 0 &&
        several[start + fits]?.words[0].text.charCodeAt(0) === text.charCodeAt(fits)
      ) {
        fits += 1;
      }
      if (fits < text.length) continue;
      usedSingle[i] = 1;
      usedSeveral.fill(1, start, start + fits);
      take(1, INITIALS_LIKENESS, INITIALS_INFORMATION);
      break;
    }
  }
}

/** The last word of a name cut at the end of its zone, against the whole word. */
function pairCut(
  cut: PreparedName,
  usedCut: Uint8Array,
  whole: PreparedName,
  usedWhole: Uint8Array,
): void {
  if (!cut.mayBeCut) return;
  for (let i = 0; i < cut.tokens.length; i++) {
    const short = cut.tokens[i]?.words[0];
    // Given names end the zone; in an undivided name the last word does.
    const last = i === cut.tokens.length - 1 || cut.tokens[i + 1]?.role === ROLE_FAMILY;
    if (short === undefined || usedCut[i] === 1 || !last || short.text.length < 2) continue;
    for (let j = 0; j < whole.tokens.length; j++) {
      const token = whole.tokens[j];
      if (token === undefined || usedWhole[j] === 1) continue;
      if (!token.words[0].text.startsWith(short.text)) continue;
      usedCut[i] = 1;
      usedWhole[j] = 1;
      take(token.weight, CUT_LIKENESS, token.information / 2);
      break;
    }
  }
}

/** An initial, or the ABDUL of a name: left over, it contradicts another word left over. */
function isHalfTelling(token: NameToken): boolean {
  const { kind } = token.words[0];
  return kind === 'initial' || kind === 'servant';
}

function countLeft(tokens: readonly NameToken[], used: Uint8Array, asked: boolean): void {
  let whole = 0;
  let halves = 0;
  let families = 0;
  let paired = 0;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (token === undefined) continue;
    if (token.role === ROLE_FAMILY && token.significant) {
      families += 1;
      paired += used[i] as number;
    }
    if (used[i] === 1) continue;
    if (token.significant) whole += 1;
    else if (isHalfTelling(token)) halves += 1;
  }
  if (families > 0 && paired === 0) result.familyMissed = true;
  if (asked) {
    result.leftAsked = whole;
    result.halvesAsked = halves;
  } else {
    result.leftListed = whole;
    result.halvesListed = halves;
  }
}

/** The alignment of two names. The object is reused: read it before the next call. */
export function align(asked: PreparedName, listed: PreparedName): Readonly<Alignment> {
  reset();
  const a = asked.tokens;
  const b = listed.tokens;
  const any = fillLikeness(a, b);
  if (any) pairWords(a, b, SURE_PAIR);
  if (result.pairs < a.length && result.pairs < b.length) {
    pairCut(asked, usedAsked, listed, usedListed);
    pairCut(listed, usedListed, asked, usedAsked);
    pairJoined(a, usedAsked, b, usedListed);
    pairJoined(b, usedListed, a, usedAsked);
    pairInitials(a, usedAsked, b, usedListed);
    pairInitials(b, usedListed, a, usedAsked);
    if (any) pairWords(a, b, 0);
  }
  countLeft(a, usedAsked, true);
  countLeft(b, usedListed, false);
  if (!asked.hasRoles || !listed.hasRoles) result.familyMissed = false;
  return result;
}
