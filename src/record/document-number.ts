/**
 * The one form in which document numbers are stored and compared.
 * It must never guess: what is not a number in this form is `null`, not something near it.
 */
import { LIMITS } from '../limits.js';

const CANONICAL = /^[A-Z0-9]+$/;
const WRITTEN = /^[A-Za-z0-9 <-]*$/;
const SEPARATORS = /[ <-]/g;

/**
 * A number upper-case, without spaces, hyphens and `<` (CONTRACT section 10), or `null` unless that
 * leaves 1 to `LIMITS.documentNumberCharactersMax` of `A-Z0-9`. Linear in the text.
 */
export function canonicalDocumentNumber(text: string): string | null {
  const { length } = text;
  // Nearly every number arrives in this form already.
  if (length <= LIMITS.documentNumberCharactersMax && CANONICAL.test(text)) return text;
  // Tested before the case is changed: a few letters outside ASCII would become Latin ones.
  if (!WRITTEN.test(text)) return null;
  const bare = text.replace(SEPARATORS, '').toUpperCase();
  return bare.length >= 1 && bare.length <= LIMITS.documentNumberCharactersMax ? bare : null;
}
