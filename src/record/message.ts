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

/** Of a message to many: for whom it is. */
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
}

const FORMAT = 1;
const packr = new Packr({ useRecords: false, int64AsType: 'number', copyBuffers: true });

export function packMessage({ type, at, recordId, body, audience }: Message): Buffer {
  const to = audience === null ? null : [audience.to, audience.except];
  return packr.pack([FORMAT, MESSAGE_TYPES.indexOf(type), at, recordId, body, to]);
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
  const [, type, at, recordId, body, to] = a as unknown[];
  const name = typeof type === 'number' ? MESSAGE_TYPES[type] : undefined;
  const audience = audienceFrom(to);
  if (
    name === undefined ||
    audience === undefined ||
    !Number.isSafeInteger(at) ||
    !(recordId === null || isText(recordId)) ||
    !isBody(body)
  ) {
    throw new Error('a message that is damaged');
  }
  return { type: name, at: Number(at), recordId, body, audience };
}

/** Whether a message to many is for this member; the General Secretariat is no member. */
export function isFor({ to, except }: Audience, reader: string): boolean {
  if (to !== 'all') return to.includes(reader);
  return reader !== GENERAL_SECRETARIAT && !except.includes(reader);
}
