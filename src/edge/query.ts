/**
 * The part of a path after `?`: single values by name.
 * It must never choose between two values of one name.
 */
import { Fault } from '../errors.js';

/** The value of `name`, `null` where it is not given. Throws `invalid_request` where it is twice. */
export function oneQuery(query: string, name: string): string | null {
  if (query === '') return null;
  const values = new URLSearchParams(query).getAll(name);
  if (values.length > 1) {
    throw new Fault('invalid_request', `${name} is given twice.`, `/${name}`);
  }
  return values[0] ?? null;
}

/** An ISO 8601 instant as milliseconds since 1970, `null` where it is not given. */
export function instantQuery(query: string, name: string): number | null {
  const text = oneQuery(query, name);
  if (text === null) return null;
  const form = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?)?$/;
  const at = form.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) {
    throw new Fault('invalid_request', `${name} is an ISO 8601 instant.`, `/${name}`);
  }
  return at;
}
