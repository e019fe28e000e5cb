import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { GATE_BROKEN, GATE_FULL, GATE_LATE } from '../../src/gate/answer.js';
import { Gate } from '../../src/gate/gate.js';
import { LIMITS } from '../../src/limits.js';
import { inWords, match, question } from './asking.js';

const BUILT = resolve('dist/workers/gate.js');
const ODD = resolve('test/gate/workers/odd.mjs');
const BROKEN = resolve('test/gate/workers/broken.mjs');
/** Long enough that a busy machine does not make an answer late by accident. */
const PATIENT_MS = 5_000;

let gate: Gate | null = null;
const troubles: string[] = [];
const reasons: string[] = [];
afterEach(async () => {
  await gate?.close();
  gate = null;
  troubles.length = 0;
  reasons.length = 0;
});

async function open(workerFile: string, deadlineMs = PATIENT_MS, workers = 1): Promise<Gate> {
  const onTrouble = (what: string, error: unknown): void => {
    troubles.push(what);
    reasons.push(String(error));
  };
  gate = await Gate.open({ workers, deadlineMs, onTrouble, workerFile });
  return gate;
}

const RELEASED = ['release', 'FRA-1 release'];
const referred = (rule: string): string[] => ['refer', `FRA-1 refer ${rule}`];

describe('the gate with its built worker', () => {
  it('has been built before the tests run', () => {
    expect(existsSync(BUILT), 'npm run build makes dist/workers/gate.js').toBe(true);
  });

  it('releases what no rule speaks against', async () => {
    const answer = await (await open(BUILT)).judge(question('plain'));
    expect(inWords(answer)).toEqual(RELEASED);
  });

  it('refers everything where the measure says so', async () => {
    const answer = await (await open(BUILT)).judge(question('all', { policy: 'refer-all' }));
    expect(inWords(answer)).toEqual(['release', 'FRA-1 refer measure.refer-all']);
  });

  it('judges only what is supervised', async () => {
    const matches = [match(), match({ recordId: 'DEU-2', owner: 'DEU', supervisedOwner: true })];
    const asked = question('some', { supervisedAsker: false, matches });
    expect(inWords(await (await open(BUILT)).judge(asked))).toEqual(['release', 'DEU-2 release']);
  });

  it('answers a check without matches', async () => {
    const answer = await (await open(BUILT)).judge(question('none', { matches: [] }));
    expect(inWords(answer)).toEqual(['release']);
  });
});

describe('the gate with a worker that fails', () => {
  it.each(['die', 'throw', 'short'])('refers after "%s", and works again', async (id) => {
    const odd = await open(ODD);
    expect(inWords(await odd.judge(question(id)))).toEqual(referred(GATE_BROKEN));
    expect(odd.alive).toBe(false);
    expect(inWords(await odd.judge(question('fine')))).toEqual(RELEASED);
    expect(odd.alive).toBe(true);
    expect(troubles).toEqual(['gate_batch']);
  });

  it.each([
    ['is missing', 'nothing'],
    ['is a text', 'text'],
    ['is nonsense', 'nonsense'],
    ['is for another check', 'nobody'],
    ['names no policy', 'unversioned'],
    ['has an unknown verdict on the check', 'publish'],
    ['has an empty verdict', 'hollow'],
    ['leaves a match out', 'forget'],
    ['has an unknown verdict on a match', 'invent'],
    ['names a rule by a number', 'unruly'],
    ['judges a record that was not asked about', 'stranger'],
    ['contradicts itself', 'contradict'],
  ])('refers when the answer %s', async (_, id) => {
    const odd = await open(ODD);
    const [answer, neighbour] = await Promise.all([
      odd.judge(question(id)),
      odd.judge(question('fine')),
    ]);
    expect(inWords(answer)).toEqual(referred(GATE_BROKEN));
    expect(inWords(neighbour)).toEqual(RELEASED);
    expect(troubles).toEqual(['gate_answer']);
  });

  it('refers a check without matches too', async () => {
    const odd = await open(ODD);
    expect(inWords(await odd.judge(question('throw', { matches: [] })))).toEqual(['refer']);
  });

  it('refers what cannot be handed to a thread', async () => {
    const odd = await open(ODD);
    const unsendable = { ...question('fine'), extra: () => 'functions do not cross' };
    expect(inWords(await odd.judge(unsendable))).toEqual(referred(GATE_BROKEN));
  });
});

