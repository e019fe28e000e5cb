/**
 * Four bytes by which two prepared persons are known to be the same one in the same state.
 * It must never leave out anything that a score depends on.
 */
import type { Prepared } from './prepare.js';

export const MARK_BYTES = 4;

function textOf({ names, spans, sex, nationalities, documents }: Prepared): string {
  let text = `${sex ?? ''}|${nationalities.join()}|${documents.join()}`;
  for (const { earliest, latest, precision, approximate } of spans) {
    text += `|${earliest}-${latest}${precision}${approximate ? '~' : ''}`;
  }
  for (const { tokens, low } of names) {
    text += low ? '|l' : '|g';
    for (const { words, role, significant, unvowelled, syllabic } of tokens) {
      text += ` ${role}${Number(significant)}${Number(unvowelled)}${Number(syllabic)}`;
      for (const word of words) text += `.${word.text}`;
    }
  }
  return text;
}

/** A whole number of 32 bits: two multiplicative lanes, mixed at the end. */
export function markOf(person: Prepared): number {
  const text = textOf(person);
  let a = 0x9e3779b9 | 0;
  let b = 0x7f4a7c15;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    a = Math.imul(a ^ code, 0xcc9e2d51);
    a = (a << 15) | (a >>> 17);
    b = Math.imul(b ^ code, 0x1b873593);
    b = (b << 13) | (b >>> 19);
  }
  a = Math.imul(a ^ (a >>> 16) ^ b, 0x85ebca6b);
  return (a ^ (a >>> 13)) >>> 0;
}
