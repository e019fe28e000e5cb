/** Several processes on one port are one service: one store, one word, one end. */
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RunningService, documentRecord, until } from '../support/running-service.js';

const service = new RunningService({ PORTCULLIS_WORKERS: '3' });
let ncb = '';
let terminal = '';

beforeAll(async () => {
  await service.start();
  await until(async () => siblings().length === 2);
  ncb = await service.token('FRA', 'ncb');
  terminal = await service.token('ITA', 'terminal');
  // A new credential is known to every process within a second.
  await until(async () => {
    const tried = await Promise.all(Array.from({ length: 20 }, () => check('KNOWN1')));
    return tried.every((text) => text.startsWith('200'));
  }, 5_000);
});
afterAll(() => service.stop());

/** Process ids of the node processes that the first one has started. */
function siblings(): number[] {
  const { pid } = service;
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
  return children
    .map(Number)
    .filter((child) => readFileSync(`/proc/${child}/cmdline`, 'utf8').includes('sibling'));
}

/** One call over a connection of its own, so that any of the processes may get it. */
function callAnew(path: string, token: string, body?: object): Promise<string> {
  const agent = new Agent({ keepAlive: false });
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const call = request(
      `${service.url}${path}`,
      { agent, method: body === undefined ? 'GET' : 'POST', headers },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (text += chunk));
        response.on('end', () => resolve(`${response.statusCode ?? 0} ${text}`));
      },
    );
    call.once('error', reject);
    call.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

const check = (number: string): Promise<string> =>
  callAnew('/v1/checks', terminal, {
    purpose: 'border',
    documents: [{ number, issuer: 'FRA' }],
  });

describe('several processes on one port', () => {
  it('all see what any of them has acknowledged', async () => {
    for (let n = 0; n < 10; n += 1) {
      const clear = await Promise.all(Array.from({ length: 12 }, () => check(`WORK${n}`)));
      expect(clear.every((text) => text.startsWith('200') && text.includes('"clear"'))).toBe(true);
      const path = `/v1/records/FRA-work-${n}`;
      const pushed = await service.call('PUT', path, ncb, documentRecord('FRA', `WORK${n}`));
      expect(pushed.status).toBe(201);
      const found = await Promise.all(Array.from({ length: 12 }, () => check(`WORK${n}`)));
      expect(found.filter((text) => !text.includes('"match"'))).toEqual([]);
    }
  });

  it('start one again that ends, while the others answer', async () => {
    const [first = 0, second = 0] = siblings();
    process.kill(first, 'SIGKILL');
    // Connections that the kernel had already given to the dead process are lost with it.
    const answered = await Promise.allSettled(Array.from({ length: 30 }, () => check('NOBODY1')));
    const lost = answered.filter(({ status }) => status === 'rejected');
    expect(lost.length).toBeLessThan(30);
    await until(async () => siblings().length === 2 && !siblings().includes(first));
    expect(siblings()).toContain(second);
  });

  it('refuse a port that somebody else has', async () => {
    const port = new URL(service.url).port;
    const other = new RunningService({ PORTCULLIS_WORKERS: '2', PORT: port });
    await expect(other.start()).rejects.toThrow(/is the port taken/);
    await other.stop();
  });

  it('end together', async () => {
    const pids = siblings();
    expect(await service.end()).toBe(0);
    for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow();
  });
});
