/**
 * Loads records through the service's bulk route as its members would, over several connections.
 * It must never hold more than the lines being sent: a million records are made as they leave. A
 * line that is not published is an error: what is not listed cannot be found.
 */
import { Agent, request, type IncomingMessage } from 'node:http';
import { BENCH } from '../bounds.js';
import type { LoadItem } from '../workload.js';

export interface BulkPlan {
  readonly port: number;
  readonly items: Iterable<LoadItem>;
  /** The token of a member's bureau, by place in `BENCH_MEMBERS`. */
  readonly tokens: readonly string[];
  /** Told of every call that has been answered, with the records loaded so far. */
  readonly onProgress: (loaded: number) => void;
}

interface Call {
  readonly member: number;
  readonly lines: readonly string[];
}

/** Resolves with the number of records loaded; rejects with the first refusal. */
export async function loadThroughBulk(plan: BulkPlan): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: BENCH.bulkCalls });
  const calls = callsOf(plan.items);
  let loaded = 0;
  const work = async (): Promise<void> => {
    // All workers draw from one generator: each call is made when somebody is free to send it.
    for (const call of calls) {
      const token = plan.tokens[call.member];
      if (token === undefined) throw new RangeError(`no token for member ${call.member}`);
      await send(agent, plan.port, token, call);
      loaded += call.lines.length;
      plan.onProgress(loaded);
    }
  };
  try {
    await Promise.all(Array.from({ length: BENCH.bulkCalls }, work));
  } finally {
    agent.destroy();
  }
  return loaded;
}

/** A call carries records of one member only: that is whose token it bears. */
function* callsOf(items: Iterable<LoadItem>): Generator<Call> {
  const waiting = new Map<number, string[]>();
  for (const { member, line } of items) {
    const lines = waiting.get(member) ?? [];
    lines.push(line);
    waiting.set(member, lines);
    if (lines.length < BENCH.bulkLines) continue;
    waiting.delete(member);
    yield { member, lines };
  }
  for (const [member, lines] of waiting) yield { member, lines };
}

async function send(agent: Agent, port: number, token: string, call: Call): Promise<void> {
  const body = Buffer.from(call.lines.join('\n') + '\n');
  const response = await post(agent, port, token, body);
  const text = await textOf(response);
  if (response.statusCode !== 200) {
    throw new Error(`the bulk route answered ${response.statusCode ?? 0}: ${text.slice(0, 300)}`);
  }
  const answers = text.split('\n').filter((line) => line !== '');
  if (answers.length !== call.lines.length) {
    throw new Error(`${call.lines.length} bulk lines got ${answers.length} answers`);
  }
  for (const answer of answers) demandPublished(answer);
}

function demandPublished(answer: string): void {
  const { status, state } = JSON.parse(answer) as { status?: unknown; state?: unknown };
  if ((status === 201 || status === 200) && state === 'published') return;
  throw new Error(`a bulk line was not published: ${answer.slice(0, 300)}`);
}

function post(agent: Agent, port: number, token: string, body: Buffer): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const call = request(
      {
        ...{ agent, host: '127.0.0.1', port, method: 'POST', path: '/v1/records/bulk' },
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/x-ndjson',
          'content-length': body.length,
        },
        timeout: BENCH.bulkCallMs,
      },
      resolve,
    );
    call.once('timeout', () => call.destroy(new Error('the bulk route is silent')));
    call.once('error', reject);
    call.end(body);
  });
}

async function textOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
