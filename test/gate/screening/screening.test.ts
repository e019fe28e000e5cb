/** Screening in threads: in batches, in time, and what is said of a record that was not read. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { SCREENING_UNAVAILABLE } from '../../../src/gate/screening/answer.js';
import { SCREENING_POLICY } from '../../../src/gate/screening/policy.js';
import type { ScreeningAnswer, ScreeningQuestion } from '../../../src/gate/screening/question.js';
import { Screening } from '../../../src/gate/screening/screening.js';
import {
  SCREENING_SETTINGS,
  type ScreeningSettings,
} from '../../../src/gate/screening/settings.js';
import { LIMITS } from '../../../src/limits.js';
import { about, asked, content, missing } from './records.js';

const BUILT = resolve('dist/workers/screening.js');
const ODD = resolve('test/gate/workers/odd-screening.mjs');
const BROKEN = resolve('test/gate/workers/broken.mjs');
/** Long enough that a busy machine does not make an answer late by accident. */
const PATIENT_MS = 10_000;

let screening: Screening | null = null;
const troubles: string[] = [];
const reasons: string[] = [];
afterEach(async () => {
  await screening?.close();
  screening = null;
  troubles.length = 0;
  reasons.length = 0;
});

interface Opened {
  readonly deadlineMs?: number;
  readonly workers?: number;
  readonly settings?: ScreeningSettings;
}

async function open(workerFile: string, more: Opened = {}): Promise<Screening> {
  const onTrouble = (what: string, error: unknown): void => {
    troubles.push(what);
    reasons.push(String(error));
  };
  const options = { workers: 1, deadlineMs: PATIENT_MS, ...more };
  screening = await Screening.open({ ...options, onTrouble, workerFile });
  return screening;
}

const called = (id: string): ScreeningQuestion => asked(content(), { id });
const rulesOf = ({ findings }: ScreeningAnswer): string[] => findings.map(({ rule }) => rule);
const turn = (): Promise<void> => new Promise((next) => setImmediate(next));

const FOUND = ['tried.rule'];
/** The one finding on a record that was not screened, and why. */
function expectUnscreened(answer: ScreeningAnswer, id: string, why: RegExp): void {
  expect(answer).toMatchObject({ id, policyVersion: '-' });
  expect(answer.findings).toHaveLength(1);
  const [finding] = answer.findings;
  expect(finding).toMatchObject({ rule: SCREENING_UNAVAILABLE, severity: 'serious', path: null });
  expect(finding?.reason).toMatch(why);
  expect(finding?.reason).toMatch(/by hand, or again/);
}
const FULL = /too much was waiting/;
const LATE = /not done in time/;
const FAILED = /it failed/;

