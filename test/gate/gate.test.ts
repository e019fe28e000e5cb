import { resolve } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { GATE_BROKEN, GATE_FULL, GATE_LATE, Gate } from '../../src/gate/gate.js';
import type { GateAnswer, GateQuestion } from '../../src/gate/question.js';
import { LIMITS } from '../../src/limits.js';

let gate: Gate | null = null;
afterEach(async () => {
  await gate?.close();
  gate = null;
});

async function open(worker: 'odd' | 'built', deadlineMs = 5_000): Promise<Gate> {
  const workerFile = resolve(
    worker === 'odd' ? 'test/gate/workers/odd.mjs' : 'dist/workers/gate.js',
  );
  gate = await Gate.open({ workers: 1, deadlineMs, onTrouble: () => undefined, workerFile });
  return gate;
}

const question = (id: string, more: Partial<GateQuestion> = {}): GateQuestion => ({
  id,
  asking: { member: 'ITA', agency: null, purpose: 'border' },
  supervisedAsker: true,
  matches: [
    {
      recordId: 'FRA-1',
      owner: 'FRA',
      index: 'wanted',
      colour: 'red',
      score: 0.9,
      supervisedOwner: false,
    },
  ],
  policy: 'rules',
  ...more,
});

const verdictOf = ({ whole, verdicts }: GateAnswer): unknown[] => [
  whole,
  ...verdicts.map(({ verdict, rules }) => `${verdict} ${rules.join()}`.trim()),
];

describe('the gate', () => {
  it('releases what no rule speaks against', async () => {
    const answer = await (await open('built')).judge(question('plain'));
    expect(verdictOf(answer)).toEqual(['release', 'release']);
  });

  it('refers everything where the measure says so', async () => {
    const answer = await (await open('built')).judge(question('all', { policy: 'refer-all' }));
    expect(verdictOf(answer)).toEqual(['release', 'refer measure.refer-all']);
  });

  it.each(['die', 'throw', 'short', 'nonsense', 'forget', 'invent'])(
    'refers when its worker answers with "%s", and works again afterwards',
    async (id) => {
      const odd = await open('odd');
      expect(verdictOf(await odd.judge(question(id)))).toEqual(['refer', `refer ${GATE_BROKEN}`]);
      expect(verdictOf(await odd.judge(question('fine')))).toEqual(['release', 'release']);
      expect(await odd.probe()).toBe(true);
    },
  );

  it('refers when its worker is late', async () => {
    const answer = await (await open('odd', 60)).judge(question('hang'));
    expect(verdictOf(answer)).toEqual(['refer', `refer ${GATE_LATE}`]);
  });

  it('refers at once when it is full', async () => {
    const odd = await open('odd', 400);
    const waiting = Array.from({ length: LIMITS.gateQueueMax }, () => odd.judge(question('hang')));
    expect(odd.queueLength).toBe(LIMITS.gateQueueMax);
    expect(verdictOf(await odd.judge(question('fine')))).toEqual(['refer', `refer ${GATE_FULL}`]);
    const late = await Promise.all(waiting);
    expect(late.every(({ whole }) => whole === 'refer')).toBe(true);
    expect(odd.queueLength).toBe(0);
  });

  it('answers each of many questions of one turn for itself', async () => {
    const odd = await open('odd');
    const ids = Array.from({ length: 200 }, (_, n) => (n % 50 === 7 ? 'forget' : `fine-${n}`));
    const answers = await Promise.all(ids.map((id) => odd.judge(question(id))));
    expect(answers.map(({ whole }) => whole)).toEqual(
      ids.map((id) => (id === 'forget' ? 'refer' : 'release')),
    );
  });

  it('refers what is waiting when it is closed', async () => {
    const odd = await open('odd');
    const waiting = odd.judge(question('hang'));
    await odd.close();
    gate = null;
    expect((await waiting).whole).toBe('refer');
  });

  it('does not start without its worker', async () => {
    const options = { workers: 1, deadlineMs: 100, onTrouble: () => undefined };
    await expect(Gate.open({ ...options, workerFile: '/nowhere/gate.js' })).rejects.toThrow(
      /build/,
    );
  });
});
