/**
 * The part of a path after `?`: single values by name.
 * It must never choose between two values of one name.
 */
import { Fault } from '../errors.js';
import { LIMITS } from '../limits.js';
import { parseInstant } from '../record/instant.js';

/** The value of `name`, `null` where it is not given or left empty. Throws `invalid_request` where it is twice. */
export function oneQuery(query: string, name: string): string | null {
  if (query === '') return null;
  const values = new URLSearchParams(query).getAll(name);
  if (values.length > 1) {
    throw new Fault('invalid_request', `${name} is given twice.`, `/${name}`);
  }
  const [value = ''] = values;
  return value === '' ? null : value;
}

/** An ISO 8601 instant as milliseconds since 1970, `null` where it is not given. */
export function instantQuery(query: string, name: string): number | null {
  const text = oneQuery(query, name);
  if (text === null) return null;
  const at = parseInstant(text);
  if (at === null) {
    throw new Fault('invalid_request', `${name} is an ISO 8601 instant.`, `/${name}`);
  }
  return at;
}

/** How many of a list are wanted, 1 to `max`; as many as a page holds unless given. */
export function pageSize(query: string, max: number = LIMITS.listPageMax): number {
  const text = oneQuery(query, 'limit');
  if (text === null) return max;
  const size = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (size >= 1 && size <= max) return size;
  throw new Fault('unprocessable', `limit is 1 to ${max}.`, '/limit');
}
