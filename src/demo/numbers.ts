/**
 * Numbers of invented travel documents: letters and digits as printed, none of them twice.
 * It must never give two places of the sequence the same number.
 */

/** Without I and O, which no issuer prints beside 1 and 0. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const DIGITS = 10_000_000;
const COUNT = LETTERS.length * LETTERS.length * DIGITS;
/** Not divisible by 2, 3 or 5, as `COUNT` is by nothing else: then each value is reached once. */
const STRIDE = 1_236_067_979;
/** Beyond it the product with the stride would no longer be exact. */
const PLACE_MAX = 7_000_000;
/** Listed documents take the places below, the documents of persons those from here on. */
const PERSONS_FROM = 5_000_000;

/** The number of the n-th listed document: two letters and seven digits. */
export function listedNumberAt(n: number): string {
  if (n < 0 || n >= PERSONS_FROM) throw new RangeError('too many documents');
  return numberAt(n);
}

/** The n-th number of a document that a person bears; no listed document has it. */
export function personNumberAt(n: number): string {
  if (n < 0 || n >= PLACE_MAX - PERSONS_FROM) throw new RangeError('too many persons');
  return numberAt(PERSONS_FROM + n);
}

function numberAt(place: number): string {
  const value = (place * STRIDE) % COUNT;
  const series = Math.floor(value / DIGITS);
  const first = LETTERS.charAt(Math.floor(series / LETTERS.length));
  const second = LETTERS.charAt(series % LETTERS.length);
  return first + second + String(value % DIGITS).padStart(7, '0');
}
