/**
 * The head: what every read asks for beside its keys, to notice that its picture is out of date.
 * It must never be guessed: without a head the store is not available.
 */
import { Fault } from '../errors.js';
import type { BucketKind } from './keys.js';
import type { Shape } from './packing.js';

export interface Head {
  readonly text: string;
  /** Identity of the store; another one means other data. */
  readonly store: string;
  /** Counts changes of members and visibility classes. */
  readonly tables: number;
  readonly credentials: number;
  /** Counts changes of document and name buckets. */
  readonly revision: number;
  readonly shapes: Readonly<Record<BucketKind, Shape>>;
  /** Version of the normaliser whose entries the index has; 0 = not known, or it is just being built anew. */
  readonly normaliser: number;
}

/** Reads the string written by `write_head` in `lua/packing.lua`. Throws `index_unavailable` without one. */
export function parseHead(text: string | null): Head {
  const parts = text === null ? [] : text.split(' ');
  const [store, ...rest] = parts;
  const numbers = rest.map(Number);
  if (text === null || store === undefined || numbers.length !== 11 || numbers.some(Number.isNaN)) {
    throw new Fault('index_unavailable', 'The index has no head.');
  }
  const [
    tables = 0,
    credentials = 0,
    dl = 0,
    ds = 0,
    il = 0,
    is = 0,
    nl = 0,
    ns = 0,
    revision = 0,
    generation = 0,
    normaliser = 0,
  ] = numbers;
  return {
    text,
    store,
    tables,
    credentials,
    revision,
    shapes: {
      d: { generation, level: dl, split: ds },
      i: { generation, level: il, split: is },
      n: { generation, level: nl, split: ns },
    },
    normaliser,
  };
}
