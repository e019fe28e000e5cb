/** What time does to a record, part by part, and that no record is ever overlooked by the lists. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DueDates } from '../../src/flow/due-dates.js';
import { DueSweep } from '../../src/flow/due-sweep.js';
import { daysFrom } from '../../src/flow/fields.js';
import * as life from '../../src/flow/life.js';
import type { Actor, Step } from '../../src/flow/life.js';
import { dueNow, partsOf, retentionStep } from '../../src/flow/retention-rules.js';
import { expiries, PAUSES } from '../../src/flow/retention.js';
import { decodeDossier, encodeDossier, type Dossier } from '../../src/record/codec.js';
import { DueLists } from '../../src/store/due-lists.js';
import { contentOf, dossier, FIRST_DAY, ListsInMemory, version } from './dossiers.js';

const POLICY = { warningDays: 20, deleteDays: 6 };
/** Told singly, its owner under no measure. */
const FREE = { singly: true, reviewed: false };
const on = (today: string): Actor => ({
  credentialId: 'somebody',
  now: Date.parse(`${today}T12:00:00Z`),
  today,
  reviewId: 'review',
});
const day = (n: number): string => daysFrom(FIRST_DAY, n);

/** Takes every step that is due, as the sweeps do; the names of the steps. */
function settle(
  start: Dossier,
  today: string,
): { readonly after: Dossier; readonly taken: string[] } {
  let after = start;
  const taken: string[] = [];
  for (let steps = 0; steps < 8; steps += 1) {
    const action = dueNow(after, today, POLICY);
    if (action === null) return { after, taken };
    taken.push(action);
    after = retentionStep(action, after, on(today), POLICY, FREE).next;
  }
  throw new Error(`still something due after ${taken.join(', ')}`);
}

describe('what is due for a record', () => {
  const plain = dossier({ live: version({ content: contentOf('Sabatier', day(100)) }) });

  it.each([
    [79, []],
    [80, ['warn']],
    [100, ['warn']],
    [101, ['expire']],
    [106, ['expire']],
    [107, ['expire', 'delete-content']],
    [5_000, ['expire', 'delete-content']],
  ] as const)('on day %i of one that lasts a hundred is %j', (n, due) => {
    expect(settle(plain, day(n)).taken).toEqual(due);
  });

  it('is nothing while a dispute lasts, whatever day it is', () => {
    const blocked = { ...plain, live: version({ ...plain.live, state: 'blocked' }) };
    expect(settle(blocked, day(5_000)).taken).toEqual([]);
    expect(partsOf(blocked)).toEqual([]);
  });

  it('is no warning for what is only held, withdrawn or refused', () => {
    for (const state of ['in_review', 'refused'] as const) {
      const held = dossier({ held: version({ state, content: contentOf('Tavernier', day(100)) }) });
      expect(settle(held, day(90)).taken).toEqual([]);
    }
    const withdrawn = life.withdrawn(plain, on(day(90)));
    expect(withdrawn === null ? [] : settle(withdrawn.next, day(95)).taken).toEqual([]);
  });

  it('never reaches beyond the last day of the calendar', () => {
    const endless = dossier({ live: version({ content: contentOf('Urbain', '9999-12-31') }) });
    expect(settle(endless, day(40_000)).taken).toEqual([]);
  });
});

describe('the deletion', () => {
  const content = (name: string, n: number) => contentOf(name, day(n));
  const names = (d: Dossier): string[] =>
    ['Vasseur', 'Weyland', 'Ximenez', 'told of'].filter((name) =>
      encodeDossier(d).includes(Buffer.from(name)),
    );
  const whole = dossier({
    live: version({ content: content('Vasseur', 10) }),
    held: version({ version: 2, state: 'in_review', content: content('Weyland', 30) }),
    refusal: { version: 2, reason: 'not enough', at: 0, content: content('Ximenez', 50) },
    addenda: [{ text: 'told of in public', reason: 'asked', at: 0 }],
    decisions: { DEU: { decision: 'act', reason: 'told of by FRA', at: 0 } },
  });

  it('takes each part in its time, and what was written about it with the last', () => {
    expect(names(settle(whole, day(16)).after)).toEqual([
      'Vasseur',
      'Weyland',
      'Ximenez',
      'told of',
    ]);
    expect(names(settle(whole, day(17)).after)).toEqual(['Weyland', 'Ximenez', 'told of']);
    expect(names(settle(whole, day(37)).after)).toEqual(['Ximenez', 'told of']);
    const { after } = settle(whole, day(57));
    expect(names(after)).toEqual([]);
    expect(after).toMatchObject({ recordId: 'FRA-1', held: null, refusal: null });
    expect(after.live).toMatchObject({ version: 1, state: 'expired' });
  });

  it('leaves what was refused as refused', () => {
    const held = version({ state: 'refused', content: content('Weyland', 10) });
    const { after } = settle(dossier({ held }), day(17));
    expect(names(after)).toEqual([]);
    expect(life.latestOf(after).state).toBe('refused');
  });

  it('keeps what a check or a reader needs to know of the end', () => {
    const restrictions = { deny: ['DEU'], allowOnly: null, agencies: null, purposes: null };
    const live = version({ content: { ...content('Vasseur', 10), restrictions } });
    const { after } = settle(dossier({ live }), day(17));
    expect(after.live?.content).toMatchObject({
      index: 'wanted',
      expiresOn: day(10),
      restrictions,
    });
    expect(decodeDossier(encodeDossier(after))).toEqual(after);
  });
});

