/**
 * How many names the objects of a value have, so that it shows when more were written than came through.
 * It must never be left out for what is decided on: of a name written twice the decoders keep the last, and a
 * check for two persons would be answered for one.
 */

/** Names of all objects in a decoded value, at any depth. */
export function namesIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let names = Array.isArray(value) ? 0 : Object.keys(value).length;
  for (const inner of Object.values(value)) names += namesIn(inner);
  return names;
}
