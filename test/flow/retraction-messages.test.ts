/** To whom a record's retraction is told and shown, and what waits for a reviewer instead. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as life from '../../src/flow/life.js';
import { releaseReceipt } from '../../src/flow/receipts.js';
import type { Dossier } from '../../src/record/codec.js';
import { unpackMessage } from '../../src/record/message.js';
import { UNRESTRICTED } from '../../src/record/record.js';
import { SOME_CALLERS } from '../../src/store/deeds.js';
import { reviewsBy, toldBy } from '../support/deeds.js';
import {
  CODES,
  OWNER,
  RECORD,
  actor,
  checkersOf,
  contentWith,
  dossierOf,
  effectsOf,
  published,
  reached,
  recipients,
  restrictions,
  shownTo,
  someoneMay,
  stepTo,
  versionOf,
} from './publication-scene.js';

/** Whose receiving is reviewed. */
const members = fc.subarray(CODES);

describe('a retraction', () => {
  const bounded = contentWith({ restrictions: { ...UNRESTRICTED, deny: ['DEU'] } });
  const before = dossierOf(versionOf(bounded, 3));
  const states: [string, Dossier, string][] = [
    ['withdrawn', dossierOf(versionOf(bounded, 3, 'withdrawn')), 'withdrawn'],
    ['refused', dossierOf(versionOf(bounded, 3, 'refused')), 'not-compliant'],
    ['taken away', dossierOf(null, versionOf(bounded, 3, 'refused')), 'not-compliant'],
  ];

  it.each(states)('follows what had been published and is %s', (_, next, reason) => {
    const told = toldBy(effectsOf(before, stepTo(next)));
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ to: '*', note: `retracted:${RECORD}` });
    expect(told[0]?.message).toMatchObject({
      type: 'retraction',
      body: { version: 3, reason, purge: true },
    });
    expect(reached(told)).toEqual(CODES.filter((c) => c !== OWNER && c !== 'DEU').sort());
  });

  it('is shown to exactly the callers whom a check for some purpose showed the record, and told to their members', () => {
    fc.assert(
      fc.property(recipients, restrictions, restrictions, members, (to, own, defaults, held) => {
        const content = contentWith({ recipients: to, restrictions: own });
        const next = dossierOf(versionOf(content, 1, 'withdrawn'));
        const world = { defaults, receiving: held };
        const told = toldBy(effectsOf(dossierOf(versionOf(content)), stepTo(next), world));
        expect(shownTo(told)).toEqual(checkersOf(content, defaults));
        const may = CODES.filter((code) => code !== OWNER && someoneMay(code, content, defaults));
        expect(reached(told)).toEqual(may.sort());
      }),
      { numRuns: 300 },
    );
  });

  it('has one number also for a few', () => {
    const few = contentWith({ recipients: ['DEU', 'ITA'] });
    const next = dossierOf(versionOf(few, 1, 'withdrawn'));
    const told = toldBy(effectsOf(dossierOf(versionOf(few)), stepTo(next)));
    expect(told.map(({ to }) => to)).toEqual(['*']);
    expect(reached(told)).toEqual(['DEU', 'ITA']);
  });

  it('does not follow what nobody had seen, nor a pause or a dispute', () => {
    const held = dossierOf(null, versionOf(bounded, 1, 'in_review'));
    const withdrawn = life.withdrawn(held, actor);
    expect(withdrawn && effectsOf(held, withdrawn)).toEqual([]);
    const refused = dossierOf(null, versionOf(bounded, 1, 'refused'));
    expect(effectsOf(held, stepTo(refused))).toEqual([]);
    for (const state of ['suspended', 'blocked', 'expired'] as const) {
      expect(effectsOf(before, stepTo(dossierOf(versionOf(bounded, 3, state))))).toEqual([]);
    }
    const again = dossierOf(versionOf(bounded, 4, 'withdrawn'));
    const ended = dossierOf(versionOf(bounded, 3, 'withdrawn'));
    expect(effectsOf(ended, stepTo(again))).toEqual([]);
  });
});

describe('a member whose receiving is reviewed', () => {
  it('is left out, and a review of the very message waits instead', () => {
    const world = { receiving: ['DEU', 'ITA'] };
    const deeds = published(contentWith({ recipients: ['DEU', 'ESP', 'ITA'] }), world);
    expect(reached(toldBy(deeds))).toEqual(['ESP']);
    const reviews = reviewsBy(deeds);
    expect(reviews.map(({ receiver }) => receiver)).toEqual(['DEU', 'ITA']);
    for (const review of reviews) {
      expect(review).toMatchObject({
        subject: 'receipt',
        recordId: RECORD,
        version: 1,
        owner: OWNER,
        state: 'pending',
        openedAt: actor.now,
      });
      const message = unpackMessage(review.message ?? Buffer.alloc(0));
      expect(message).toMatchObject({ type: 'publication', recordId: RECORD, audience: null });
    }
  });

  it('receives the very message once a reviewer releases it', () => {
    const deeds = published(contentWith({ recipients: ['DEU'] }), { receiving: ['DEU'] });
    const released = toldBy(reviewsBy(deeds).map((review) => releaseReceipt(review, actor.now)));
    expect(released.map(({ to, message, note }) => [to, message.type, note])).toEqual([
      ['DEU', 'publication', ''],
    ]);
  });

  it('is asked to purge at once, in the same message as everybody else', () => {
    const content = contentWith({ recipients: ['DEU', 'ESP'] });
    const next = dossierOf(versionOf(content, 1, 'withdrawn'));
    const before = dossierOf(versionOf(content));
    const deeds = effectsOf(before, stepTo(next), { receiving: ['DEU'] });
    expect(reviewsBy(deeds)).toEqual([]);
    const told = toldBy(deeds);
    expect(told.map(({ to, message, note }) => [to, message.type, note])).toEqual([
      ['*', 'retraction', `retracted:${RECORD}`],
    ]);
    expect(reached(told)).toEqual(['DEU', 'ESP']);
  });

  it('is shown what is released by the same of its callers as if it had not been held', () => {
    const restrictions = { ...UNRESTRICTED, agencies: ['border'] };
    const content = contentWith({ recipients: ['DEU'], restrictions });
    const deeds = published(content, { receiving: ['DEU'] });
    const released = reviewsBy(deeds).map((review) => releaseReceipt(review, actor.now));
    expect(shownTo(toldBy(released))).toEqual(['DEU border']);
    // Where no acknowledgement of others of its member reaches it.
    expect(toldBy(released).map(({ to }) => to)).toEqual([SOME_CALLERS]);
  });
});
