/**
 * Tells those to whom a member's records have become visible by wider default restrictions, record by record.
 * It must never be what anybody's sight depends on (that is judged at every look), nor hold up a check or a push.
 *
 * A member may have a million records, so it is done beside everything else, a few at a time. How far it has come
 * is written in the step that tells; after a crash it goes on from there.
 */
import { utcDay, type Clock } from '../clock.js';
import { Fault } from '../errors.js';
import { LIMITS } from '../limits.js';
import { decodeDossier, type Dossier } from '../record/codec.js';
import type { Restrictions } from '../record/record.js';
import { stricterOf, widens, type VisibilityClass } from '../record/visibility.js';
import { personWas, type Deed } from '../store/deeds.js';
import { DOCUMENT_BIT, IDS_PER_CHUNK } from '../store/keys.js';
import type { Store } from '../store/store.js';
import { setWidening, type Widening, type Widenings } from '../store/widenings.js';
import { Passes, rest } from './passes.js';
import type { PublicationMessages } from './publication-messages.js';

export interface WiderDefaultsParts {
  readonly store: Pick<Store, 'widenings' | 'act'> & {
    readonly tables: Pick<Store['tables'], 'refresh'>;
    readonly upkeep: Pick<Store['upkeep'], 'owned' | 'bodies'>;
  };
  readonly clock: Clock;
  readonly publications: PublicationMessages;
  readonly onTrouble: (error: unknown) => void;
}

const boundBy = (owner: string, restrictions: Restrictions): VisibilityClass => ({
  owner,
  recipients: 'all',
  restrictions,
});

/** Whether somebody sees a record of a member under its defaults `after` who did not under those `before`. */
export const defaultsWiden = (member: string, before: Restrictions, after: Restrictions): boolean =>
  widens(boundBy(member, before), boundBy(member, after));

/** What has to be done in the step that changes a member's defaults, so that whoever sees more is told. */
export async function widened(
  widenings: Widenings,
  member: string,
  by: string,
  before: Restrictions,
  after: Restrictions,
): Promise<readonly Deed[]> {
  if (!defaultsWiden(member, before, after)) return [];
  const stored = await widenings.of(member);
  // Where that before has not been told to the end it begins anew: rather twice than never.
  const earlier = stored.widening?.before;
  const bound = earlier === undefined ? before : stricterOf(earlier, before);
  return setWidening(member, stored, { before: bound, by, done: 0 });
}

/** What one step does. */
interface Round {
  readonly deeds: readonly Deed[];
  /** How many of them tell somebody something. */
  readonly messages: number;
  /** How many records are done then; `null`: there are no more. */
  readonly done: number | null;
}

/** The first ids, up to as many persons as are told of at once. */
function firstOf(ids: readonly number[]): readonly number[] {
  let persons = 0;
  const end = ids.findIndex((id) => id < DOCUMENT_BIT && (persons += 1) > LIMITS.sweepChangesMax);
  return end < 0 ? ids : ids.slice(0, end);
}

export class WiderDefaults {
  readonly #parts: WiderDefaultsParts;
  readonly #passes = new Passes((signal) => this.#pass(signal));

  constructor(parts: WiderDefaultsParts) {
    this.#parts = parts;
  }

  /** Tells what is still to be told, up to a bound. Rejects where the store fails; the next run goes on from there. */
  run(): Promise<void> {
    return this.#passes.run();
  }

  /** Ends the pass under way where it stands. */
  stop(): Promise<void> {
    return this.#passes.stop();
  }

  async #pass(signal: AbortSignal): Promise<void> {
    const { store, onTrouble } = this.#parts;
    for (const member of await store.widenings.members()) {
      try {
        await this.#tell(member, signal);
      } catch (error) {
        // The store's own failure ends the pass; what is wrong with one member's row holds up no other.
        if (error instanceof Fault || signal.aborted) throw error;
        onTrouble(error);
      }
    }
  }

  async #tell(member: string, signal: AbortSignal): Promise<void> {
    const { store } = this.#parts;
    for (let tried = 0; tried < LIMITS.widenedToldMax;) {
      signal.throwIfAborted();
      const startedAt = performance.now();
      const stored = await store.widenings.of(member);
      if (stored.widening === null) return;
      // Another process may have set the defaults: they must not be older than what says that they are wider.
      await store.tables.refresh();
      const { deeds, messages, done } = await this.#next(member, stored.widening);
      const next = done === null ? null : { ...stored.widening, done };
      // Where they have become wider again in between, or one of the records has changed, nothing was done and it
      // is looked at anew. That counts too: records that never rest must not hold up other members.
      await store.act([...setWidening(member, stored, next), ...deeds]);
      tried += messages;
      await rest(startedAt, signal);
    }
  }

  async #next(member: string, { before, by, done }: Widening): Promise<Round> {
    const { store, clock, publications } = this.#parts;
    const ids = firstOf(await store.upkeep.owned(member, done, IDS_PER_CHUNK));
    if (ids.length === 0) return { deeds: [], messages: 0, done: null };
    const now = clock.now();
    const teller = { credentialId: by, now, today: utcDay(now) };
    const persons = ids.filter((id) => id < DOCUMENT_BIT);
    const bodies = persons.length === 0 ? [] : await store.upkeep.bodies(persons);
    const deeds: Deed[] = [];
    let messages = 0;
    persons.forEach((id, nth) => {
      const record = this.#read(bodies[nth] ?? null);
      const told = record === null ? [] : publications.ofWiderDefaults(record, before, teller);
      if (record === null || told.length === 0) return;
      // It may be taken back in between: what is told then would come after that it must be purged.
      deeds.push(personWas(id, record.revision), ...told);
      messages += told.length;
    });
    return { deeds, messages, done: done + ids.length };
  }

  /** A record that cannot be read is told of and passed over. */
  #read(body: Buffer | null): Dossier | null {
    if (body === null) return null;
    try {
      return decodeDossier(body);
    } catch (error) {
      this.#parts.onTrouble(error);
      return null;
    }
  }
}
