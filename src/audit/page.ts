/**
 * The audit's entries as plain objects: whole for an export, page by page for auditors.
 * It must never skip an entry between two pages.
 */
import { Fault } from '../errors.js';
import { entryJson } from './entry.js';
import type { AuditSource, MergedBlock } from './reader.js';

export interface EntrySpan {
  /** Milliseconds since 1970, both inclusive; `null` = open. */
  readonly from: number | null;
  readonly to: number | null;
}

/** A block closes after its entries were made, by at most this. */
const BLOCK_LAG_MS = 60_000;

interface Placed {
  readonly block: MergedBlock;
  readonly index: number;
}

async function* entriesIn(source: AuditSource, span: EntrySpan): AsyncGenerator<Placed> {
  const from = span.from ?? 0;
  const to = span.to ?? Number.MAX_SAFE_INTEGER;
  for await (const block of source.merged(from)) {
    if (block.time < from) continue;
    if (block.time > to + BLOCK_LAG_MS) return;
    for (let index = 0; index < block.entries.length; index += 1) {
      const at = block.entries[index]?.at ?? 0;
      if (at >= from && at <= to) yield { block, index };
    }
  }
}

function shown({ block, index }: Placed): Record<string, unknown> {
  const entry = block.entries[index];
  if (entry === undefined) throw new Error('an entry beyond its block');
  return entryJson(entry, block.chain, block.firstEntry + index);
}

/** Every entry of a span as a plain object, in the order of time as far as blocks tell it. */
export async function* exportAudit(
  source: AuditSource,
  span: EntrySpan,
): AsyncGenerator<Record<string, unknown>> {
  for await (const placed of entriesIn(source, span)) yield shown(placed);
}

const CURSOR = /^(\d{1,16})\.([A-Za-z0-9_-]{1,64})\.(\d{1,15})$/;

/** A page that begins behind `cursor`; `next` is `null` on the last one. Throws `invalid_request`. */
export async function readAuditPage(
  source: AuditSource,
  request: EntrySpan & { readonly limit: number; readonly cursor: string | null },
): Promise<{ readonly entries: Record<string, unknown>[]; readonly next: string | null }> {
  const place = request.cursor === null ? null : CURSOR.exec(request.cursor);
  if (request.cursor !== null && place === null) {
    throw new Fault('invalid_request', 'This is not a cursor that a page gave.', '/cursor');
  }
  const time = Number(place?.[1] ?? 0);
  const chain = place?.[2] ?? '';
  const number = Number(place?.[3] ?? 0);
  const from = Math.max(request.from ?? 0, time - BLOCK_LAG_MS);
  const entries: Record<string, unknown>[] = [];
  let next: string | null = null;
  for await (const placed of entriesIn(source, { from, to: request.to })) {
    const { block, index } = placed;
    const at = block.entries[index]?.at ?? 0;
    if (at < (request.from ?? 0)) continue;
    const nth = block.firstEntry + index;
    if (block.time < time) continue;
    if (block.time === time && (block.chain < chain || (block.chain === chain && nth <= number))) {
      continue;
    }
    if (entries.length === request.limit) return { entries, next };
    entries.push(shown(placed));
    next = `${block.time}.${block.chain}.${nth}`;
  }
  return { entries, next: null };
}
