/**
 * Loading through the bulk route, against a server that keeps what it was sent.
 * It must never count a line as loaded that was not published.
 */
import { createServer, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { loadThroughBulk } from '../../bench/loading/bulk.js';
import { Workload } from '../../bench/workload.js';
import { BENCH_MEMBERS } from '../../bench/workload/members.js';

const WORKLOAD = new Workload({ scenario: 'documents', seed: 3, documents: 5_000, records: 50 });
const TOKENS = BENCH_MEMBERS.map((member) => `token-${member}`);

let server: Server | null = null;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = null;
});

interface Received {
  readonly token: string;
  readonly line: string;
}

async function startStore(
  received: Received[],
  answer: (line: number, id: string) => object,
): Promise<number> {
  const listening = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const lines = Buffer.concat(chunks).toString('utf8').trimEnd().split('\n');
      const answers = lines.map((line, at) => {
        received.push({ token: request.headers.authorization ?? '', line });
        const { recordId } = JSON.parse(line) as { recordId: string };
        return JSON.stringify({ line: at + 1, recordId, ...answer(at + 1, recordId) });
      });
      response.end(`${answers.join('\n')}\n`);
    });
  });
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', () => resolve()));
  const address = listening.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

const created = { status: 201, version: 1, state: 'published' };

function load(port: number, onProgress: (loaded: number) => void = () => undefined) {
  return loadThroughBulk({ port, items: WORKLOAD.items(), tokens: TOKENS, onProgress });
}

describe('loading through the bulk route', () => {
  it('sends every record once, under the token of its owner', async () => {
    const received: Received[] = [];
    const port = await startStore(received, () => created);
    let last = 0;
    await expect(load(port, (loaded) => (last = loaded))).resolves.toBe(5_050);
    expect(last).toBe(5_050);
    const ids = received.map(({ line }) => (JSON.parse(line) as { recordId: string }).recordId);
    expect(new Set(ids).size).toBe(5_050);
    received.forEach(({ token }, n) => {
      expect(token).toBe(`Bearer token-${(ids[n] ?? '').slice(0, 3)}`);
    });
  });

  it.each([
    ['refused', { status: 422, code: 'unprocessable', detail: 'no' }],
    ['held', { status: 202, version: 1, state: 'in_review' }],
  ])('fails when one line of many is %s', async (_, answer) => {
    const port = await startStore([], (line, id) =>
      line === 40 && id.startsWith('FRA') ? answer : created,
    );
    await expect(load(port)).rejects.toThrow('a bulk line was not published');
  });
});
