/**
 * Invented travel documents, addressed by number: the n-th is the same in every process.
 * It must never give two different numbers of the sequence the same document number: that is how
 * the bench knows what is listed without keeping a list.
 */
import { below, draw, permute32 } from '../random.js';
import { memberAt, memberPlace } from './members.js';

export interface BenchDocument {
  readonly issuer: string;
  /** Place of the issuer in `BENCH_MEMBERS`. */
  readonly member: number;
  readonly number: string;
}

const LETTERS = 'ABCDEFGHJKLMNPRSTUVWXYZ';
const STATUSES = ['stolen', 'lost', 'lost', 'stolen', 'lost', 'revoked', 'lost', 'stolen-blank'];
const SERIAL_CHARACTERS = 7;
const DRAW = { issuer: 11, series: 12, status: 13, day: 14 } as const;
/** Days before the end of 2025 on which documents were reported: ten years. */
const REPORTED_DAYS = 3_650;
const LAST_REPORT = Date.UTC(2025, 11, 31);
const DAY_MS = 86_400_000;

/** Two series letters of the issuer and seven characters that no other n has (n below 2^32). */
export function documentAt(seed: number, n: number): BenchDocument {
  const member = memberPlace(seed, DRAW.issuer, n);
  const series = below(draw(seed, DRAW.series, n), 8);
  const letter = LETTERS[(member * 7 + series) % LETTERS.length] ?? 'A';
  const second = LETTERS[(member + series * 3) % LETTERS.length] ?? 'A';
  // A permutation of a sum with a constant is a permutation: distinct n, distinct serials.
  const serial = permute32((n + permute32(seed)) >>> 0);
  const text = serial.toString(36).toUpperCase().padStart(SERIAL_CHARACTERS, '0');
  return { issuer: memberAt(member), member, number: letter + second + text };
}

/** The NDJSON line, without line feed, that lists the n-th document (CONTRACT section 10, bulk). */
export function documentLine(seed: number, n: number): string {
  const { issuer, number } = documentAt(seed, n);
  const day = LAST_REPORT - below(draw(seed, DRAW.day, n), REPORTED_DAYS) * DAY_MS;
  return JSON.stringify({
    recordId: documentRecordId(issuer, n),
    index: 'documents',
    document: {
      number,
      issuer,
      type: 'P',
      status: STATUSES[below(draw(seed, DRAW.status, n), STATUSES.length)],
      reportedOn: new Date(day).toISOString().slice(0, 10),
    },
  });
}

export function documentRecordId(issuer: string, n: number): string {
  return `${issuer}-2026-${String(n).padStart(9, '0')}`;
}
