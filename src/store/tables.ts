/**
 * The small tables every process keeps in memory: members, measures, visibility classes, credentials.
 * It must never be used for an answer when it is older than the head that was read beside the data.
 */
import { Packr } from 'msgpackr';
import { Fault } from '../errors.js';
import { LIMITS } from '../limits.js';
import type { Measure } from '../record/measure.js';
import { UNRESTRICTED, type Restrictions } from '../record/record.js';
import { parseClass, sees, type Viewer, type VisibilityClass } from '../record/visibility.js';
import type { CredentialRow } from '../access/credentials.js';
import { parseHead, type Head } from './head.js';
import { KEYS } from './keys.js';
import type { Link, Reply } from './redis-client.js';

const packr = new Packr({ useRecords: false, int64AsType: 'number', copyBuffers: true });

export interface MemberRow {
  readonly connection: 'connected' | 'disconnected';
  readonly connectionReason: string | null;
  /** What binds all its records: its own and the protective ones together. */
  readonly defaults: Restrictions;
  /** What it has set itself. */
  readonly own: Restrictions;
  /** What a reviewer has set on its behalf while it was disconnected; it takes them back at will. */
  readonly protective: Restrictions | null;
}

export const NEW_MEMBER: MemberRow = {
  connection: 'connected',
  connectionReason: null,
  defaults: UNRESTRICTED,
  own: UNRESTRICTED,
  protective: null,
};

export type TableRow = MemberRow | CredentialRow | Measure;
export const encodeRow = (row: TableRow): Buffer => packr.pack(row);

function textOf(reply: Reply | undefined): string {
  if (Buffer.isBuffer(reply)) return reply.toString();
  return typeof reply === 'string' ? reply : '';
}

function* pairs(reply: Reply): Generator<[string, Buffer]> {
  if (!Array.isArray(reply)) return;
  const list = reply as readonly Reply[];
  for (let at = 0; at + 1 < list.length; at += 2) {
    const value = list[at + 1];
    if (Buffer.isBuffer(value)) yield [textOf(list[at]), value];
  }
}

/** Which classes one viewer sees, each judged once. */
export class Sight {
  readonly #viewer: Viewer;
  readonly #tables: Pick<Tables, 'classes' | 'member'>;
  readonly #known = new Map<number, boolean>();

  constructor(viewer: Viewer, tables: Pick<Tables, 'classes' | 'member'>) {
    this.#viewer = viewer;
    this.#tables = tables;
  }

  /** Whether it sees records of class `number`; throws `index_unavailable` where there is none. */
  of(number: number): boolean {
    const known = this.#known.get(number);
    if (known !== undefined) return known;
    const visibility = this.#tables.classes.get(number);
    if (visibility === undefined) {
      throw new Fault('index_unavailable', 'A visibility class is missing.');
    }
    const { defaults } = this.#tables.member(visibility.owner);
    const answer = sees(this.#viewer, visibility, defaults);
    this.#known.set(number, answer);
    return answer;
  }
}

export class Tables {
  head: Head;
  members = new Map<string, MemberRow>();
  measures: ReadonlyMap<string, Measure> = new Map<string, Measure>();
  /** Counts changes of measures; never ahead of `measures`. */
  measuresEpoch = 0;
  classes = new Map<number, VisibilityClass>();
  classNumbers = new Map<string, number>();
  credentials = new Map<string, CredentialRow>();
  #confirmedAt = performance.now();
  #sights = new Map<string, Sight>();
  #loading: Promise<void> | null = null;
  /** Follows it. */
  #next: Promise<void> | null = null;
  readonly #link: Link;
  readonly #normaliser: number | null;

  private constructor(link: Link, head: Head, normaliser: number | null) {
    this.#link = link;
    this.head = head;
    this.#normaliser = normaliser;
  }

  /**
   * Opens the store behind `link`, giving an empty one the identity `store`. `normaliser`: version of the one that
   * makes entries and looks for them, `null` where neither is done.
   */
  static async open(link: Link, store: string, normaliser: number | null): Promise<Tables> {
    const version = normaliser === null ? '' : String(normaliser);
    const opened = await link.send(['FCALL', 'pc_open', '0', store, version]);
    const head = parseHead(textOf(opened) || null);
    const tables = new Tables(link, head, normaliser);
    await tables.#loadMembers();
    await tables.#loadCredentials();
    return tables;
  }

  member(code: string): MemberRow {
    return this.members.get(code) ?? NEW_MEMBER;
  }

