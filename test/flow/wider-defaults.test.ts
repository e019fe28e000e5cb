/** The pass that tells of wider defaults, over a store that the test holds: its bounds, and what crosses it. */
import { describe, expect, it } from 'vitest';
import { PublicationMessages } from '../../src/flow/publication-messages.js';
import { WiderDefaults, widened } from '../../src/flow/wider-defaults.js';
import { Addressees } from '../../src/flow/addressees.js';
import { Fault } from '../../src/errors.js';
import { LIMITS } from '../../src/limits.js';
import { encodeDossier } from '../../src/record/codec.js';
import { UNRESTRICTED, type Restrictions } from '../../src/record/record.js';
import { packDeeds, type Deed } from '../../src/store/deeds.js';
import { DOCUMENT_BIT } from '../../src/store/keys.js';
import type { Reply } from '../../src/store/redis-client.js';
import { Widenings } from '../../src/store/widenings.js';
import { fieldsOf, toldBy } from '../support/deeds.js';
import { OWNER, actor, contentWith, dossierOf, versionOf } from './publication-scene.js';

const denying = (...deny: string[]): Restrictions => ({ ...UNRESTRICTED, deny });
const BODY = encodeDossier(dossierOf(versionOf(contentWith({ recipients: ['DEU', 'ITA'] }))));

/** One owner's records and its row, and a process that hears of new defaults only when it asks. */
class World {
  readonly ids: number[];
  readonly rows = new Map<string, Buffer>();
  /** Of each step that was done, whom it told. */
  readonly told: string[][] = [];
  readonly troubles: unknown[] = [];
  readonly fetched: number[] = [];
  heard: Restrictions;
  defaults: Restrictions;
  beforeAct: () => void = () => undefined;
  /** Every record has changed again before a step about it. */
  restless = false;
  readonly widenings: Widenings;
  readonly pass: WiderDefaults;

  constructor(ids: number[], before: Restrictions, bodies = (_id: number): Buffer | null => BODY) {
    this.ids = ids;
    this.heard = before;
    this.defaults = before;
    const send = (args: readonly unknown[]): Promise<Reply> => {
      if (args[0] === 'HGET') return Promise.resolve(this.rows.get(String(args[2])) ?? null);
      return Promise.resolve([...this.rows].flatMap(([name, row]) => [Buffer.from(name), row]));
    };
    this.widenings = new Widenings({ send });
    const addressees = new Addressees({
      tables: { member: () => ({ defaults: this.heard }) },
      measures: { holdsReceipt: () => false },
    });
    this.pass = new WiderDefaults({
      store: {
        widenings: this.widenings,
        act: (deeds) => this.#act(deeds),
        tables: {
          refresh: () => {
            this.heard = this.defaults;
            return Promise.resolve();
          },
        },
        upkeep: {
          owned: (_, from, max) => Promise.resolve(this.ids.slice(from, from + max)),
          bodies: (asked) => {
            this.fetched.push(...asked);
            return Promise.resolve(asked.map(bodies));
          },
        },
      },
      clock: { now: () => actor.now },
      publications: new PublicationMessages(addressees),
      onTrouble: (error) => void this.troubles.push(error),
    });
  }

  async become(defaults: Restrictions): Promise<void> {
    const { widenings } = this;
    while (!this.#do(await widened(widenings, OWNER, 'who', this.defaults, defaults)));
    this.defaults = defaults;
  }

  #act(deeds: readonly Deed[]): Promise<boolean> {
    this.beforeAct();
    return Promise.resolve(this.#do(deeds));
  }

  #do(deeds: readonly Deed[]): boolean {
    expect(packDeeds(deeds).length).toBeLessThan(1_000_000);
    const named = deeds.map((deed) => fieldsOf(deed));
    if (this.restless && named.some(([name]) => String(name) === 'rev')) return false;
    for (const [name, , field, row] of named) {
      if (String(name) !== 'was' || row === undefined) continue;
      if (!row.equals(this.rows.get(String(field)) ?? Buffer.alloc(0))) return false;
    }
    for (const [name, , field, row] of named) {
      if (String(name) === 'set' && row !== undefined) this.rows.set(String(field), row);
      else if (String(name) === 'del') this.rows.delete(String(field));
    }
    const told = toldBy(deeds).map(({ to }) => to);
    if (told.length > 0) this.told.push(told);
    return true;
  }

  async waits(): Promise<boolean> {
    return (await this.widenings.members()).length > 0;
  }
}

