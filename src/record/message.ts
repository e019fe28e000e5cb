/**
 * Messages of the inbox: what a member, or the General Secretariat, is told, and how that is stored.
 * It must never hold more of a person than the identifier of a record.
 */
import { Packr } from 'msgpackr';

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

type Packed = readonly [
  format: number,
  type: number,
  at: number,
  recordId: string | null,
  body: Message['body'],
  to: readonly ['all' | string[], string[]] | null,
];

/** The format's number stands for its positions: what bears it was packed here. */
const isPacked = (a: unknown): a is Packed => Array.isArray(a) && a[0] === FORMAT;

/** Throws where the bytes are not those of a message of this build. */
export function unpackMessage(bytes: Buffer): Message {
  const a: unknown = packr.unpack(bytes);
  if (!isPacked(a)) throw new Error('a message of no known format');
  const [, type, at, recordId, body, to] = a;
  const name = MESSAGE_TYPES[type];
  if (name === undefined) throw new Error('a message of no known type');
  const audience = to === null ? null : { to: to[0], except: to[1] };
  return { type: name, at, recordId, body, audience };
}

/** Whether a message to many is for this member. */
export function isFor({ to, except }: Audience, member: string): boolean {
  return to === 'all' ? !except.includes(member) : to.includes(member);
}
