/**
 * The check digit of machine readable zones (ICAO Doc 9303 part 3, section 4.9).
 * It must never be given a character outside `A-Z 0-9 <`: the reader refuses those first.
 */

export const FILLER = '<';

const WEIGHTS = [7, 3, 1] as const;

/** The weight of the character at a column of the text under check. */
export function weightAt(column: number): number {
  return WEIGHTS[column % 3] ?? 0;
}

/**
 * What the character at a column counts: digits as themselves, `A` 10 to `Z` 35, the filler
 * nothing.
 */
export function valueAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  return code >= 0x41 && code <= 0x5a ? code - 0x41 + 10 : 0;
}

/** The check digit of a text, 0 to 9. */
export function checkDigit(text: string): number {
  let sum = 0;
  for (let at = 0; at < text.length; at += 1) sum += valueAt(text, at) * weightAt(at);
  return sum % 10;
}

/** Whether the character printed behind a text is its check digit. */
export function digitHolds(text: string, printed: string): boolean {
  return printed === String(checkDigit(text));
}

/** Whether a text is nothing but fillers. */
export function isEmptyField(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (text.charAt(at) !== FILLER) return false;
  return true;
}
