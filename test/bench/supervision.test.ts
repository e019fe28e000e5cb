/**
 * The scenario `supervised`: who asks, what may be referred, and measures set and lifted in turn.
 * It must never judge how fast anything was.
 */
import { createServer } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { serverFigures } from '../../bench/figures.js';
import { VERDICT } from '../../bench/load/answer-reader.js';
import { demandSound } from '../../bench/load/judge.js';
import { renderPool } from '../../bench/load/pool.js';
import { Tally } from '../../bench/load/tally.js';
import { sideRows } from '../../bench/report/text.js';
import { runRounds, type Target } from '../../bench/rounds.js';
import { Supervision } from '../../bench/servers/supervision.js';
import { Workload } from '../../bench/workload.js';
import { BENCH_MEMBERS } from '../../bench/workload/members.js';
import { SUPERVISED_MEMBERS } from '../../bench/workload/supervised.js';
import { CLEAR, startStub } from './stub-server.js';

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(ends.splice(0).map((end) => end()));
});

const REFERRED = JSON.stringify({ checkId: 'c', result: 'referred', matches: [] });
const EXACT = { expected: { unlisted: 'clear', listed: 'match', changed: 'any' } } as const;
const EVERY = 20;

/** Every twentieth check is a supervised member's. */
const POOL = renderPool(EVERY, (n) => ({
  body: n === 0 ? '{"supervised":true}' : '{}',
  queryClass: 'unlisted',
  token: 't',
  side: n === 0 ? 'supervised' : 'others',
}));

describe('the supervised workload', () => {
  const shape = { scenario: 'supervised', seed: 1, documents: 5_000, records: 0 } as const;
  const workload = new Workload(shape);

  it('lets supervised members ask one check in twenty, and each of them as much', () => {
    const counts = new Map<string, number>();
    let supervised = 0;
    for (let n = 0; n < 24_000; n += 1) {
      const { token, side } = workload.queryAt(n, BENCH_MEMBERS);
      const concerned = SUPERVISED_MEMBERS.some((member) => member === token);
      expect(side).toBe(concerned ? 'supervised' : 'others');
      if (!concerned) continue;
      supervised += 1;
      counts.set(token, (counts.get(token) ?? 0) + 1);
    }
    expect(supervised).toBe(24_000 / EVERY);
    expect([...counts.values()]).toEqual(SUPERVISED_MEMBERS.map(() => 100));
  });

  it('asks what the workload of documents asks', () => {
    const documents = new Workload({ ...shape, scenario: 'documents' });
    for (let n = 0; n < 100; n += 1) {
      const { body, queryClass } = workload.queryAt(n, BENCH_MEMBERS);
      expect(documents.queryAt(n, BENCH_MEMBERS)).toMatchObject({ body, queryClass });
    }
  });
});

describe('the answers to supervised members', () => {
  function told(mayRefer: boolean, query: number) {
    const tally = new Tally(POOL, { ...EXACT, mayRefer });
    tally.answer(query, 200, VERDICT.referred, 0, 7);
    tally.answer(1, 200, VERDICT.clear, 0, 1);
    return tally.outcome();
  }

  it('may be referred where measures are in force, and are counted apart', () => {
    const { wrong, bySide } = told(true, 0);
    expect(wrong).toBe(0);
    expect(bySide?.supervised).toMatchObject({ answered: 1, referred: 1 });
    expect(bySide?.others).toMatchObject({ answered: 1, referred: 0 });
    expect(bySide?.supervised.latencyUs.max).toBeGreaterThan(bySide?.others.latencyUs.max ?? NaN);
  });

  it('are wrong when they are referred without a measure, as others’ always are', () => {
    expect(told(false, 0).wrong).toBe(1);
    expect(told(true, 1).wrong).toBe(1);
    const demand = { ...EXACT, keepsUp: true };
    expect(() => demandSound('service', told(false, 0), demand)).toThrow('wrong result 1 times');
  });

  it('are not counted apart where nobody is supervised', () => {
    const sides = new Uint8Array(POOL.sides.length);
    expect(new Tally({ ...POOL, sides }, EXACT).outcome().bySide).toBeNull();
  });
});

describe('a run with measures', () => {
  it('brings the service into its state before every phase, and reports both sides', async () => {
    let inForce = false;
    const stub = await startStub((_, body) => ({
      status: 200,
      body: inForce && body.includes('supervised') ? REFERRED : CLEAR,
    }));
    ends.push(stub.close);
    const state = (set: boolean) => () => {
      inForce = set;
      return Promise.resolve();
    };
    const target = { ...EXACT, port: stub.port, keepsUp: true };
    const targets: Target[] = [
      { ...target, name: 'portcullis', before: state(false) },
      { ...target, name: 'supervised', before: state(true), mayRefer: true },
    ];
    const { rounds } = await runRounds({
      targets,
      paceSetter: 'supervised',
      pool: POOL,
      connections: 2,
      rounds: 2,
      phaseMs: 60,
      firstWarmUpMs: 0,
      warmUpMs: 0,
      rate: 2_000,
      pacing: 'timer',
      mayGoOn: () => true,
      onPhase: () => undefined,
    });
    const figures = targets.map(({ name }) => serverFigures(name, rounds));
    const referred = figures.map(({ open }) => open.bySide?.supervised.referred);
    expect(referred).toEqual([0, figures[1]?.open.bySide?.supervised.answered]);
    const rows = sideRows(figures);
    expect(rows.map((row) => row.slice(0, 2).join(' '))).toEqual([
      'portcullis others',
      'portcullis supervised',
      'supervised others',
      'supervised supervised',
    ]);
  });
});

describe('measures over HTTP', () => {
  const MEMBERS = ['ITA', 'FRA'];

  /** A service that knows measures; `obeys` is told what it is asked. */
  async function service(obeys = true) {
    const calls: string[] = [];
    const inForce = new Map<string, string>();
    const server = createServer((request, response) => {
      let text = '';
      request.on('data', (chunk) => (text += String(chunk)));
      request.on('end', () => {
        const { method = '', url = '' } = request;
        calls.push(`${method} ${url}`);
        let status = 200;
        let body: object = {};
        if (method === 'POST' && url === '/v1/measures') {
          const { member } = JSON.parse(text) as { member: string };
          const measureId = `m${calls.length}`;
          if (obeys) inForce.set(measureId, member);
          status = 201;
          body = { measureId };
        } else if (method === 'POST') inForce.delete(url.split('/')[3] ?? '');
        else {
          const members = MEMBERS.map((code) => ({
            code,
            supervised: [...inForce.values()].includes(code),
          }));
          body = { members: [...members, { code: 'DEU', supervised: true }] };
        }
        response.writeHead(status).end(JSON.stringify(body));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
    ends.push(
      () =>
        new Promise((resolve) => {
          server.close(() => resolve());
          server.closeAllConnections();
        }),
    );
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    return { supervision: new Supervision({ port, token: 't', members: MEMBERS }), calls, inForce };
  }

  it('are set once for each member, and lifted again', async () => {
    const { supervision, calls, inForce } = await service();
    await supervision.lift();
    await supervision.set();
    await supervision.set();
    expect([...inForce.values()].sort()).toEqual([...MEMBERS].sort());
    await supervision.lift();
    expect(inForce.size).toBe(0);
    expect(calls.filter((call) => call === 'POST /v1/measures')).toHaveLength(MEMBERS.length);
  });

  it('are not taken for set before the service shows it', async () => {
    const { supervision } = await service(false);
    await expect(supervision.set()).rejects.toThrow('not in force in time');
  });
});
