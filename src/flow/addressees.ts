/**
 * To whom a message about a record goes, and by which stream: to those who may see it, at that moment.
 * It must never tell a member of a record that its owner does not let it see, nor pass by a measure on receiving,
 * but with what asks to purge.
 */
import { LIMITS } from '../limits.js';
import { MEMBERS } from '../record/countries.js';
import { packMessage, type Audience, type Message } from '../record/message.js';
import type { RecordContent, Restrictions } from '../record/record.js';
import { agenciesAdmitted, agenciesChecking, readersAmong } from '../record/visibility.js';
import { EVERYBODY, SOME_CALLERS, tell, type Deed } from '../store/deeds.js';
import { retractedKey } from '../store/keys.js';
import type { MemberRow } from '../store/tables.js';
import { holdReceipt } from './receipts.js';
import { ownerOf } from './restrict.js';

const CODES: readonly string[] = MEMBERS.map(({ code }) => code).sort();

/** The tables and measures that say who receives what. */
export interface AddresseeParts {
  readonly tables: { member(code: string): Pick<MemberRow, 'defaults'> };
  readonly measures: { holdsReceipt(member: string): boolean };
}

/** A message before it is known to whom it goes. */
export interface Telling {
  readonly type: Message['type'];
  readonly recordId: string;
  readonly version: number;
  readonly body: Message['body'];
  /** Of the members told, callers of which agencies are shown it; missing: all of them. */
  readonly callers?: Audience;
  /** The credential whose call brought it about. */
  readonly by: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** The shorter way to name them. */
function audienceOf(members: readonly string[]): Audience {
  if (members.length <= CODES.length / 2) return { to: members, except: [] };
  const named = new Set(members);
  return { to: 'all', except: CODES.filter((code) => !named.has(code)) };
}

/** Everybody a message to many is for, sorted. */
export function membersOf({ to, except }: Audience): readonly string[] {
  return to === 'all' ? CODES.filter((code) => !except.includes(code)) : to;
}

/** As it lies in its reader's own stream. */
function messageOf({ type, recordId, body, callers, now }: Telling): Message {
  const message: Message = { type, at: now, recordId, body, audience: null };
  return callers === undefined ? message : { ...message, callers };
}

/** Into a stream of many, where there is anybody. */
function shared(message: Message, members: readonly string[], now: number, note = ''): Deed[] {
  if (members.length === 0) return [];
  const to = message.callers === undefined ? EVERYBODY : SOME_CALLERS;
  return [tell(to, packMessage({ ...message, audience: audienceOf(members) }), now, note)];
}

export class Addressees {
  readonly #parts: AddresseeParts;

  constructor(parts: AddresseeParts) {
    this.#parts = parts;
  }

  /** Members that may see a version of a record under its owner's defaults, or others; sorted, its owner left out. */
  of(recordId: string, content: RecordContent, defaults = this.#defaults(recordId)): string[] {
    const owner = ownerOf(recordId);
    const { recipients, restrictions } = content;
    return readersAmong(CODES, { owner, recipients, restrictions }, defaults);
  }

  /** Agencies whose callers a reading of a version shows it, where their member may see it at all. */
  agencies(
    recordId: string,
    content: RecordContent,
    defaults = this.#defaults(recordId),
  ): 'all' | readonly string[] {
    return agenciesAdmitted(content, defaults);
  }

  /** The same of agencies whose callers a check for some purpose shows it. */
  checking(recordId: string, content: RecordContent): 'all' | readonly string[] {
    return agenciesChecking(content, this.#defaults(recordId));
  }

  #defaults(recordId: string): Restrictions {
    return this.#parts.tables.member(ownerOf(recordId)).defaults;
  }

  /**
   * A copy for each of a few members, one message for many, or for some callers alone; a review for each member
   * whose receiving is held.
   */
  tell(members: readonly string[], telling: Telling): Deed[] {
    const message = messageOf(telling);
    const { deeds, free } = this.#held(members, message, telling);
    if (message.callers === undefined && free.length <= LIMITS.inboxCopiesMax) {
      const packed = packMessage(message);
      return [...deeds, ...free.map((member) => tell(member, packed, telling.now))];
    }
    return [...deeds, ...shared(message, free, telling.now)];
  }

  /**
   * What asks to purge: one message with one number, however few they are, noted with the record, since who has
   * acknowledged it is told from the number. It goes at once to those whose receiving is held as well: it reveals
   * nothing that a check did not, and while it waited they would keep what must be gone.
   */
  tellNoted(members: readonly string[], telling: Telling): Deed[] {
    return shared(messageOf(telling), members, telling.now, retractedKey(telling.recordId));
  }

  #held(members: readonly string[], message: Message, { recordId, version, by }: Telling) {
    const owner = ownerOf(recordId);
    const deeds: Deed[] = [];
    const free: string[] = [];
    for (const receiver of members) {
      if (!this.#parts.measures.holdsReceipt(receiver)) free.push(receiver);
      else {
        deeds.push(...holdReceipt({ receiver, message, recordId, version, owner, openedBy: by }));
      }
    }
    return { deeds, free };
  }
}
