/**
 * The records that a check has to be laid against, read a few at a time however many there are.
 * It must never leave one out that may answer: then it throws.
 */
import { Fault } from '../errors.js';
import { LIMITS } from '../limits.js';
import { scoresAtLeast } from '../matching/score.js';
import { consideredFrom } from '../matching/thresholds.js';
import type { Asked } from './ask.js';
import type { KnownRecord, RecordCache } from './record-cache.js';

/** Where records are read. */
export interface CandidateStore {
  readonly candidates: { bodies(ids: readonly number[]): Promise<readonly (Buffer | null)[]> };
  readonly tables: { readonly head: { readonly text: string } };
}

function mayAnswer(asked: Asked, { person }: KnownRecord): boolean {
  return person === null || scoresAtLeast(asked.query, person, consideredFrom(asked.listedFrom));
}

/** What the caller may not see has been dropped before, so this tells nothing of it. */
function tooMany({ asksPerson, mrz }: Asked): Fault {
  const path = mrz !== null ? '/mrz' : asksPerson ? '/person' : '/documents';
  const detail = `More than ${LIMITS.candidatesMax} records may be meant; say more of the person.`;
  return new Fault('unprocessable', detail, path);
}

/**
 * The records of `ids`. `asOf`: the head under which copies led to them, or `null` where the store did; under
 * another one the answer is `null`. Rejects with `index_unavailable`, and with `unprocessable` where so many may
 * answer that no list of them says anything.
 */
export async function recordsFor(
  asked: Asked,
  ids: readonly number[],
  asOf: string | null,
  store: CandidateStore,
  cache: RecordCache,
): Promise<readonly KnownRecord[] | null> {
  const { candidatesPerCall, candidatesMax } = LIMITS;
  const few = ids.length <= candidatesPerCall;
  const records: KnownRecord[] = [];
  for (let from = 0; from < ids.length; from += candidatesPerCall) {
    const some = ids.slice(from, from + candidatesPerCall);
    const bodies = await store.candidates.bodies(some);
    // The head that was read beside the records is at least as new as the copies' and at most the tables'.
    if (asOf !== null && asOf !== store.tables.head.text) return null;
    bodies.forEach((body, nth) => {
      if (body === null) {
        throw new Fault('index_unavailable', 'A record is missing from the index.');
      }
      const known = cache.known(some[nth] ?? 0, body);
      // Of many those are kept that may answer; few are scored once, in the next stage.
      if (few || mayAnswer(asked, known)) records.push(known);
    });
    if (records.length > candidatesMax) throw tooMany(asked);
  }
  return records;
}
