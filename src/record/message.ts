/**
 * Messages of the inbox: what a member, or the General Secretariat, is told, and how that is stored.
 * It must never hold more of a person than the identifier of a record.
 */
import { Packr } from 'msgpackr';
import { GENERAL_SECRETARIAT } from './countries.js';

export const MESSAGE_TYPES = [
  'match',
  'publication',
  'retraction',
  'clarification',
  'retention',
  'measure',
  'connection',
] as const;
export type MessageType = (typeof MESSAGE_TYPES)[number];

/** Of a message to many: for whom it is. Of callers it says the same by their agencies. */
export interface Audience {
  /** Members' codes, sorted; `all` for every member. */
  readonly to: 'all' | readonly string[];
  /** Members left out of `all`, sorted. */
  readonly except: readonly string[];
}

export interface Message {
  readonly type: MessageType;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The record it is about. */
  readonly recordId: string | null;
  /** What the reader is told, as JSON has it. */
  readonly body: Readonly<Record<string, unknown>>;
  /** `null`: it lies in its only reader's own stream. */
  readonly audience: Audience | null;
  /** Callers of which agencies are shown it, where not all are; `all` has those of no agency in it. */
  readonly callers?: Audience;
}

const FORMAT = 1;
const packr = new Packr({ useRecords: false, int64AsType: 'number', copyBuffers: true });

const packed = ({ to, except }: Audience): unknown[] => [to, except];

export function packMessage({ type, at, recordId, body, audience, callers }: Message): Buffer {
  const to = audience === null ? null : packed(audience);
  const fields = [FORMAT, MESSAGE_TYPES.indexOf(type), at, recordId, body, to];
  return packr.pack(callers === undefined ? fields : [...fields, packed(callers)]);
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isCodes = (value: unknown): value is string[] => Array.isArray(value) && value.every(isText);
const isBody = (value: unknown): value is Message['body'] =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** `undefined` where it is none. */
function audienceFrom(to: unknown): Audience | null | undefined {
  if (to === null) return null;
  if (!Array.isArray(to)) return undefined;
  const [members, except] = to as unknown[];
  if (!isCodes(except) || (members !== 'all' && !isCodes(members))) return undefined;
  return { to: members, except };
}

/** Throws where the bytes are not those of a message of this build. */
export function unpackMessage(bytes: Uint8Array): Message {
  const a: unknown = packr.unpack(bytes);
  if (!Array.isArray(a) || a[0] !== FORMAT) throw new Error('a message of no known format');
  const [, type, at, recordId, body, to, by = null] = a as unknown[];
  const name = typeof type === 'number' ? MESSAGE_TYPES[type] : undefined;
  const audience = audienceFrom(to);
  const callers = audienceFrom(by);
  if (
    name === undefined ||
    audience === undefined ||
    callers === undefined ||
    !Number.isSafeInteger(at) ||
    !(recordId === null || isText(recordId)) ||
    !isBody(body)
  ) {
    throw new Error('a message that is damaged');
  }
  const message = { type: name, at: Number(at), recordId, body, audience };
  return callers === null ? message : { ...message, callers };
}

/** Whether a message to many is for this member; the General Secretariat is no member. */
export function isFor({ to, except }: Audience, reader: string): boolean {
  if (to !== 'all') return to.includes(reader);
  return reader !== GENERAL_SECRETARIAT && !except.includes(reader);
}

/** Whether a reader's caller of this agency, `null` of none, is shown a message. */
export function isShownTo({ callers }: Message, agency: string | null): boolean {
  if (callers === undefined) return true;
  const { to, except } = callers;
  if (to === 'all') return agency === null || !except.includes(agency);
  return agency !== null && to.includes(agency);
}
