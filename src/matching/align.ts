/**
 * Pairs the words of two names, each word once, whatever their order: the best pairs first, then
 * words written together or apart, then initials. It must never depend on which name is asked.
 */
import { tokensAlike } from './alike.js';
import { pairJoined } from './joined-words.js';
import { ROLE_FAMILY, ROLE_NONE, type NameToken } from './name-token.js';
import { type PreparedName } from './normalise.js';
import { clear, result, take, type Alignment } from './tally.js';
import { HALF_TELLING, IS_FAMILY, MAY_BE_INITIALS, SIGNIFICANT, mayAgree } from './traits.js';

/** A last word cut by the end of the zone. */
export const CUT_LIKENESS = 0.88;
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
  for (let i = 0; i < SIDE; i++) {
    usedAsked[i] = 0;
    usedListed[i] = 0;
  }
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

function fillLikeness(asked: PreparedName, listed: PreparedName): boolean {
  let any = false;
  const columns = listed.tokens.length;
  for (let i = 0; i < asked.tokens.length; i++) {
    const own = asked.traits[i] as number;
    for (let j = 0; j < columns; j++) {
      const place = i * SIDE + j;
      likeness[place] = 0;
      if (!mayAgree(own, listed.traits[j] as number)) continue;
      const left = asked.tokens[i] as NameToken;
      const right = listed.tokens[j] as NameToken;
      const alike = tokensAlike(left, right);
      if (alike === 0) continue;
      any = true;
      likeness[place] = sameRole(left, right) ? alike + ROLE_PREFERENCE : alike;
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

/** JC against Jean Claude. */
function pairInitials(
  initials: PreparedName,
  usedSingle: Uint8Array,
  { tokens: several }: PreparedName,
  usedSeveral: Uint8Array,
): void {
  for (let i = 0; i < initials.traits.length; i++) {
    if (((initials.traits[i] as number) & MAY_BE_INITIALS) === 0 || usedSingle[i] === 1) continue;
    const { text } = (initials.tokens[i] as NameToken).word;
    for (let start = 0; start + text.length <= several.length; start++) {
      let fits = 0;
      while (
        fits < text.length &&
        usedSeveral[start + fits] === 0 &&
        several[start + fits]?.word.text.charCodeAt(0) === text.charCodeAt(fits)
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

/** Given names end the zone; in an undivided name the last word does. */
export function mayEndZone({ tokens }: PreparedName, i: number): boolean {
  return i === tokens.length - 1 || tokens[i + 1]?.role === ROLE_FAMILY;
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
    const short = cut.tokens[i]?.word;
    const last = mayEndZone(cut, i);
    if (short === undefined || usedCut[i] === 1 || !last || short.text.length < 2) continue;
    for (let j = 0; j < whole.tokens.length; j++) {
      const token = whole.tokens[j];
      if (token === undefined || usedWhole[j] === 1) continue;
      if (!token.word.text.startsWith(short.text)) continue;
      usedCut[i] = 1;
      usedWhole[j] = 1;
      take(token.weight, CUT_LIKENESS, token.information / 2);
      break;
    }
  }
}

function countLeft(traits: readonly number[], used: Uint8Array, asked: boolean): void {
  let whole = 0;
  let halves = 0;
  let families = 0;
  let paired = 0;
  for (let i = 0; i < traits.length; i++) {
    const own = traits[i] as number;
    if ((own & IS_FAMILY) !== 0 && (own & SIGNIFICANT) !== 0) {
      families += 1;
      paired += used[i] as number;
    }
    if (used[i] === 1) continue;
    if ((own & SIGNIFICANT) !== 0) whole += 1;
    else if ((own & HALF_TELLING) !== 0) halves += 1;
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
  const any = fillLikeness(asked, listed);
  if (any) pairWords(a, b, SURE_PAIR);
  if (result.pairs < a.length && result.pairs < b.length) {
    pairCut(asked, usedAsked, listed, usedListed);
    pairCut(listed, usedListed, asked, usedAsked);
    pairJoined(asked, usedAsked, listed, usedListed);
    pairJoined(listed, usedListed, asked, usedAsked);
    pairInitials(asked, usedAsked, listed, usedListed);
    pairInitials(listed, usedListed, asked, usedAsked);
    if (any) pairWords(a, b, 0);
  }
  countLeft(asked.traits, usedAsked, true);
  countLeft(listed.traits, usedListed, false);
  if (!asked.hasRoles || !listed.hasRoles) result.familyMissed = false;
  return result;
}
