/** Among many records that are alike the right one is found: no number of others can hide it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../../src/access/caller.js';
import { ask } from '../../src/flow/ask.js';
import { recordsFor, type CandidateStore } from '../../src/flow/candidates.js';
import { RecordCache } from '../../src/flow/record-cache.js';
import { LIMITS } from '../../src/limits.js';
import { encodeDossier } from '../../src/record/codec.js';
import { Addresses } from '../../src/store/packing.js';
import { dossierOf } from '../store/store-records.js';
import { named, openGateScene, type GateScene } from './gate-scene.js';

let scene: GateScene;
beforeAll(async () => {
  scene = await openGateScene();
});
afterAll(() => scene.stop());

/** More than are read at a time. */
const MANY = 70;
const BORN = '1985-01-01';
const FAMILY = 'Przybylowska';
/** Of the same sounds as the one asked for, and other names. */
const SAME_SOUNDS = ['Misal', 'Malis', 'Lisam', 'Samil', 'Masil', 'Limas', 'Lamis', 'Simal'];

async function fill(count: number, words: (n: number) => Parameters<GateScene['person']>[1]) {
  for (let n = 0; n < count; n += 1) await scene.person(`DEU-${count}-${n}`, words(n));
}

describe('a record that was pushed after many others', () => {
  it('is found where those have its sounds in another order, and its date of birth', async () => {
    await fill(MANY, (n) => ({
      fullName: `${SAME_SOUNDS[n % SAME_SOUNDS.length] ?? ''} ${FAMILY}`,
      datesOfBirth: [BORN],
    }));
    await scene.person('FRA-sounds', { fullName: `Salim ${FAMILY}`, datesOfBirth: [BORN] });
    const { ask } = scene.checks({});
    const person = { fullName: `Salim ${FAMILY}`, dateOfBirth: BORN };
    const told = await ask('SWE', named('', { purpose: 'border', person }));
    expect([told.result, told.records]).toEqual(['match', ['FRA-sounds']]);
  });

  it('comes first where those have its name and were born on other days of its year', async () => {
    const day = (n: number): string => String((n % 28) + 1).padStart(2, '0');
    const month = (n: number): string => String((n % 11) + 2).padStart(2, '0');
    await fill(MANY + 1, (n) => ({
      fullName: 'Alisander Hadzimehmed',
      datesOfBirth: [`1990-${month(n)}-${day(n)}`],
    }));
    const born = '1990-01-05';
    await scene.person('FRA-day', { fullName: 'Alisander Hadzimehmed', datesOfBirth: [born] });
    const { ask } = scene.checks({});
    const person = { fullName: 'Alisander Hadzimehmed', dateOfBirth: born };
    const told = await ask('SWE', named('', { purpose: 'border', person, limit: 50 }));
    expect(told.records[0]).toBe('FRA-day');
  });

  it('is found by a name of its own that comes after many of the same sounds', async () => {
    const aliases = SAME_SOUNDS.map((given) => `${given} ${FAMILY}e`);
    await scene.person('FRA-alias', {
      fullName: '',
      names: [...aliases, `Salim ${FAMILY}e`],
      datesOfBirth: ['1961-03-04'],
    });
    const { ask } = scene.checks({});
    const person = { fullName: `Salim ${FAMILY}e`, dateOfBirth: '1961-03-04' };
    const told = await ask('SWE', named('', { purpose: 'border', person }));
    expect(told).toMatchObject({ result: 'match', records: ['FRA-alias'] });
  });
});

describe('where more records may be meant than can be listed', () => {
  const caller: Caller = { credentialId: 'c', member: 'SWE', role: 'terminal', agency: null };
  const asked = ask(caller, named('NONE NONE'), 0, new Addresses('secret'));
  const body = encodeDossier(dossierOf('FRA-1', 'NONE'));
  const reads: number[] = [];
  const store: CandidateStore = {
    candidates: {
      bodies: (ids) => {
        reads.push(ids.length);
        return Promise.resolve(ids.map(() => body));
      },
    },
    tables: { head: { text: 'head' } },
  };
  const upTo = (count: number) => Array.from({ length: count }, (_, n) => n + 1);

  it('reads a few at a time, and all of them', async () => {
    const ids = upTo(LIMITS.candidatesMax);
    const records = await recordsFor(asked, ids, null, store, new RecordCache());
    expect(records).toHaveLength(LIMITS.candidatesMax);
    expect(Math.max(...reads)).toBe(LIMITS.candidatesPerCall);
  });

  it('refuses the check rather than leave any out', async () => {
    const ids = upTo(LIMITS.candidatesMax + 1);
    const refused = recordsFor(asked, ids, null, store, new RecordCache());
    await expect(refused).rejects.toMatchObject({ code: 'unprocessable', path: '/person' });
  });

  it('leaves it to the store where the copies that led to them are old', async () => {
    expect(await recordsFor(asked, [1], 'older', store, new RecordCache())).toBeNull();
  });
});