describe('screening with its built worker', () => {
  it('has been built before the tests run', () => {
    expect(existsSync(BUILT), 'npm run build makes dist/workers/screening.js').toBe(true);
  });

  it('finds nothing on a record that no rule speaks against, and says under which policy', async () => {
    const answer = await (await open(BUILT)).screen(called('plain'));
    expect(answer).toEqual({ id: 'plain', policyVersion: SCREENING_POLICY.version, findings: [] });
  });

  it('finds what the rules find, each record its own', async () => {
    const built = await open(BUILT);
    const answers = await Promise.all([
      built.screen(asked(content({ offences: ['desertion'] }), { id: 'a' })),
      built.screen(asked(missing(), { id: 'b' })),
      built.screen(asked(about({ sex: 'U' }), { id: 'c' })),
    ]);
    expect(answers.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(answers.map(rulesOf)).toEqual([['article-3.military'], [], ['complete.identity']]);
    expect(troubles).toEqual([]);
  });

  it('reads under the settings that it was opened with', async () => {
    const settings = { ...SCREENING_SETTINGS, maximumPenaltyYearsMin: 7 };
    const answer = await (await open(BUILT, { settings })).screen(called('strict'));
    expect(rulesOf(answer)).toEqual(['penalty.threshold']);
    expect(answer.policyVersion).not.toBe(SCREENING_POLICY.version);
  });

  it('says of a record that a rule fails on that it was not screened, and reads its neighbours', async () => {
    const built = await open(BUILT);
    const broken = { ...called('broken'), lookalikes: null } as unknown as ScreeningQuestion;
    const [answer, neighbour] = await Promise.all([
      built.screen(broken),
      built.screen(called('fine')),
    ]);
    expectUnscreened(answer, 'broken', FAILED);
    expect(neighbour.policyVersion).toBe(SCREENING_POLICY.version);
    expect(troubles).toEqual(['screening_answer']);
  });

  it('screens a full batch of the largest records', async () => {
    const built = await open(BUILT, { deadlineMs: LIMITS.screeningDeadlineMs * 5 });
    const offence = 'insulting the authorities of desertion '
      .repeat(20)
      .slice(0, LIMITS.textCharactersMax);
    const offences = Array.from({ length: LIMITS.offencesMax }, () => offence);
    const answers = await Promise.all(
      Array.from({ length: LIMITS.screeningBatchMax }, (_, nth) =>
        built.screen(asked(content({ offences }), { id: `q${nth}` })),
      ),
    );
    for (const answer of answers) {
      expect(answer.findings).toHaveLength(LIMITS.screeningFindingsMax);
      expect(rulesOf(answer)).not.toContain(SCREENING_UNAVAILABLE);
    }
  });
});

describe('screening with a worker that fails', () => {
  it.each(['die', 'throw', 'short'])('says so after "%s", and works again', async (id) => {
    const odd = await open(ODD);
    expectUnscreened(await odd.screen(called(id)), id, FAILED);
    expect(odd.alive).toBe(false);
    expect(rulesOf(await odd.screen(called('fine')))).toEqual(FOUND);
    expect(odd.alive).toBe(true);
    expect(troubles).toEqual(['screening_batch']);
  });

  it.each([
    ['is missing', 'nothing'],
    ['is a text', 'text'],
    ['is nonsense', 'nonsense'],
    ['is for another record', 'nobody'],
    ['names no policy', 'unversioned'],
    ['has an empty finding', 'hollow'],
    ['names a rule by a number', 'unruly'],
    ['names no rule', 'nameless'],
    ['has a rule of half a version', 'halfway'],
    ['would refuse the record', 'fatal'],
    ['gives no reason', 'mute'],
    ['has a reason without end', 'endless'],
    ['points nowhere', 'pathless'],
    ['points in no form', 'tilde'],
    ['shows more than there is', 'flood'],
    ['names no source', 'sourceless'],
    ['has more findings than the bound', 'many'],
  ])('says so when the answer %s', async (_, id) => {
    const odd = await open(ODD);
    const [answer, neighbour] = await Promise.all([
      odd.screen(called(id)),
      odd.screen(called('fine')),
    ]);
    expectUnscreened(answer, id, FAILED);
    expect(rulesOf(neighbour)).toEqual(FOUND);
    expect(troubles).toEqual(['screening_answer']);
  });

  it('says so of what cannot be handed to a thread', async () => {
    const odd = await open(ODD);
    const unsendable = { ...called('fine'), extra: () => 'functions do not cross' };
    expectUnscreened(await odd.screen(unsendable), 'fine', FAILED);
  });

  it('tells nobody of the record in its troubles but by the id of the question', async () => {
    const odd = await open(ODD);
    await odd.screen(called('throw'));
    await odd.screen(called('nonsense'));
    expect(reasons).toHaveLength(2);
    expect(reasons.join()).not.toMatch(/Lindhagen|Solveig|SVD260041|fraud/);
  });
});

describe('screening with a worker that is late', () => {
  it.each(['hang', 'spin'])('says so after "%s", and replaces the thread', async (id) => {
    const odd = await open(ODD, { deadlineMs: 60 });
    expectUnscreened(await odd.screen(called(id)), id, LATE);
    expect(odd.alive).toBe(false);
    await vi.waitUntil(() => odd.probe(), { timeout: 20_000 });
    const works = async (): Promise<boolean> =>
      rulesOf(await odd.screen(called('fine'))).join() === FOUND.join();
    await vi.waitUntil(works, { timeout: 20_000 });
    expect(troubles).toContain('screening_batch');
  });

  it('answers through its other thread meanwhile', async () => {
    const odd = await open(ODD, { workers: 2 });
    const hanging = odd.screen(called('hang'));
    await turn();
    expect(rulesOf(await odd.screen(called('fine')))).toEqual(FOUND);
    await odd.close();
    expectUnscreened(await hanging, 'hang', FAILED);
  });
});

describe('the queue of screening', () => {
  it('says at once of a record that it is full', async () => {
    const odd = await open(ODD, { deadlineMs: 1_000 });
    const waiting = Array.from({ length: LIMITS.screeningQueueMax }, () =>
      odd.screen(called('hang')),
    );
    expect(odd.queueLength).toBe(LIMITS.screeningQueueMax);
    expectUnscreened(await odd.screen(called('fine')), 'fine', FULL);
    expect(odd.queueLength).toBe(LIMITS.screeningQueueMax);
    for (const late of await Promise.all(waiting)) expectUnscreened(late, 'hang', LATE);
    expect(odd.queueLength).toBe(0);
  });

  it('sends the records of one turn together, in order, in batches within the bound', async () => {
    const odd = await open(ODD);
    const ids = Array.from({ length: LIMITS.screeningBatchMax * 2 + 5 }, (_, nth) => `q${nth}`);
    const answers = await Promise.all(ids.map((id) => odd.screen(called(id))));
    expect(answers.map(({ id }) => id)).toEqual(ids);
    const batches = [...new Set(answers.map(({ policyVersion }) => policyVersion))];
    expect(batches.join(' ').split(' ')).toEqual(ids);
    expect(batches.map((batch) => batch.split(' ').length)).toEqual([
      LIMITS.screeningBatchMax,
      LIMITS.screeningBatchMax,
      5,
    ]);
  });
});

describe('screening when it opens and closes', () => {
  it('answers what is waiting as not screened when it is closed, and everything afterwards', async () => {
    const odd = await open(ODD);
    const waiting = odd.screen(called('hang'));
    await odd.close();
    expectUnscreened(await waiting, 'hang', FAILED);
    expectUnscreened(await odd.screen(called('fine')), 'fine', FAILED);
    expect([odd.alive, await odd.probe(), odd.queueLength]).toEqual([false, false, 0]);
    expect(troubles).toEqual([]);
  });

  it.each([
    ['is missing', '/nowhere/screening.js', /screening is not built: npm run build/],
    ['cannot be loaded', BROKEN, /on purpose/],
  ])('does not start when its worker %s', async (_, workerFile, message) => {
    await expect(open(workerFile)).rejects.toThrow(message);
  });
});