/** One thing an owner or a reviewer may do to a record; `null` where its state does not allow it. */
const DOINGS: Record<string, (d: Dossier, actor: Actor, days: number) => Step | null> = {
  update: (d, actor, days) => {
    const live = version({
      version: life.numberOf(d) + 1,
      content: contentOf('A', daysFrom(actor.today, days)),
    });
    return { next: { ...d, revision: d.revision + 1, live, held: null }, version: live };
  },
  hold: (d, actor, days) => {
    const content = contentOf('B', daysFrom(actor.today, days));
    const held = version({ version: life.numberOf(d) + 1, state: 'in_review', content });
    return { next: { ...d, revision: d.revision + 1, held }, version: held };
  },
  release: (d) => {
    if (d.held?.state !== 'in_review') return null;
    const live = { ...d.held, state: 'published' as const };
    return { next: { ...d, revision: d.revision + 1, live, held: null }, version: live };
  },
  refuse: (d, { now }) => {
    const { held } = d;
    if (held?.state !== 'in_review') return null;
    const refused = { ...held, state: 'refused' as const };
    const refusal = { version: held.version, reason: 'no', at: now, content: held.content };
    return { next: { ...d, revision: d.revision + 1, held: refused, refusal }, version: refused };
  },
  suspend: (d, actor, days) => life.suspended(d, daysFrom(actor.today, days % 15), actor),
  resume: (d, actor) => life.resumed(d, actor, false),
  renew: (d, actor, days) => life.renewed(d, daysFrom(actor.today, days), actor),
  withdraw: (d, actor) => life.withdrawn(d, actor),
  block: (d) => withState(d, 'published', 'blocked'),
  unblock: (d) => withState(d, 'blocked', 'published'),
};

function withState(d: Dossier, from: string, state: 'blocked' | 'published'): Step | null {
  if (d.live?.state !== from) return null;
  const live = { ...d.live, state };
  return { next: { ...d, revision: d.revision + 1, live }, version: live };
}

describe('the lists of days', () => {
  const doing = fc.record({
    what: fc.constantFrom(...Object.keys(DOINGS)),
    days: fc.nat({ max: 45 }),
    wait: fc.oneof(fc.constant(0), fc.nat({ max: 9 }), fc.nat({ max: 70 })),
    swept: fc.boolean(),
  });

  it('lead the sweeps to whatever is due, in any life of a record, and are forgotten in the end', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(doing, { minLength: 1, maxLength: 25 }), async (doings) => {
        const store = new ListsInMemory();
        const dates = new DueDates();
        let record: Dossier | null = null;
        let today = FIRST_DAY;
        const note = (before: Dossier | null, step: Step): void => {
          for (const key of dates.of(before, step, on(today))?.noted ?? []) store.append(key, 1);
          record = step.next;
        };
        const visit = async (): Promise<void> => {
          while (record !== null) {
            const before: Dossier = record;
            const action = dueNow(before, today, POLICY);
            if (action === null) return;
            const step = retentionStep(action, before, on(today), POLICY, FREE);
            note(before, step);
          }
        };
        const lists = new DueLists(store);
        const clock = { now: () => on(today).now };
        const sweeps = [PAUSES, expiries(POLICY)].map(
          (kind) => new DueSweep({ lists, clock, kind, visit }),
        );
        const sweep = async (): Promise<void> => {
          for (const one of sweeps) await one.run();
          // What is due was found by its list; had it been overlooked, it would be due still.
          expect(record === null ? null : dueNow(record, today, POLICY)).toBeNull();
        };
        // A service sweeps when it starts, before anything is pushed.
        await sweep();
        const start = version({ content: contentOf('A', day(40)) });
        note(null, { next: dossier({ live: start }), version: start });
        for (const { what, days, wait, swept } of doings) {
          today = daysFrom(today, wait);
          if (swept) await sweep();
          try {
            const step = record === null ? null : DOINGS[what]?.(record, on(today), days);
            if (step != null) note(record, step);
          } catch {
            // Its state does not allow it.
          }
        }
        await sweep();
        if (life.latestOf(record ?? dossier({ live: start })).state === 'blocked') return;
        today = daysFrom(today, 200);
        await sweep();
        await sweep();
        expect(record === null ? [] : partsOf(record)).toEqual([]);
        expect(store.listsLeft()).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});
