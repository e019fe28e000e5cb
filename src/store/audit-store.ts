/**
 * The audit's blocks, heads and counters in Redis.
 * It must never write a block without its head and its counters in the same atomic step.
 */
import type {
  AppendedBlock,
  AuditStore,
  Grain,
  StoredBlock,
  Written,
} from '../audit/store-contract.js';
import { packDeeds } from './deeds.js';
import { auditBlocksKey, KEYS, statsKey } from './keys.js';
import type { Line } from './line.js';
import { listOf, type Link, type Reply } from './redis-client.js';

function textOf(reply: Reply | undefined): string | null {
  if (Buffer.isBuffer(reply)) return reply.toString();
  return typeof reply === 'string' ? reply : null;
}

function pairsOf(reply: Reply): Map<string, string> {
  const list = listOf(reply);
  const pairs = new Map<string, string>();
  for (let at = 0; at + 1 < list.length; at += 2) {
    pairs.set(textOf(list[at]) ?? '', textOf(list[at + 1]) ?? '');
  }
  return pairs;
}

/** One element of a stream: its id `<number>-0` and the field `b`. */
function blockOf(reply: Reply): StoredBlock {
  const [id, fields] = listOf(reply);
  const bytes = listOf(fields)[1];
  return { number: parseInt(textOf(id) ?? '', 10), bytes: Buffer.isBuffer(bytes) ? bytes : EMPTY };
}

const EMPTY = Buffer.alloc(0);
/** What blocks have counted is in the counters once this is answered. */
const COUNT = ['FCALL', 'pc_count', '0'];

export class RedisAuditStore implements AuditStore {
  readonly #link: Link;
  readonly #line: Line;
  readonly #onHead: (text: string, askedAt: number) => void;

  /**
   * `line`: where blocks are appended over; the reading is `link`'s. `onHead` is told every store's head that
   * an append brings, with the time it was asked at.
   */
  constructor(link: Link, line: Line, onHead: (text: string, askedAt: number) => void) {
    this.#link = link;
    this.#line = line;
    this.#onHead = onHead;
  }

  append(block: AppendedBlock): Promise<Written | 'head' | 'guard'> {
    const { chain, number, expectedHead, newHead, bytes, deeds, second, counts } = block;
    const args = ['FCALL', 'pc_audit', '0', chain, String(number), expectedHead ?? '', newHead];
    let counted = '';
    for (const [name, by] of counts) counted += `${counted === '' ? '' : ' '}${name} ${by}`;
    const tail = [String(second), counted];
    const askedAt = performance.now();
    return new Promise((resolve, reject) => {
      this.#line.call([...args, bytes, packDeeds(deeds), ...tail], {
        reply: (values) => {
          const reply = values.at(0)?.toString('latin1') ?? '';
          if (reply === 'head' || reply === 'guard') resolve(reply);
          else if (reply === '') {
            reject(new Error('the audit append was answered with none of its answers'));
          } else {
            this.#onHead(reply, askedAt);
            resolve({ storeHead: reply });
          }
        },
        failed: reject,
      });
    });
  }

  async heads(): Promise<Map<string, string>> {
    return pairsOf(await this.#link.send(['HGETALL', KEYS.auditHeads]));
  }

  async head(chain: string): Promise<string | null> {
    return textOf(await this.#link.send(['HGET', KEYS.auditHeads, chain]));
  }

  async read(chain: string, fromBlock: number, max: number): Promise<StoredBlock[]> {
    const key = auditBlocksKey(chain);
    const args = ['XRANGE', key, `${fromBlock}-0`, '+', 'COUNT', String(max)];
    return listOf(await this.#link.send(args)).map(blockOf);
  }

  async chains(): Promise<string[]> {
    const names = listOf(await this.#link.send(['HKEYS', KEYS.auditHeads]));
    return names.map((name) => textOf(name) ?? '');
  }

  async trim(chain: string, upToBlock: number): Promise<void> {
    await this.#link.send(['FCALL', 'pc_audit_trim', '0', chain, String(upToBlock)]);
  }

  async counters(grain: Grain, numbers: readonly number[]): Promise<Map<string, number>[]> {
    await this.#link.send(COUNT);
    const replies = numbers.map((n) => this.#link.send(['HGETALL', statsKey(grain, n)]));
    return (await Promise.all(replies)).map((reply) => {
      const counts = new Map<string, number>();
      for (const [name, n] of pairsOf(reply)) counts.set(name, Number(n));
      return counts;
    });
  }

  async firstHour(): Promise<number | null> {
    await this.#link.send(COUNT);
    const hour = textOf(await this.#link.send(['GET', KEYS.statsSince]));
    return hour === null ? null : Number(hour);
  }
}
