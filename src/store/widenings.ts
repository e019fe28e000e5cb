/**
 * Members whose default restrictions have become wider, and of how many of their records that has been told.
 * It must never lose what bound before: by that it is judged who sees more.
 */
import { canonicalRestrictions } from '../record/visibility.js';
import type { Restrictions } from '../record/record.js';
import { dropRow, rowWas, setRow, type Deed } from './deeds.js';
import { KEYS } from './keys.js';
import { listOf, type Link } from './redis-client.js';

/** What is still to be told of one member's records. */
export interface Widening {
  /** What bound before; where it became wider several times, all that did together. */
  readonly before: Restrictions;
  /** The credential whose call it was. */
  readonly by: string;
  /** How many of the member's records, in order of entry, are done. */
  readonly done: number;
}

/** As it is stored; its bytes are the guard of the next change. */
export interface StoredWidening {
  readonly row: Buffer | null;
  /** `null`: nothing is to be told. */
  readonly widening: Widening | null;
}

const FORMAT = 1;

function pack({ before, by, done }: Widening): Buffer {
  const { deny, allowOnly, agencies, purposes } = canonicalRestrictions(before);
  return Buffer.from(JSON.stringify([FORMAT, deny, allowOnly, agencies, purposes, by, done]));
}

/** Throws where the bytes are not those of a widening of this build. */
function unpack(row: Buffer): Widening {
  const [format, deny, allowOnly, agencies, purposes, by, done] = JSON.parse(row.toString()) as [
    number,
    string[],
    string[] | null,
    string[] | null,
    Restrictions['purposes'],
    string,
    number,
  ];
  if (format !== FORMAT) throw new Error('a widening of no known format');
  return { before: { deny, allowOnly, agencies, purposes }, by, done };
}

/** Puts `next` in the place of what was read, and does nothing where that has changed; `null`: all is told. */
export function setWidening(
  member: string,
  { row }: StoredWidening,
  next: Widening | null,
): readonly Deed[] {
  const become =
    next === null ? dropRow(KEYS.widenings, member) : setRow(KEYS.widenings, member, pack(next));
  return [rowWas(KEYS.widenings, member, row), become];
}

export class Widenings {
  readonly #link: Pick<Link, 'send'>;

  constructor(link: Pick<Link, 'send'>) {
    this.#link = link;
  }

  /** Members of whose records something is still to be told. */
  async members(): Promise<string[]> {
    const rows = listOf(await this.#link.send(['HGETALL', KEYS.widenings]));
    const members: string[] = [];
    for (let at = 0; at + 1 < rows.length; at += 2) {
      const row = rows[at + 1];
      if (Buffer.isBuffer(row) && row.length > 0) members.push(String(rows[at]));
    }
    return members;
  }

  async of(member: string): Promise<StoredWidening> {
    const row = await this.#link.send(['HGET', KEYS.widenings, member]);
    if (!Buffer.isBuffer(row) || row.length === 0) return { row: null, widening: null };
    return { row, widening: unpack(row) };
  }
}
