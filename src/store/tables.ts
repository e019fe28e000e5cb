/**
 * The small tables every process keeps in memory: members, visibility classes, credentials.
 * It must never be used for an answer when it is older than the head that was read beside the data.
 */
import { Packr } from 'msgpackr';
import { Fault } from '../errors.js';
import { UNRESTRICTED, type Restrictions } from '../record/record.js';
import { parseClass, sees, type Viewer, type VisibilityClass } from '../record/visibility.js';
import { parseHead, type Head } from './head.js';
import { KEYS } from './keys.js';
import type { Link, Reply } from './redis-client.js';

const packr = new Packr({ useRecords: false, int64AsType: 'number', copyBuffers: true });

export interface MemberRow {
  readonly connection: 'connected' | 'disconnected';
  readonly connectionReason: string | null;
  readonly defaults: Restrictions;
}

export const NEW_MEMBER: MemberRow = {
  connection: 'connected',
  connectionReason: null,
  defaults: UNRESTRICTED,
};

export interface CredentialRow {
  readonly credentialId: string;
  /** SHA-256 of the secret part. */
  readonly secretHash: Buffer;
  readonly member: string;
  readonly role: string;
  readonly agency: string | null;
  readonly name: string | null;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly expiresAt: number | null;
  readonly revokedAt: number | null;
}

export const encodeRow = (row: MemberRow | CredentialRow): Buffer => packr.pack(row);

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

export class Tables {
  head: Head;
  members = new Map<string, MemberRow>();
  classes = new Map<number, VisibilityClass>();
  classNumbers = new Map<string, number>();
  credentials = new Map<string, CredentialRow>();
  #visible = new Map<string, Map<number, boolean>>();
  #loading: Promise<void> | null = null;
  readonly #link: Link;

  private constructor(link: Link, head: Head) {
    this.#link = link;
    this.head = head;
  }

  /** Opens the store behind `link`, giving an empty one the identity `store`. */
  static async open(link: Link, store: string): Promise<Tables> {
    const head = parseHead(textOf(await link.send(['FCALL', 'pc_open', '0', store])) || null);
    const tables = new Tables(link, head);
    await tables.#loadMembers();
    await tables.#loadCredentials();
    return tables;
  }

  member(code: string): MemberRow {
    return this.members.get(code) ?? NEW_MEMBER;
  }

  /** Whether a viewer sees records of class `number`; remembered until the tables change. */
  sees(viewer: Viewer, number: number): boolean {
    const key = `${viewer.member}|${viewer.purpose ?? ''}|${viewer.agency ?? ''}`;
    let known = this.#visible.get(key);
    if (known === undefined) {
      if (this.#visible.size > 10_000) this.#visible.clear();
      known = new Map();
      this.#visible.set(key, known);
    }
    let answer = known.get(number);
    if (answer === undefined) {
      const visibility = this.classes.get(number);
      if (visibility === undefined) {
        throw new Fault('index_unavailable', 'A visibility class is missing.');
      }
      answer = sees(viewer, visibility, this.member(visibility.owner).defaults);
      known.set(number, answer);
    }
    return answer;
  }

  /** Reads the head; brings everything up to it. Rejects when the store is gone or another one. */
  async refresh(): Promise<void> {
    this.#loading ??= this.#catchUp().finally(() => {
      this.#loading = null;
    });
    return this.#loading;
  }

  /** Takes over a head that was read beside data. Shapes count at once; tables are loaded first. */
  async follow(text: string | null): Promise<void> {
    const next = parseHead(text);
    if (next.store !== this.head.store) {
      throw new Fault(
        'index_unavailable',
        'The index is not the one this service was started with.',
      );
    }
    if (next.tables !== this.head.tables || next.credentials !== this.head.credentials) {
      await this.refresh();
    } else {
      this.head = next;
    }
  }

  async #catchUp(): Promise<void> {
    const text = textOf(await this.#link.send(['GET', KEYS.head])) || null;
    const next = parseHead(text);
    if (next.store !== this.head.store) {
      throw new Fault(
        'index_unavailable',
        'The index is not the one this service was started with.',
      );
    }
    if (next.tables !== this.head.tables) await this.#loadMembers();
    if (next.credentials !== this.head.credentials) await this.#loadCredentials();
    this.head = next;
  }

  async #loadMembers(): Promise<void> {
    const [members, classes] = await Promise.all([
      this.#link.send(['HGETALL', KEYS.members]),
      this.#link.send(['HGETALL', KEYS.classes]),
    ]);
    this.members = new Map(
      [...pairs(members)].map(([code, row]) => [code, packr.unpack(row) as MemberRow]),
    );
    this.classes = new Map();
    this.classNumbers = new Map();
    for (const [number, text] of pairs(classes)) {
      this.classes.set(Number(number), parseClass(text.toString()));
      this.classNumbers.set(text.toString(), Number(number));
    }
    this.#visible.clear();
  }

  async #loadCredentials(): Promise<void> {
    const rows = await this.#link.send(['HGETALL', KEYS.credentials]);
    this.credentials = new Map(
      [...pairs(rows)].map(([id, row]) => [id, packr.unpack(row) as CredentialRow]),
    );
  }
}
