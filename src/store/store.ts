/**
 * The store: everything the service keeps in Redis, behind one door.
 * It must never answer from data that it cannot show to be complete and current.
 */
import { randomBytes } from 'node:crypto';
import { Fault } from '../errors.js';
import { LIMITS } from '../limits.js';
import { Pace } from '../pace.js';
import type { Measure } from '../record/measure.js';
import { Bell } from './bell.js';
import { Copies } from './copies.js';
import { packDeeds, type Deed } from './deeds.js';
import { Inbox } from './inbox.js';
import { DueLists } from './due-lists.js';
import { KEYS } from './keys.js';
import { lineOver, SocketLine, type Line } from './line.js';
import { Lookups } from './lookups.js';
import { Addresses } from './packing.js';
import { Reads } from './reads.js';
import { Rebuild } from './rebuild.js';
import { Records } from './records.js';
import { openLink, type Link, type RedisAddress } from './redis-client.js';
import type { CredentialRow, CredentialStore } from '../access/credentials.js';
import { Tables, encodeRow, type MemberRow, type TableRow } from './tables.js';
import { Widenings } from './widenings.js';
import { Writes } from './writes.js';

const SECRET_BYTES = 24;

/** Made once for a store, so that its hashes stay the same for every process and for ever. */
async function secretOf(link: Link, name: string): Promise<string> {
  await link.send(['HSETNX', KEYS.secrets, name, randomBytes(SECRET_BYTES).toString('base64url')]);
  const secret = await link.send(['HGET', KEYS.secrets, name]);
  if (!Buffer.isBuffer(secret)) throw new Fault('index_unavailable', 'The store has no secrets.');
  return secret.toString();
}

/** To the private Redis a line of its own; to an outside one, with its passwords and certificates, node-redis. */
async function openLine(address: RedisAddress, link: Link): Promise<Line> {
  const { url, onTrouble } = address;
  if (!url.startsWith('unix:')) return lineOver(link);
  return SocketLine.open(url.slice('unix:'.length), onTrouble);
}

export interface StoreAddress extends RedisAddress {
  /**
   * Version of the normaliser that makes entries and looks for them: nothing is read nor written while the index
   * has those of another. Left out by who does neither.
   */
  readonly normaliser?: number;
}

export class Store implements CredentialStore {
  readonly addresses: Addresses;
  readonly tables: Tables;
  /** Document buckets in this process' memory. */
  readonly copies: Copies;
  /** Reads of checks; they share no connection with pushes. */
  readonly checks: Reads;
  /** Records of a check's candidates, over the checks' connection. */
  readonly candidates: Records;
  /** Everything that is not a check. */
  readonly records: Records;
  /** Keys the hash under which the audit names the data searched. */
  readonly searchSecret: string;
  /** Recent lookups of supervised members, over a connection that nobody else waits for. */
  readonly lookups: Lookups;
  /** The line the audit appends over, at the pace of the checks' lookups. */
  readonly checkLine: Line;
  readonly checkPace = new Pace();
  /** Wakes whoever waits for something that another call, or another process, does. */
  readonly bell: Bell;
  readonly inbox: Inbox;
  readonly #links: readonly Link[];
  /** What the service does to records by itself; it shares no connection with checks or pushes. */
  readonly upkeep: Records;
  /** Lists of what falls due on a day. */
  readonly due: DueLists;
  /** Whose defaults have become wider. */
  readonly widenings: Widenings;
  /** Building the indexes anew. */
  readonly rebuild: Rebuild;
  /** Whatever is neither a check nor a push: it may be slow without holding either up. */
  readonly backgroundLink: Link;
  #poll: NodeJS.Timeout | null = null;

  private constructor(
    links: readonly [Link, Link, Link, Link],
    line: Line,
    bell: Bell,
    tables: Tables,
    secrets: { index: string; search: string },
    { onTrouble, normaliser }: StoreAddress,
  ) {
    const [checks, records, background, lookups] = links;
    this.#links = links;
    this.backgroundLink = background;
    this.tables = tables;
    this.lookups = new Lookups(lookups);
    this.copies = new Copies(background, tables, onTrouble);
    this.checkLine = line;
    this.bell = bell;
    this.inbox = new Inbox(background);
    this.searchSecret = secrets.search;
    this.addresses = new Addresses(secrets.index);
    this.checks = new Reads(line, tables, this.checkPace);
    const writes = new Writes(records, normaliser ?? null);
    this.candidates = new Records(checks, this.checks, writes, tables, this.addresses);
    this.upkeep = new Records(
      background,
      new Reads(lineOver(background), tables, new Pace()),
      new Writes(background, normaliser ?? null),
      tables,
      this.addresses,
    );
    this.due = new DueLists(background);
    this.widenings = new Widenings(background);
    this.rebuild = new Rebuild(background);
    this.records = new Records(
      records,
      new Reads(lineOver(records), tables, new Pace()),
      writes,
      tables,
      this.addresses,
    );
  }

