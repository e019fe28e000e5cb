import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { GATE_BROKEN, GATE_CONTEXT, GATE_FULL, GATE_LATE } from '../../src/gate/answer.js';
import { Gate } from '../../src/gate/gate.js';
import type { GateAnswer } from '../../src/gate/question.js';
import { LIMITS } from '../../src/limits.js';
import type { LookupContext } from '../../src/record/lookup.js';
import { context, inWords, match, question } from './asking.js';

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
const referred = (rule: string): string[] => [`refer ${rule}`, `FRA-1 refer ${rule}`];

describe('the gate with its built worker', () => {
  it('has been built before the tests run', () => {
    expect(existsSync(BUILT), 'npm run build makes dist/workers/gate.js').toBe(true);
  });

  it('releases what no rule speaks against', async () => {
    const answer = await (await open(BUILT)).judge(question('plain'));
    expect(inWords(answer)).toEqual(RELEASED);
  });

  it('refers everything where the measure says so', async () => {
    const answer = await (
      await open(BUILT)
    ).judge(question('all', { matches: [match({ policy: 'refer-all' })] }));
    expect(inWords(answer)).toEqual(['release', 'FRA-1 refer measure.refer-all']);
  });

  it('judges only what is supervised', async () => {
    const matches = [match(), match({ recordId: 'DEU-2', owner: 'DEU', supervisedOwner: true })];
    const asked = question('some', { supervisedAsker: false, matches });
    expect(inWords(await (await open(BUILT)).judge(asked))).toEqual(['release', 'DEU-2 release']);
  });

  it('refers a check as a whole, with or without matches', async () => {
    const often = context({ volume: { minute: 1e9, hour: 1e9, day: 1e9 } });
    const opened = await open(BUILT);
    const miss = await opened.judge(question('miss', { matches: [] }), Promise.resolve(often));
    expect(inWords(miss)).toEqual(['refer volume@1']);
    const hit = await opened.judge(question('hit'), Promise.resolve(often));
    expect(inWords(hit)).toEqual(['refer volume@1', 'FRA-1 release']);
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
    ['refers the check without a rule', 'groundless'],
    ['has a rule against a check that it releases', 'grounded'],
    ['names a rule on the check by a number', 'numbered'],
    ['leaves the rules on the check out', 'ruleless'],
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
    expect(inWords(await odd.judge(question('throw', { matches: [] })))).toEqual([
      `refer ${GATE_BROKEN}`,
    ]);
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

describe('the gate with recent lookups on their way', () => {
  const never = new Promise<LookupContext>(() => undefined);
  const seventh = context({ volume: { minute: 7, hour: 7, day: 7 } });
  const asked = (id: string) => question(id, { context: null });

  it('shows them to the rules', async () => {
    const odd = await open(ODD);
    const answer = await odd.judge(asked('blind'), Promise.resolve(seventh));
    expect(inWords(answer)).toEqual(['refer minute-7', 'FRA-1 release']);
    expect(inWords(await odd.judge(asked('blind'), null))[0]).toBe('refer none');
  });

  it('refers, and asks no rule, where they cannot be told', async () => {
    const odd = await open(ODD);
    const gone = Promise.reject<LookupContext>(new Error('Redis is gone'));
    expect(inWords(await odd.judge(asked('die'), gone))).toEqual(referred(GATE_CONTEXT));
    expect([odd.alive, odd.queueLength, troubles]).toEqual([true, 0, []]);
  });

  it('refers when they are late, and does not take its threads for broken', async () => {
    const odd = await open(ODD, 60);
    expect(inWords(await odd.judge(asked('die'), never))).toEqual(referred(GATE_CONTEXT));
    expect([odd.alive, odd.queueLength]).toEqual([true, 0]);
  });

  it('never hands over what comes after the deadline', async () => {
    const odd = await open(ODD, 60);
    let tell = (_: LookupContext): void => undefined;
    const late = new Promise<LookupContext>((resolve) => (tell = resolve));
    expect(inWords(await odd.judge(asked('die'), late))).toEqual(referred(GATE_CONTEXT));
    tell(seventh);
    await late;
    expect(inWords(await odd.judge(asked('fine'), late))).toEqual(RELEASED);
    expect(troubles).toEqual([]);
  });

  it('counts the wait for them into its one deadline', async () => {
    const odd = await open(ODD, 400);
    const slow = after(20, seventh);
    const order: string[] = [];
    const note = ({ id, wholeRules }: GateAnswer) => order.push([id, ...wholeRules].join(' '));
    // Those who came first are answered first: the wait has not given them a deadline of their own.
    await Promise.all([
      odd.judge(asked('hang'), slow).then(note),
      odd.judge(asked('behind'), never).then(note),
    ]);
    expect(order).toEqual([`hang ${GATE_LATE}`, `behind ${GATE_CONTEXT}`]);
  });

  it('counts those that wait for them into its queue', async () => {
    const odd = await open(ODD, 400);
    const waiting = Array.from({ length: LIMITS.gateQueueMax }, () =>
      odd.judge(asked('fine'), never),
    );
    const gone = Promise.reject<LookupContext>(new Error('nobody waits for this one'));
    expect(inWords(await odd.judge(asked('fine'), gone))).toEqual(referred(GATE_FULL));
    for (const each of await Promise.all(waiting)) {
      expect(inWords(each)).toEqual(referred(GATE_CONTEXT));
    }
  });

  it('refers those that wait for them when it is closed', async () => {
    const odd = await open(ODD);
    const waiting = odd.judge(asked('fine'), never);
    await odd.close();
    expect(inWords(await waiting)).toEqual(referred(GATE_BROKEN));
    const gone = Promise.reject<LookupContext>(new Error('nobody waits for this one'));
    expect(inWords(await odd.judge(asked('fine'), gone))).toEqual(referred(GATE_BROKEN));
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
