/**
 * Tells owners of all their documents that end on a day in one message, where the day is that of very many.
 * It must never tell an owner of a day twice: who was told stands in the row that is written with the message.
 *
 * A message for every document of a list that was taken in on one day would drown an inbox, and the store.
 */
import type { Clock } from '../clock.js';
import { rowWas, setRow } from '../store/deeds.js';
import { KEYS, toldField } from '../store/keys.js';
import type { Store } from '../store/store.js';
import { tellOfDay } from './retention-messages.js';
import type { RetentionPolicy } from './retention-rules.js';

export interface DayMessagesParts {
  readonly store: Pick<Store, 'due' | 'act'>;
  readonly clock: Clock;
  readonly policy: RetentionPolicy;
}

export class DayMessages {
  readonly #parts: DayMessagesParts;

  constructor(parts: DayMessagesParts) {
    this.#parts = parts;
  }

  /** Tells those of `owners` that have not been told of this last valid day. `over`: it has passed. */
  async tell(owners: ReadonlySet<string>, expiresOn: string, over: boolean): Promise<void> {
    const { store, clock, policy } = this.#parts;
    for (;;) {
      const row = await store.due.told(expiresOn);
      const told = row === null || row.length === 0 ? [] : row.toString().split(' ');
      const unaware = [...owners].filter((owner) => !told.includes(owner)).sort();
      if (unaware.length === 0) return;
      const now = clock.now();
      const field = toldField(expiresOn);
      const done = await store.act([
        rowWas(KEYS.sweeps, field, row),
        setRow(KEYS.sweeps, field, Buffer.from([...told, ...unaware].join(' '))),
        ...unaware.map((owner) => tellOfDay(owner, expiresOn, over, policy, now)),
      ]);
      // Somebody else has told some of them in between; who is left is seen in the row.
      if (done) return;
    }
  }
}
