/**
 * Cursors of lists that are walked by time: the place of the last one shown, as callers give it back.
 * It must never be read as anything but a place.
 */
import { Fault } from '../errors.js';
import type { ListPlace } from '../store/places.js';

const CURSOR = /^(\d{1,15})\.([A-Za-z0-9_-]{20})$/;

export const cursorOf = (place: ListPlace | null): string | null =>
  place === null ? null : `${place.at}.${place.id}`;

/** `null` for none. Throws `invalid_request` for what no list gave. */
export function placeFrom(cursor: string | null): ListPlace | null {
  if (cursor === null) return null;
  const [, at, id] = CURSOR.exec(cursor) ?? [];
  if (at !== undefined && id !== undefined) return { at: Number(at), id };
  throw new Fault('invalid_request', 'This is not a cursor that a list gave.', '/cursor');
}