const ids = (count: number, from = 0): number[] =>
  Array.from({ length: count }, (_, n) => from + n);

describe('a pass over the records of a member whose defaults are wider', () => {
  it('goes by the defaults that the row is about, also where this process has not heard of them', async () => {
    const world = new World(ids(3), denying('DEU'));
    await world.become(UNRESTRICTED);
    expect(world.heard).toEqual(denying('DEU'));
    await world.pass.run();
    expect(world.told.flat()).toEqual(['DEU', 'DEU', 'DEU']);
    expect(await world.waits()).toBe(false);
    expect(world.rows.size).toBe(0);
  });

  it('tells a few at once, and leaves what is too much to the next', async () => {
    const count = LIMITS.widenedToldMax + 100;
    const world = new World(ids(count), denying('DEU'));
    await world.become(UNRESTRICTED);
    await world.pass.run();
    const first = world.told.flat().length;
    expect(first).toBeLessThan(LIMITS.widenedToldMax + LIMITS.sweepChangesMax);
    expect(Math.max(...world.told.map((told) => told.length))).toBe(LIMITS.sweepChangesMax);
    expect(await world.waits()).toBe(true);
    await world.pass.run();
    expect(world.told.flat()).toHaveLength(count);
    expect(await world.waits()).toBe(false);
  });

  it('begins anew where they become wider once more in the middle of it', async () => {
    const world = new World(ids(200), denying('DEU', 'ITA'));
    await world.become(denying('DEU'));
    let steps = 0;
    const again: Promise<void>[] = [];
    world.beforeAct = () => {
      steps += 1;
      if (steps === 2) again.push(world.become(UNRESTRICTED));
    };
    await world.pass.run();
    await Promise.all(again);
    await world.pass.run();
    expect(again).toHaveLength(1);
    const told = world.told.flat();
    expect(told.filter((to) => to === 'DEU')).toHaveLength(200);
    expect(told.filter((to) => to === 'ITA').length).toBeGreaterThanOrEqual(200);
    expect(await world.waits()).toBe(false);
  });

  it('looks at no documents, and passes over what is gone or cannot be read', async () => {
    const documents = ids(3_000, DOCUMENT_BIT);
    const world = new World([1, ...documents, 2, 3, 4], denying('DEU'), (id) => {
      if (id === 2) return Buffer.from([0xc1]);
      return id === 3 ? null : BODY;
    });
    await world.become(UNRESTRICTED);
    await world.pass.run();
    expect(world.fetched).toEqual([1, 2, 3, 4]);
    expect(world.told.flat()).toEqual(['DEU', 'DEU']);
    expect(world.troubles).toHaveLength(1);
    expect(await world.waits()).toBe(false);
  });

  it('ends with the store’s failure, and goes on from there; a row that nobody can read holds up no other', async () => {
    const world = new World(ids(100), denying('DEU'));
    world.rows.set('AAA', Buffer.from('no row'));
    await world.become(UNRESTRICTED);
    let steps = 0;
    world.beforeAct = () => {
      steps += 1;
      if (steps === 2) throw new Fault('index_unavailable', 'The store did not answer.');
    };
    await expect(world.pass.run()).rejects.toMatchObject({ code: 'index_unavailable' });
    expect(world.told.flat()).toHaveLength(LIMITS.sweepChangesMax);
    await world.pass.run();
    expect(world.told.flat()).toHaveLength(100);
    expect(world.troubles).toHaveLength(2);
  });

  it('ends for this time where the records never rest, and tells of them once they do', async () => {
    const world = new World(ids(LIMITS.sweepChangesMax), denying('DEU'));
    await world.become(UNRESTRICTED);
    world.restless = true;
    await world.pass.run();
    expect(world.told).toEqual([]);
    expect(await world.waits()).toBe(true);
    world.restless = false;
    await world.pass.run();
    expect(world.told.flat()).toHaveLength(LIMITS.sweepChangesMax);
  });

  it('ends where it stands when it is stopped', async () => {
    const world = new World(ids(1_000), denying('DEU'));
    await world.become(UNRESTRICTED);
    const stopped: Promise<void>[] = [];
    world.beforeAct = () => {
      if (stopped.length === 0) stopped.push(world.pass.stop());
    };
    await world.pass.run();
    await Promise.all(stopped);
    expect(world.told.flat()).toHaveLength(LIMITS.sweepChangesMax);
    expect(await world.waits()).toBe(true);
  });
});
