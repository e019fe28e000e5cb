/**
 * The workload knows what is listed: every other judgement of the bench rests on that.
 * It must never ask a server.
 */
import { describe, expect, it } from 'vitest';
import { documentKey, personKey, Workload, type WorkloadShape } from '../../bench/workload.js';
import { BENCH_MEMBERS } from '../../bench/workload/members.js';

const TOKENS = BENCH_MEMBERS.map((member) => `token-${member}`);

interface Asked {
  readonly documents?: readonly { readonly number: string; readonly issuer: string }[];
  readonly person?: {
    readonly name: { readonly family: string; readonly given: string };
    readonly dateOfBirth: string;
  };
}

/** The plain server's key of the n-th query, and its class. */
function keyed(workload: Workload, n: number): { key: string; queryClass: string } {
  const { body, queryClass } = workload.queryAt(n, TOKENS);
  const { documents, person } = JSON.parse(body) as Asked;
  const document = documents?.[0];
  if (document !== undefined)
    return { key: documentKey(document.issuer, document.number), queryClass };
  if (person === undefined) throw new Error('nothing asked');
  const { family, given } = person.name;
  return { key: personKey(family, given, person.dateOfBirth), queryClass };
}

function keysOf(workload: Workload): ReadonlySet<string> {
  return new Set([...workload.items()].map(({ key }) => key));
}

describe('the documents workload', () => {
  const shape: WorkloadShape = { scenario: 'documents', seed: 1, documents: 20_000, records: 0 };
  const workload = new Workload(shape);

  it('calls listed exactly what is listed, one in 11,000', () => {
    const listed = keysOf(workload);
    expect(listed.size).toBe(20_000);
    let found = 0;
    for (let n = 0; n < workload.poolSize; n += 1) {
      const { key, queryClass } = keyed(workload, n);
      if (listed.has(key) !== (queryClass === 'listed'))
        throw new Error(`query ${n} is mislabelled`);
      if (queryClass === 'listed') found += 1;
    }
    expect(found).toBe(workload.poolSize / 11_000);
  });

  it('is skewed over members, all of which ask', () => {
    const counts = new Map<string, number>();
    for (let n = 0; n < 10_000; n += 1) {
      const { token } = workload.queryAt(n, TOKENS);
      counts.set(token, (counts.get(token) ?? 0) + 1);
    }
    expect(counts.size).toBe(BENCH_MEMBERS.length);
    const first = counts.get(TOKENS[0] ?? '') ?? 0;
    const last = counts.get(TOKENS.at(-1) ?? '') ?? 0;
    expect(first).toBeGreaterThan(last * 8);
  });

  it('is the same again from the same seed and another from another', () => {
    const again = new Workload(shape);
    const other = new Workload({ ...shape, seed: 2 });
    expect(again.queryAt(123, TOKENS)).toEqual(workload.queryAt(123, TOKENS));
    expect(other.queryAt(123, TOKENS).body).not.toBe(workload.queryAt(123, TOKENS).body);
  });
});

describe('the persons workload', () => {
  const workload = new Workload({ scenario: 'persons', seed: 1, documents: 0, records: 2_000 });

  it('asks for listed persons exactly, for changed ones otherwise, for the others by chance', () => {
    const listed = keysOf(workload);
    const seen = { unlisted: 0, listed: 0, changed: 0 };
    let chance = 0;
    for (let n = 0; n < workload.poolSize; n += 1) {
      const { key, queryClass } = keyed(workload, n);
      seen[queryClass as keyof typeof seen] += 1;
      if (queryClass === 'listed') expect(listed.has(key)).toBe(true);
      if (queryClass === 'unlisted' && listed.has(key)) chance += 1;
    }
    expect(seen.listed + seen.changed).toBe(workload.poolSize / 50);
    expect(seen.listed).toBeGreaterThan(50);
    expect(seen.changed).toBeGreaterThan(seen.listed);
    expect(chance).toBeLessThan(10);
  });
});
