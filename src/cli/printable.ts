/**
 * Text of others made safe for a terminal.
 * It must never let a sign through that moves the cursor, hides text or turns its direction.
 */

/** Controls, line and paragraph separators, and the marks that reorder text around them. */
const UNSAFE = /[\p{Cc}\u2028\u2029\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/gu;

/** The text with every such sign replaced by U+FFFD. Linear in the text. */
export function printable(text: string): string {
  return text.replace(UNSAFE, '\ufffd');
}
