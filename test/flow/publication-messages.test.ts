/** To whom a record's publication is told and shown, over random bounds against the rule of who sees. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { restrictedTo } from '../../src/flow/bounding.js';
import * as life from '../../src/flow/life.js';
import { UNRESTRICTED, type RecordContent } from '../../src/record/record.js';
import { SOME_CALLERS } from '../../src/store/deeds.js';
import { toldBy } from '../support/deeds.js';
import {
  CODES,
  OWNER,
  RECORD,
  actor,
  contentWith,
  dossierOf,
  effectsOf,
  publicationsUnder,
  published,
  reached,
  readersOf,
  recipients,
  restrictions,
  shownTo,
  stepTo,
  versionOf,
} from './publication-scene.js';

describe('a publication', () => {
  it('is shown to exactly the callers that a reading shows the record, and not told to others', () => {
    fc.assert(
      fc.property(recipients, restrictions, restrictions, (to, own, defaults) => {
        const content = contentWith({ recipients: to, restrictions: own });
        const told = toldBy(published(content, { defaults }));
        const expected = readersOf(content, defaults);
        expect(shownTo(told)).toEqual(expected);
        const members = new Set(expected.map((caller) => caller.slice(0, 3)));
        expect(reached(told)).toEqual([...members].sort());
      }),
      { numRuns: 300 },
    );
  });

  it('goes to a few in copies of their own, and to many once', () => {
    const few = contentWith({ recipients: CODES.slice(0, 8) });
    expect(toldBy(published(few)).map(({ to }) => to)).toEqual(CODES.slice(0, 8));
    const many = toldBy(published(contentWith({ recipients: CODES.slice(0, 9) })));
    expect(many.map(({ to }) => to)).toEqual(['*']);
  });

  it('lies apart where some callers alone are shown it, in one copy however few they are', () => {
    const bounds = { restrictions: { ...UNRESTRICTED, agencies: ['border'] } };
    for (const count of [1, 8, 9]) {
      const told = toldBy(published(contentWith({ ...bounds, recipients: CODES.slice(0, count) })));
      expect(told.map(({ to }) => to)).toEqual([SOME_CALLERS]);
    }
  });

  it('says what is wanted, and nothing of the person', () => {
    const [told] = toldBy(published(contentWith()));
    expect(told?.message).toMatchObject({
      type: 'publication',
      recordId: RECORD,
      at: actor.now,
      body: {
        version: 1,
        index: 'wanted',
        colour: 'red',
        kind: 'diffusion',
        owner: OWNER,
        action: 'arrest',
      },
    });
    expect(JSON.stringify(told)).not.toMatch(/Secretive|Nobody|1974/);
  });

  it('follows when a reviewer releases what was held, and not when it is held', () => {
    const held = dossierOf(null, versionOf(contentWith(), 1, 'in_review'));
    expect(effectsOf(null, stepTo(held))).toEqual([]);
    const released = dossierOf(versionOf(contentWith()));
    expect(toldBy(effectsOf(held, stepTo(released)))).toHaveLength(1);
  });

  it('follows a new version, and the end of a pause; not a word about the same version', () => {
    const live = versionOf(contentWith());
    const before = dossierOf(live);
    const renewed = life.renewed(before, '2031-01-01', actor);
    expect(toldBy(effectsOf(before, renewed))[0]?.message.body).toMatchObject({ version: 2 });
    const decided = life.decided(before, 'DEU', { decision: 'act', reason: 'a treaty' }, actor);
    expect(effectsOf(before, decided)).toEqual([]);
    const suspended = life.suspended(before, '2024-01-01', actor);
    expect(effectsOf(before, suspended)).toEqual([]);
    const resumed = life.resumed(suspended.next, actor, false);
    expect(toldBy(effectsOf(suspended.next, resumed))).toHaveLength(1);
  });

  it('does not follow from documents, of which there are too many', () => {
    const document = { number: 'A1', issuer: 'FRA', type: 'P', status: 'lost', reportedOn: null };
    const content = contentWith({
      index: 'documents',
      person: null,
      document: document as RecordContent['document'],
    });
    expect(published(content)).toEqual([]);
    const before = dossierOf(versionOf(content));
    const withdrawn = life.withdrawn(before, actor);
    expect(withdrawn && effectsOf(before, withdrawn)).toEqual([]);
  });

  it('after wider defaults is shown to those alone that could not see the record before', () => {
    fc.assert(
      fc.property(recipients, restrictions, restrictions, restrictions, (to, own, was, are) => {
        const content = contentWith({ recipients: to, restrictions: own });
        const could = readersOf(content, was);
        const newly = readersOf(content, are).filter((caller) => !could.includes(caller));
        const told = toldBy(
          publicationsUnder(are).ofWiderDefaults(dossierOf(versionOf(content)), was, actor),
        );
        expect(shownTo(told)).toEqual(newly);
      }),
      { numRuns: 300 },
    );
  });

  it('does not follow wider defaults where nobody is shown the record', () => {
    const were = { ...UNRESTRICTED, deny: ['DEU'] };
    for (const state of ['suspended', 'blocked', 'withdrawn', 'expired', 'refused'] as const) {
      const record = dossierOf(versionOf(contentWith(), 1, state));
      expect(publicationsUnder(UNRESTRICTED).ofWiderDefaults(record, were, actor)).toEqual([]);
    }
    const held = dossierOf(null, versionOf(contentWith(), 1, 'in_review'));
    expect(publicationsUnder(UNRESTRICTED).ofWiderDefaults(held, were, actor)).toEqual([]);
  });

  it('after a change of bounds is shown to those alone that could not see the record before', () => {
    fc.assert(
      fc.property(restrictions, restrictions, (a, b) => {
        const before = dossierOf(versionOf(contentWith({ restrictions: a })));
        const step = restrictedTo(before, b, actor, false);
        if (step === null) return;
        const could = readersOf(contentWith({ restrictions: a }), UNRESTRICTED);
        const can = readersOf(contentWith({ restrictions: b }), UNRESTRICTED);
        const newly = can.filter((caller) => !could.includes(caller));
        expect(shownTo(toldBy(effectsOf(before, step)))).toEqual(newly);
      }),
      { numRuns: 300 },
    );
  });
});
