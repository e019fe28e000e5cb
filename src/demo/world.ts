/**
 * The demonstration world: invented persons and documents of all members, the same for a seed.
 * It must never hold a real person, and never be loaded without being asked for.
 */
import type { BulkLineWire } from '../record/wire.js';
import { Chance } from './chance.js';
import { Days } from './days.js';
import { documentLine } from './documents.js';
import { personLine } from './persons.js';
import { memberByShare } from './shares.js';
import { DEMO_DOCUMENT, DEMO_PERSON } from './specimen.js';

export interface DemoOptions {
  readonly seed: number;
  readonly persons: number;
  readonly documents: number;
  /** The UTC day on which the world is made, `YYYY-MM-DD`: what expires, expires after it. */
  readonly today: string;
}

export interface DemoRecord {
  /** The member whose bureau pushes the line. */
  readonly owner: string;
  readonly line: BulkLineWire;
}

export const DEMO_WORLD = { seed: 20_260_101, persons: 20_000, documents: 200_000 } as const;

/** Persons and documents draw apart: more of one leaves the other as it is. */
const STREAM = { persons: 1, documents: 2 } as const;

/**
 * `persons` records of persons, then `documents` records of documents; the first of each are
 * `DEMO_PERSON` and `DEMO_DOCUMENT`. Throws `RangeError` for a `today` that is no day, and for more
 * than five million documents or a million persons.
 */
export function* demoRecords(options: DemoOptions): Generator<DemoRecord, void, undefined> {
  const { seed, persons, documents, today } = options;
  const days = new Days(today);
  const chanceOf = (stream: number): Chance => new Chance(seed * 4 + stream);

  if (persons > 0) yield DEMO_PERSON;
  const forPersons = chanceOf(STREAM.persons);
  for (let n = 1; n < persons; n += 1) {
    const owner = memberByShare(forPersons);
    yield { owner, line: personLine({ n, owner, days }, forPersons) };
  }

  if (documents > 0) yield DEMO_DOCUMENT;
  const forDocuments = chanceOf(STREAM.documents);
  for (let n = 1; n < documents; n += 1) {
    const owner = memberByShare(forDocuments);
    yield { owner, line: documentLine(n, owner, days, forDocuments) };
  }
}