  /** What a viewer sees; good until the tables change, so for one look at the index. */
  sightOf(viewer: Viewer): Sight {
    const key = `${viewer.member}|${viewer.purpose ?? ''}|${viewer.agency ?? ''}`;
    let sight = this.#sights.get(key);
    if (sight === undefined) {
      if (this.#sights.size > 10_000) this.#sights.clear();
      sight = new Sight(viewer, this);
      this.#sights.set(key, sight);
    }
    return sight;
  }

  /** Redis has said, in answer to a question of `askedAt`, that these tables are current. */
  confirm(askedAt: number): void {
    if (askedAt > this.#confirmedAt) this.#confirmedAt = askedAt;
  }

  /** Throws `index_unavailable` while the tables are older than what may be answered from. */
  requireFresh(): void {
    if (performance.now() - this.#confirmedAt <= LIMITS.tablesStaleMs) return;
    throw new Fault('index_unavailable', 'The credentials cannot be confirmed at the moment.');
  }

  /** Reads the head; brings everything up to it. Rejects when the store is gone or another one. */
  async refresh(): Promise<void> {
    const underWay = this.#loading;
    if (underWay === null) return this.#load();
    // That one may have read before what the caller means to see; the next one is for all who ask until it begins.
    this.#next ??= underWay
      .catch(() => undefined)
      .then(() => {
        this.#next = null;
        return this.refresh();
      });
    return this.#next;
  }

  /** Joins a load that is under way. */
  #load(): Promise<void> {
    this.#loading ??= this.#catchUp().finally(() => {
      this.#loading = null;
    });
    return this.#loading;
  }

  /** A head of this store, whose entries are those that are looked for here. Throws `index_unavailable`. */
  #known(text: string | null): Head {
    const next = parseHead(text);
    if (next.store !== this.head.store) {
      const detail = 'The index is not the one this service was started with.';
      throw new Fault('index_unavailable', detail);
    }
    if (this.#normaliser !== null && next.normaliser !== this.#normaliser) {
      throw new Fault('index_unavailable', 'The index is being built anew, for another version.');
    }
    return next;
  }

  /** Takes over a head that was read beside data. Shapes count at once; tables are loaded first. */
  async follow(text: string | null): Promise<void> {
    const next = this.#known(text);
    if (next.tables !== this.head.tables || next.credentials !== this.head.credentials) {
      await this.#load();
    } else {
      this.head = next;
    }
  }

  async #catchUp(): Promise<void> {
    const askedAt = performance.now();
    const text = textOf(await this.#link.send(['GET', KEYS.head])) || null;
    const next = this.#known(text);
    if (next.tables !== this.head.tables) await this.#loadMembers();
    if (next.credentials !== this.head.credentials) await this.#loadCredentials();
    this.head = next;
    this.confirm(askedAt);
  }

  async #loadMembers(): Promise<void> {
    // The epoch first: one that is older than its rows only makes a push be directed again.
    const [epoch, measures, members, count] = await Promise.all([
      this.#link.send(['HGET', KEYS.meta, 'measures']),
      this.#link.send(['HGETALL', KEYS.measures]),
      this.#link.send(['HGETALL', KEYS.members]),
      this.#link.send(['HLEN', KEYS.classes]),
    ]);
    await this.#loadClasses(Number(count));
    this.members = new Map(
      [...pairs(members)].map(([code, row]) => [code, packr.unpack(row) as MemberRow]),
    );
    this.measures = new Map(
      [...pairs(measures)].map(([id, row]) => [id, packr.unpack(row) as Measure]),
    );
    this.measuresEpoch = Number(textOf(epoch) || 0);
    this.#sights.clear();
  }

  /** Classes are numbered from 1 and never change, so only new ones are read. */
  async #loadClasses(count: number): Promise<void> {
    while (this.classes.size < count) {
      const first = this.classes.size + 1;
      const numbers: string[] = [];
      for (let n = first; n <= count && numbers.length < LIMITS.keysPerCallMax; n += 1) {
        numbers.push(String(n));
      }
      const texts = await this.#link.send(['HMGET', KEYS.classes, ...numbers]);
      if (!Array.isArray(texts)) throw new Fault('index_unavailable', 'The index did not answer.');
      (texts as readonly Reply[]).forEach((reply, at) => {
        const text = textOf(reply);
        this.classes.set(first + at, parseClass(text));
        this.classNumbers.set(text, first + at);
      });
    }
  }

  async #loadCredentials(): Promise<void> {
    const rows = await this.#link.send(['HGETALL', KEYS.credentials]);
    this.credentials = new Map(
      [...pairs(rows)].map(([id, row]) => [id, packr.unpack(row) as CredentialRow]),
    );
  }
}
