/**
 * Cursors of lists that are walked by time: the place of the last one shown, as callers give it back.
 * It must never be read as anything but a place.
 */
import { Fault } from '../errors.js';

/** Where a page ends: by time, then by id. */
export interface Place {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Of 120 bits, as `newId` makes them. */
  readonly id: string;
}

const CURSOR = /^(\d{1,15})\.([A-Za-z0-9_-]{20})$/;

export const cursorOf = (place: Place | null): string | null =>
  place === null ? null : `${place.at}.${place.id}`;

/** `null` for none. Throws `invalid_request` for what no list gave. */
export function placeFrom(cursor: string | null): Place | null {
  if (cursor === null) return null;
  const [, at, id] = CURSOR.exec(cursor) ?? [];
  if (at !== undefined && id !== undefined) return { at: Number(at), id };
  throw new Fault('invalid_request', 'This is not a cursor that a list gave.', '/cursor');
}