  /** Connects, loads the functions, opens the store and keeps its tables current. */
  static async open(address: StoreAddress): Promise<Store> {
    const links: Link[] = [];
    const lines: Line[] = [];
    let bell: Bell | null = null;
    try {
      const background = await openLink(address);
      links.push(background);
      const tables = await Tables.open(
        background,
        randomBytes(9).toString('base64url'),
        address.normaliser ?? null,
      );
      const index = await secretOf(background, 'index');
      const search = await secretOf(background, 'search');
      const checks = await openLink(address);
      links.push(checks);
      const records = await openLink(address);
      links.push(records);
      const lookups = await openLink(address);
      links.push(lookups);
      const line = await openLine(address, checks);
      lines.push(line);
      bell = await Bell.open(address);
      const store = new Store(
        [checks, records, background, lookups],
        line,
        bell,
        tables,
        { index, search },
        address,
      );
      store.#keepFresh(address.onTrouble);
      return store;
    } catch (error) {
      bell?.close();
      await Promise.all([...lines, ...links].map((open) => open.close()));
      throw error;
    }
  }

  #keepFresh(onTrouble: (error: unknown) => void): void {
    let failing = false;
    this.#poll = setInterval(() => {
      this.tables.refresh().then(
        () => (failing = false),
        (error: unknown) => {
          if (!failing) onTrouble(error);
          failing = true;
        },
      );
    }, LIMITS.tablesPollMs);
  }

  /** Takes note of a head that came with an answer to a question of `askedAt`. */
  heard(text: string, askedAt: number): void {
    if (text === this.tables.head.text) {
      this.tables.confirm(askedAt);
      return;
    }
    this.tables.follow(text).then(
      () => this.copies.follow(),
      // Whoever needs the head asks for it again and is told then.
      () => undefined,
    );
  }

  /** Rejects with `index_unavailable` unless Redis answers and the store is the known one. */
  ping(): Promise<void> {
    return this.tables.refresh();
  }

  /** Sets a member's row; `false` where it had changed since `expected` was read. */
  async setMember(
    code: string,
    row: MemberRow,
    expected: MemberRow | null,
    deeds: readonly Deed[] = [],
  ): Promise<boolean> {
    return this.#setRow(KEYS.members, code, encodeRow(row), expected, deeds);
  }

  requireFresh(): void {
    this.tables.requireFresh();
  }

  credential(credentialId: string): CredentialRow | undefined {
    return this.tables.credentials.get(credentialId);
  }

  credentials(): Iterable<CredentialRow> {
    return this.tables.credentials.values();
  }

  /** Sets a credential's row; `expected` `null` for a new one. */
  async setCredential(row: CredentialRow, expected: CredentialRow | null): Promise<boolean> {
    return this.#setRow(KEYS.credentials, row.credentialId, encodeRow(row), expected);
  }

  /** Sets a measure's row; `expected` `null` for a new one. */
  async setMeasure(
    row: Measure,
    expected: Measure | null,
    deeds: readonly Deed[],
  ): Promise<boolean> {
    return this.#setRow(KEYS.measures, row.measureId, encodeRow(row), expected, deeds);
  }

  /** Deeds on their own; `false` where a guard among them does not hold: then none is done. */
  async act(deeds: readonly Deed[]): Promise<boolean> {
    const done = await this.backgroundLink.send(['FCALL', 'pc_act', '0', packDeeds(deeds)]);
    if (Buffer.isBuffer(done)) return done.toString() === 'done';
    throw new Fault('index_unavailable', 'The store did not answer.');
  }

  async #setRow(
    table: string,
    name: string,
    row: Buffer,
    expected: TableRow | null,
    deeds: readonly Deed[] = [],
  ): Promise<boolean> {
    const was = expected === null ? '-' : encodeRow(expected);
    const args = ['FCALL', 'pc_row', '0', table, name, was, row, packDeeds(deeds)];
    const set = await this.backgroundLink.send(args);
    // This process sees its own change before it says so; the first look may have begun before it.
    await this.tables.refresh();
    await this.tables.refresh();
    return set === 1;
  }

  async close(): Promise<void> {
    if (this.#poll !== null) clearInterval(this.#poll);
    this.bell.close();
    await Promise.all([this.checkLine, ...this.#links].map((open) => open.close()));
  }
}