describe('the gate with a worker that is late', () => {
  it.each(['hang', 'spin'])('refers after "%s", and replaces the thread', async (id) => {
    const odd = await open(ODD, 60);
    expect(inWords(await odd.judge(question(id)))).toEqual(referred(GATE_LATE));
    expect(odd.alive).toBe(false);
    expect(await odd.probe()).toBe(false);
    await vi.waitUntil(() => odd.probe(), { timeout: 20_000 });
    await vi.waitUntil(async () => (await odd.judge(question('fine'))).whole === 'release', {
      timeout: 20_000,
    });
    expect(troubles).toContain('gate_batch');
  });

  it('answers through its other thread meanwhile', async () => {
    const odd = await open(ODD, PATIENT_MS, 2);
    const hanging = odd.judge(question('hang'));
    await new Promise((turn) => setImmediate(turn));
    expect(inWords(await odd.judge(question('fine')))).toEqual(RELEASED);
    await odd.close();
    expect(inWords(await hanging)).toEqual(referred(GATE_BROKEN));
  });

  it('never hands over what nobody waits for any more', async () => {
    const odd = await open(ODD, 60);
    const hanging = odd.judge(question('hang'));
    await new Promise((turn) => setImmediate(turn));
    const behind = odd.judge(question('die'));
    expect(inWords(await hanging)).toEqual(referred(GATE_LATE));
    expect(inWords(await behind)).toEqual(referred(GATE_LATE));
    await vi.waitUntil(() => odd.probe(), { timeout: 20_000 });
    // The hung thread was ended; the question that would have made one exit never reached any.
    expect(reasons.join()).toMatch(/abort/);
    expect(reasons.join()).not.toMatch(/exited/);
  });
});

describe('the queue of the gate', () => {
  it('refers at once when it is full', async () => {
    const odd = await open(ODD, 400);
    const waiting = Array.from({ length: LIMITS.gateQueueMax }, () => odd.judge(question('hang')));
    expect(odd.queueLength).toBe(LIMITS.gateQueueMax);
    expect(inWords(await odd.judge(question('fine')))).toEqual(referred(GATE_FULL));
    expect(odd.queueLength).toBe(LIMITS.gateQueueMax);
    for (const late of await Promise.all(waiting)) {
      expect(inWords(late)).toEqual(referred(GATE_LATE));
    }
    expect(odd.queueLength).toBe(0);
  });

  it('sends the questions of one turn together, in order, in batches within the bound', async () => {
    const odd = await open(ODD);
    const ids = Array.from({ length: LIMITS.gateBatchMax * 2 + 5 }, (_, nth) => `q${nth}`);
    const answers = await Promise.all(ids.map((id) => odd.judge(question(id))));
    expect(answers.map(({ id }) => id)).toEqual(ids);
    const batches = [...new Set(answers.map(({ policyVersion }) => policyVersion))];
    expect(batches.join(' ').split(' ')).toEqual(ids);
    expect(batches.map((batch) => batch.split(' ').length)).toEqual([
      LIMITS.gateBatchMax,
      LIMITS.gateBatchMax,
      5,
    ]);
  });

  it('gives each of many questions its own answer, whatever its neighbours get', async () => {
    const odd = await open(ODD);
    const ids = Array.from({ length: 200 }, (_, nth) => (nth % 50 === 7 ? 'forget' : `q${nth}`));
    const answers = await Promise.all(ids.map((id) => odd.judge(question(id))));
    expect(answers.map(({ whole }) => whole)).toEqual(
      ids.map((id) => (id === 'forget' ? 'refer' : 'release')),
    );
  });
});

describe('the gate when it opens and closes', () => {
  it('refers what is waiting when it is closed, and everything afterwards', async () => {
    const odd = await open(ODD);
    const waiting = odd.judge(question('hang'));
    await odd.close();
    expect(inWords(await waiting)).toEqual(referred(GATE_BROKEN));
    expect(inWords(await odd.judge(question('fine')))).toEqual(referred(GATE_BROKEN));
    expect([odd.alive, await odd.probe(), odd.queueLength]).toEqual([false, false, 0]);
    expect(troubles).toEqual([]);
  });

  it.each([
    ['is missing', '/nowhere/gate.js', /npm run build/],
    ['cannot be loaded', BROKEN, /on purpose/],
  ])('does not start when its worker %s', async (_, workerFile, message) => {
    await expect(open(workerFile)).rejects.toThrow(message);
  });
});
