/**
 * The workload of a run, wholly determined by its shape: what is listed, and what is asked.
 * It must never differ between the processes of a run, which each make it anew from the seed.
 */
import { isDeepStrictEqual } from 'node:util';
import { BENCH } from './bounds.js';
import type { Query, RequestPool } from './load/pool.js';
import { renderPool } from './load/pool.js';
import type { QueryClass } from './load/tally.js';
import { below, draw } from './random.js';
import { documentAt, documentLine, documentRecordId } from './workload/documents.js';
import { BENCH_MEMBERS, memberPlace } from './workload/members.js';
import { nameLists, type NameList } from './workload/names.js';
import { changedPerson, personAt, personLine, personRecordId } from './workload/persons.js';
import { askerPlace, isSupervisedQuery } from './workload/supervised.js';

export const SCENARIOS = ['documents', 'persons', 'supervised'] as const;
export type Scenario = (typeof SCENARIOS)[number];

export interface WorkloadShape {
  readonly scenario: Scenario;
  readonly seed: number;
  /** Listed documents. */
  readonly documents: number;
  /** Listed persons. */
  readonly records: number;
}

/** One record to load: for the service a bulk line of a member, for the plain server a key. */
export interface LoadItem {
  readonly member: number;
  readonly line: string;
  readonly key: string;
  readonly value: string;
}

const DRAW = { asker: 31, listedPlace: 32, listedNumber: 33, change: 34 } as const;
/** Of the listed persons asked for, one in four is asked for exactly as listed. */
const EXACT_SHARE = 4;

/** Key of the plain server: what one would write first. */
export function documentKey(issuer: string, number: string): string {
  return `document:${issuer}:${number}`;
}

export function personKey(family: string, given: string, dateOfBirth: string): string {
  return `person:${family.toLowerCase()}:${given.toLowerCase()}:${dateOfBirth}`;
}

export class Workload {
  readonly shape: WorkloadShape;
  readonly #lists: readonly NameList[];

  constructor(shape: WorkloadShape) {
    this.shape = shape;
    const persons = shape.records > 0 || shape.scenario === 'persons';
    this.#lists = persons ? nameLists(shape.seed) : [];
  }

  get poolSize(): number {
    return this.shape.scenario === 'persons' ? BENCH.personPool : BENCH.documentPool;
  }

  /** Documents first, then persons: `documents + records` items. */
  *items(): Generator<LoadItem> {
    for (let n = 0; n < this.shape.documents; n += 1) yield this.#documentItem(n);
    for (let n = 0; n < this.shape.records; n += 1) yield this.#personItem(n);
  }

  /** The n-th check of the pool; `tokens` by place in `BENCH_MEMBERS`. */
  queryAt(n: number, tokens: readonly string[]): Query {
    const { scenario, seed } = this.shape;
    const drawn = memberPlace(seed, DRAW.asker, n);
    const supervised = scenario === 'supervised';
    const asker = supervised ? askerPlace(n, drawn) : drawn;
    const token = tokens[asker];
    if (token === undefined) throw new RangeError(`no token for ${BENCH_MEMBERS[asker] ?? asker}`);
    const asked = scenario === 'persons' ? this.#personBody(n) : this.#documentBody(n);
    const side = supervised && isSupervisedQuery(n) ? 'supervised' : 'others';
    return { ...asked, token, side };
  }

  renderPool(tokens: readonly string[]): RequestPool {
    return renderPool(this.poolSize, (n) => this.queryAt(n, tokens));
  }

  #documentItem(n: number): LoadItem {
    const { seed } = this.shape;
    const { issuer, member, number } = documentAt(seed, n);
    const value = JSON.stringify({ recordId: documentRecordId(issuer, n), owner: issuer });
    const line = documentLine(seed, n);
    return { member, line, key: documentKey(issuer, number), value };
  }

  #personItem(n: number): LoadItem {
    const { seed } = this.shape;
    const person = personAt(seed, this.#lists, n);
    const owner = BENCH_MEMBERS[person.member] ?? '';
    return {
      member: person.member,
      line: personLine(seed, this.#lists, n),
      key: personKey(person.family, person.given, person.dateOfBirth),
      value: JSON.stringify({ recordId: personRecordId(owner, n), owner }),
    };
  }

  #documentBody(n: number): { body: string; queryClass: QueryClass } {
    const { seed, documents } = this.shape;
    const block = Math.floor(n / BENCH.documentQueriesPerMatch);
    const place = below(draw(seed, DRAW.listedPlace, block), BENCH.documentQueriesPerMatch);
    const listed = documents > 0 && n % BENCH.documentQueriesPerMatch === place;
    // Numbers from `documents` on are of the same make, and none of them is listed.
    const at = listed ? below(draw(seed, DRAW.listedNumber, n), documents) : documents + n;
    const { issuer, number } = documentAt(seed, at);
    const body = JSON.stringify({ purpose: 'border', documents: [{ number, issuer, type: 'P' }] });
    return { body, queryClass: listed ? 'listed' : 'unlisted' };
  }

  #personBody(n: number): { body: string; queryClass: QueryClass } {
    const { seed, records } = this.shape;
    const listed = records > 0 && n % BENCH.personQueriesPerListed === 0;
    const at = listed ? below(draw(seed, DRAW.listedNumber, n), records) : records + n;
    const original = personAt(seed, this.#lists, at);
    const asListed = !listed || draw(seed, DRAW.change, n) % EXACT_SHARE === 0;
    const person = asListed ? original : changedPerson(seed, original, n);
    // A name without marks is the same without its marks: such a change is none.
    const exact = isDeepStrictEqual(person, original);
    const body = JSON.stringify({
      purpose: 'border',
      person: {
        name: { family: person.family, given: person.given },
        dateOfBirth: person.dateOfBirth,
        sex: person.sex,
        nationalities: [person.nationality],
      },
    });
    return { body, queryClass: !listed ? 'unlisted' : exact ? 'listed' : 'changed' };
  }
}
