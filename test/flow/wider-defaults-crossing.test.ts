/** Wider defaults told of while the record is taken back: whichever comes first, nothing is left to tell of it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../../src/access/caller.js';
import { Addressees } from '../../src/flow/addressees.js';
import { Changes, known } from '../../src/flow/changes.js';
import { AllConsequences } from '../../src/flow/consequences.js';
import { filedOf } from '../../src/flow/filing.js';
import { withdrawn } from '../../src/flow/life.js';
import { PublicationMessages } from '../../src/flow/publication-messages.js';
import { ReceiptConsequence } from '../../src/flow/receipt-consequence.js';
import { WiderDefaults } from '../../src/flow/wider-defaults.js';
import type { Review } from '../../src/record/review.js';
import { UNRESTRICTED } from '../../src/record/record.js';
import { Reviews } from '../../src/store/reviews.js';
import { NO_EFFECTS, NOT_FILED } from '../../src/store/records.js';
import { setWidening } from '../../src/store/widenings.js';
import { openInboxScene, type InboxScene } from '../store/inbox-scene.js';
import { OWNER, actor, contentWith, dossierOf, versionOf } from './publication-scene.js';

let scene: InboxScene;
beforeAll(async () => {
  scene = await openInboxScene();
});
afterAll(() => scene.stop());

const owner: Caller = { credentialId: 'who', member: OWNER, role: 'ncb', agency: null };
const nothing = (): Promise<void> => Promise.resolve();

/** A published record of which SWE is still to be told, and what is done to it. */
class Crossing {
  readonly recordId: string;
  readonly reviews = new Reviews(scene.store.backgroundLink);
  readonly #publications: PublicationMessages;

  constructor(recordId: string, receiving: readonly string[]) {
    this.recordId = recordId;
    const addressees = new Addressees({
      tables: { member: () => ({ defaults: UNRESTRICTED }) },
      measures: { holdsReceipt: (member) => receiving.includes(member) },
    });
    this.#publications = new PublicationMessages(addressees);
  }

  async begin(): Promise<this> {
    const { widenings, records } = scene.store;
    const dossier = { ...dossierOf(versionOf(contentWith({ recipients: ['SWE'] }))) };
    const after = { ...dossier, recordId: this.recordId };
    await records.write({
      before: null,
      after,
      filedBefore: NOT_FILED,
      filedAfter: filedOf(after),
      history: null,
      owner: OWNER,
      effects: NO_EFFECTS,
    });
    const stored = await widenings.of(OWNER);
    const before = { ...UNRESTRICTED, deny: ['SWE'] };
    await scene.store.act(setWidening(OWNER, stored, { before, by: 'who', done: 0 }));
    return this;
  }

  /** Tells of the wider defaults; `meanwhile` happens once, after it has looked. */
  tell(meanwhile: () => Promise<void> = nothing): Promise<void> {
    const { tables, upkeep, widenings } = scene.store;
    let crossed = false;
    const act: typeof scene.store.act = async (deeds) => {
      if (!crossed) {
        crossed = true;
        await meanwhile();
      }
      return scene.store.act(deeds);
    };
    const onTrouble = (error: unknown): never => {
      throw error;
    };
    const clock = { now: () => actor.now };
    const store = { act, tables, upkeep, widenings };
    return new WiderDefaults({ store, clock, publications: this.#publications, onTrouble }).run();
  }

  /** Takes it back; `meanwhile` happens once, after it has looked. */
  async withdraw(meanwhile: () => Promise<void> = nothing): Promise<void> {
    let crossed = false;
    const heldPublications = async (recordId: string) => {
      const held = await this.reviews.heldPublications(recordId);
      if (!crossed) {
        crossed = true;
        await meanwhile();
      }
      return held;
    };
    const consequences = new AllConsequences([
      this.#publications,
      new ReceiptConsequence({ reviews: { heldPublications } }),
    ]);
    const { records, tables } = scene.store;
    const changes = new Changes({
      store: { records, tables },
      clock: { now: () => actor.now },
      trail: { append: nothing },
      consequences,
    });
    await changes.make({
      caller: owner,
      recordId: this.recordId,
      action: 'withdraw',
      reason: 'a test',
      step: (before, who) => withdrawn(known(before), who),
    });
  }

  async pending(): Promise<Review[]> {
    const waiting: Review[] = [];
    for await (const review of this.reviews.walk('pending', null)) {
      if (review.recordId === this.recordId) waiting.push(review);
    }
    return waiting;
  }

  async told(): Promise<string[]> {
    const reader = { member: 'SWE', agency: null };
    const place = { after: 0, settled: 0 };
    const { messages } = await scene.store.inbox.page(reader, place, 100, actor.now);
    return messages.flatMap(({ message: { recordId, type } }) =>
      recordId === this.recordId ? [type] : [],
    );
  }
}

describe('wider defaults told of while a record is taken back', () => {
  it('open a review of the publication to a member whose receiving is reviewed', async () => {
    const crossing = await new Crossing('FRA-still', ['SWE']).begin();
    await crossing.tell();
    expect(await crossing.pending()).toHaveLength(1);
  });

  it('open none where it is taken back between their look and their step', async () => {
    const crossing = await new Crossing('FRA-before', ['SWE']).begin();
    await crossing.tell(() => crossing.withdraw());
    expect(await crossing.pending()).toEqual([]);
    expect((await scene.store.widenings.of(OWNER)).widening).toBeNull();
  });

  it('tell nobody of it behind the word that it must be purged', async () => {
    const crossing = await new Crossing('FRA-untold', []).begin();
    await crossing.tell(() => crossing.withdraw());
    expect(await crossing.told()).toEqual(['retraction']);
  });

  it('leave no review where they open it between the look and the step that takes it back', async () => {
    const crossing = await new Crossing('FRA-after', ['SWE']).begin();
    await crossing.withdraw(() => crossing.tell());
    expect(await crossing.pending()).toEqual([]);
  });
});
