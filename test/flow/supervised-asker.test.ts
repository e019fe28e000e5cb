import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CheckParts } from '../../src/flow/check.js';
import type { GatePool, Measures } from '../../src/flow/gate.js';
import { GATE_BROKEN, GATE_CONTEXT } from '../../src/gate/answer.js';
import { THRESHOLDS } from '../../src/gate/thresholds.js';
import type { Lookup } from '../../src/record/lookup.js';
import type { CheckWire } from '../../src/record/wire.js';
import { until } from '../support/running-service.js';
import {
  EVERYBODY,
  fileForAll,
  measuresOf,
  named,
  NOBODY,
  openGate,
  openGateScene,
  RECORDS,
  type GateScene,
} from './gate-scene.js';

let scene: GateScene;
beforeAll(async () => {
  scene = await openGateScene();
  await fileForAll(scene);
  await scene.person('FRA-open', { fullName: 'Gwenole Lozach', reviewStatus: 'not_reviewed' });
});
afterAll(() => scene.stop());

/** The real counts, and a list of what was counted. */
function listed(): { lookups: CheckParts['lookups']; counted: Lookup[] } {
  const counted: Lookup[] = [];
  const record = (lookup: Lookup) => {
    counted.push(lookup);
    return scene.store.lookups.record(lookup);
  };
  return { lookups: { record }, counted };
}

