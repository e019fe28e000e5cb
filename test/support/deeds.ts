/** Deeds taken apart again, to see what follows from a step. It must never be used by the service. */
import { unpackMessage, type Message } from '../../src/record/message.js';
import { unpackReview, type Review } from '../../src/record/review.js';
import type { Deed } from '../../src/store/deeds.js';

/** The fields of one deed: its name, then what it was given. */
export function fieldsOf(deed: Deed): Buffer[] {
  const bytes = Buffer.from(deed);
  const fields: Buffer[] = [];
  for (let at = 0; at < bytes.length;) {
    const length = bytes.readUInt32BE(at);
    fields.push(bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return fields;
}

export interface Told {
  readonly to: string;
  readonly message: Message;
  /** The list that takes its number. */
  readonly note: string;
}

/** The messages among deeds. */
export function toldBy(deeds: readonly Deed[]): Told[] {
  return deeds
    .map(fieldsOf)
    .flatMap(([name, to, message, , note]) =>
      String(name) === 'tell' && message !== undefined
        ? [{ to: String(to), message: unpackMessage(message), note: String(note) }]
        : [],
    );
}

/** The reviews that deeds open. */
export function reviewsBy(deeds: readonly Deed[]): Review[] {
  return deeds
    .map(fieldsOf)
    .flatMap(([name, rows, , row]) =>
      String(name) === 'set' && String(rows) === 'reviews' && row !== undefined
        ? [unpackReview(row)]
        : [],
    );
}