describe('a check of a supervised member', () => {
  const supervised = (member: string): Measures => measuresOf({ [member]: { checks: 'rules' } });

  it('is released while it asks as members do', async () => {
    const { ask } = scene.checks({ measures: supervised('GRC') });
    expect(await ask('GRC', EVERYBODY)).toMatchObject({ result: 'match', records: RECORDS });
    expect(await ask('GRC', NOBODY)).toMatchObject({ result: 'clear', records: [] });
  });

  it('is referred when it asks for the same person again and again, found or not', async () => {
    const { ask } = scene.checks({ measures: supervised('HUN') });
    for (const wire of [EVERYBODY, NOBODY]) {
      const results = [];
      for (let n = 0; n <= THRESHOLDS.repetition.perHour; n += 1) {
        results.push((await ask('HUN', wire)).result);
      }
      expect(results.slice(0, -1)).not.toContain('referred');
      expect(results.at(-1)).toBe('referred');
    }
    const { entry, records } = await ask('HUN', NOBODY);
    expect(records).toEqual([]);
    expect(entry.verdicts).toEqual([{ recordId: '*', verdict: 'refer', rules: ['repetition@1'] }]);
    // Another person, and another member.
    expect((await ask('HUN', named('Corentin Le Goff'))).result).toBe('clear');
    expect((await ask('IRL', NOBODY)).result).toBe('clear');
  });

  it('is counted by what is asked, and by whom it finds', async () => {
    await scene.person('DEU-two', {
      fullName: 'Maelan Bihan',
      nationalities: ['SWE', 'FIN'],
    });
    const { lookups, counted } = listed();
    const { ask } = scene.checks({ measures: supervised('ITA'), lookups });
    const documents = [
      { number: 'AB1', issuer: 'D' },
      { number: 'AB2', issuer: 'DEU' },
      { number: 'AB3', issuer: 'FRA' },
    ];
    await ask('ITA', { purpose: 'border', documents });
    const person = { fullName: 'Maelan Bihan', nationalities: ['SWE'] };
    await ask('ITA', { purpose: 'border', person, documents });
    // Only the family name agrees: listed because weaker ones are asked for, and no match.
    const weak = { fullName: 'Mikael Bihan', nationalities: ['SWE'] };
    const told = await ask('ITA', { purpose: 'border', person: weak, minScore: 0 });
    expect(told).toMatchObject({ result: 'clear', records: ['DEU-two'] });
    const words = counted.map(({ member, purpose, asked, matched }) => [
      member,
      purpose,
      asked.join(),
      matched.join(),
    ]);
    expect(words).toEqual([
      ['ITA', 'border', 'DEU,FRA', ''],
      ['ITA', 'border', 'SWE', 'SWE,FIN'],
      ['ITA', 'border', 'SWE', ''],
    ]);
    expect(counted.every(({ searched }) => /^[\w-]{22,}$/.test(searched))).toBe(true);
  });

  describe('that finds nothing in copies', () => {
    const wire: CheckWire = {
      purpose: 'border',
      documents: [{ number: 'OLD1', issuer: 'FRA' }],
    };
    const measures = supervised('ITA');

    beforeAll(async () => {
      const { ask } = scene.checks({ measures });
      const address = scene.store.addresses.document('FRA', 'OLD1');
      // Asked for before, its bucket is in memory, and the next answer rests on that.
      await until(async () => {
        await ask('ITA', wire);
        return scene.store.copies.at(address) !== undefined;
      });
    });

    it('is one lookup, also when these were old and it is looked up again', async () => {
      const { lookups, counted } = listed();
      const heads = ['another head'];
      const again = scene.checks({
        measures,
        lookups,
        trail: {
          appendCheck: (_, appender) =>
            appender.appended(heads.pop() ?? scene.store.tables.head.text),
        },
      });
      await expect(again.ask('ITA', wire)).rejects.toThrow('not on record');
      expect([heads.length, counted.length]).toEqual([0, 1]);
    });

    it('is referred on what the store says alone: a referral cannot be taken back', async () => {
      const appended: string[] = [];
      const gate = await openGate('odd');
      let judged = 0;
      const pool: GatePool = {
        judge: (question, context) => {
          judged += 1;
          return gate.judge(question, context);
        },
      };
      const { ask } = scene.checks({
        measures,
        pool,
        lookups: { record: () => Promise.reject(new Error('Redis is gone')) },
        trail: {
          appendCheck: ({ result }, appender) => {
            appended.push(result);
            // Of an answer that rests on copies this would say that they were old.
            appender.appended('another head');
          },
        },
      });
      await expect(ask('ITA', wire)).rejects.toThrow('not on record');
      expect(appended).toEqual(['referred']);
      // A gate that is late is waited for once.
      expect(judged).toBe(1);
      await gate.close();
    });
  });

  it('is referred where its recent lookups cannot be told, and others are answered', async () => {
    const gone = { record: () => Promise.reject(new Error('Redis is gone')) };
    const throwing = {
      record: (): never => {
        throw new Error('not even a promise');
      },
    };
    const gate = await openGate('odd');
    for (const lookups of [gone, throwing]) {
      const { ask } = scene.checks({ measures: supervised('GRC'), lookups, pool: gate });
      for (const wire of [EVERYBODY, NOBODY]) {
        const told = await ask('GRC', wire);
        expect([told.result, told.records]).toEqual(['referred', []]);
        expect(told.entry.verdicts[0]).toEqual({
          recordId: '*',
          verdict: 'refer',
          rules: [GATE_CONTEXT],
        });
        expect((await ask('BEL', wire)).result).not.toBe('referred');
      }
    }
    await gate.close();
  });

  it('is referred in time while Redis does not count, and others are answered', async () => {
    const gate = await openGate('odd', 100);
    const link = await scene.redis.link();
    const { ask } = scene.checks({ measures: supervised('GRC'), pool: gate });
    await link.send(['CLIENT', 'PAUSE', '60000', 'WRITE']);
    const [referred, free] = await Promise.all([ask('GRC', NOBODY), ask('BEL', NOBODY)]);
    await link.send(['CLIENT', 'UNPAUSE']);
    expect(referred.entry.verdicts).toEqual([
      { recordId: '*', verdict: 'refer', rules: [GATE_CONTEXT] },
    ]);
    expect(free.result).toBe('clear');
    await gate.close();
  });
});

describe('the gate with every worker dead', () => {
  it('refers every supervised check, and nobody else notices', async () => {
    const gate = await openGate('mortal');
    const measures = measuresOf({ GRC: { checks: 'rules' }, DEU: { hits: 'rules' } });
    const { ask } = scene.checks({ measures, pool: gate });
    const askers = ['GRC', 'BEL', 'GRC', 'BEL', 'GRC'];
    const [misses, hits, others] = await Promise.all([
      Promise.all(askers.map((asker) => ask(asker, NOBODY))),
      Promise.all(askers.map((asker) => ask(asker, EVERYBODY))),
      Promise.all(askers.map((asker) => ask(asker, named('Gwenole Lozach')))),
    ]);
    const results = (told: typeof misses): string => told.map(({ result }) => result).join(' ');
    expect(results(misses)).toBe('referred clear referred clear referred');
    expect(results(hits)).toBe('referred referred referred referred referred');
    expect(results(others)).toBe('referred match referred match referred');
    expect(misses[0]?.entry.verdicts[0]?.rules).toEqual([GATE_BROKEN]);
    await gate.close();
  });
});
