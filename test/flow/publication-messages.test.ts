/** To whom a record's publication and its retraction are told, over random bounds against the rule of who sees. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Addressees, membersOf } from '../../src/flow/addressees.js';
import { restrictedTo } from '../../src/flow/bounding.js';
import type { Actor, Step } from '../../src/flow/life.js';
import * as life from '../../src/flow/life.js';
import { PublicationMessages } from '../../src/flow/publication-messages.js';
import { releaseReceipt } from '../../src/flow/receipts.js';
import type { Dossier, StoredVersion } from '../../src/record/codec.js';
import { MEMBERS } from '../../src/record/countries.js';
import { unpackMessage } from '../../src/record/message.js';
import {
  PURPOSES,
  UNRESTRICTED,
  type RecordContent,
  type RecordState,
  type Restrictions,
} from '../../src/record/record.js';
import { canonicalRestrictions, sees } from '../../src/record/visibility.js';
import { reviewsBy, toldBy, type Told } from '../support/deeds.js';

const OWNER = 'FRA';
const RECORD = 'FRA-1';
const CODES = MEMBERS.map(({ code }) => code);
const AGENCIES = ['border', 'police', 'customs'];
const actor: Actor = {
  credentialId: 'who',
  now: 1_700_000_000_000,
  today: '2023-11-14',
  reviewId: 'review',
};

function contentWith(more: Partial<RecordContent> = {}): RecordContent {
  return {
    index: 'wanted',
    colour: 'red',
    kind: 'diffusion',
    recipients: 'all',
    person: {
      names: [
        { family: 'Secretive', given: 'Nobody', fullName: null, kind: 'primary', quality: 'good' },
      ],
      datesOfBirth: ['1974-08-12'],
      sex: 'U',
      nationalities: [],
      placeOfBirth: null,
      documents: [],
    },
    document: null,
    action: 'arrest',
    offences: [],
    warrant: null,
    warnings: [],
    restrictions: UNRESTRICTED,
    confidentiality: 'official-use',
    expiresOn: '2030-01-01',
    ...more,
  };
}

function versionOf(
  content: RecordContent,
  version = 1,
  state: RecordState = 'published',
): StoredVersion {
  return {
    version,
    state,
    reviewStatus: 'not_reviewed',
    content,
    updatedAt: 1,
    suspendedUntil: null,
    reviewId: null,
  };
}

function dossierOf(live: StoredVersion | null, held: StoredVersion | null = null): Dossier {
  const made = { revision: 1, recordId: RECORD, createdAt: 1, createdBy: 'who' };
  return { ...made, live, held, addenda: [], decisions: {}, refusal: null };
}

interface World {
  readonly defaults?: Restrictions;
  readonly receiving?: readonly string[];
}

function effectsOf(before: Dossier | null, step: Step, { defaults, receiving }: World = {}) {
  const addressees = new Addressees({
    tables: { member: () => ({ defaults: defaults ?? UNRESTRICTED }) },
    measures: { holdsReceipt: (member) => receiving?.includes(member) ?? false },
  });
  return new PublicationMessages(addressees).of(before, step, actor)?.deeds ?? [];
}

const stepTo = (next: Dossier): Step => ({ next, version: life.latestOf(next) });
const published = (content: RecordContent, world: World = {}) =>
  effectsOf(null, stepTo(dossierOf(versionOf(content))), world);

/** Everybody whom messages reach, in their own streams or in that of all. */
function reached(told: readonly Told[]): string[] {
  return told
    .flatMap(({ to, message: { audience } }) => (audience === null ? [to] : membersOf(audience)))
    .sort();
}

const codes = fc.uniqueArray(fc.constantFrom(...CODES, OWNER), { maxLength: 12 });
const restrictions: fc.Arbitrary<Restrictions> = fc
  .record({
    deny: codes,
    allowOnly: fc.option(codes),
    agencies: fc.option(fc.subarray(AGENCIES)),
    purposes: fc.option(fc.subarray([...PURPOSES])),
  })
  .map(canonicalRestrictions);
const recipients = fc.oneof(fc.constant('all' as const), codes);

/** Whether any caller of a member sees it, tried one by one. */
function someoneSees(member: string, content: RecordContent, defaults: Restrictions): boolean {
  const seen = { owner: OWNER, recipients: content.recipients, restrictions: content.restrictions };
  return [null, ...AGENCIES].some((agency) =>
    PURPOSES.some((purpose) => sees({ member, agency, purpose }, seen, defaults)),
  );
}

describe('a publication', () => {
  it('goes to exactly the members of which somebody may see it, and never to its owner', () => {
    fc.assert(
      fc.property(recipients, restrictions, restrictions, (to, own, defaults) => {
        const content = contentWith({ recipients: to, restrictions: own });
        const told = toldBy(published(content, { defaults }));
        const expected = CODES.filter(
          (code) => code !== OWNER && someoneSees(code, content, defaults),
        );
        expect(reached(told)).toEqual(expected.sort());
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

  it('after a change of bounds goes to those alone who could not see it before', () => {
    fc.assert(
      fc.property(restrictions, restrictions, (a, b) => {
        const before = dossierOf(versionOf(contentWith({ restrictions: a })));
        const step = restrictedTo(before, b, actor, false);
        if (step === null) return;
        const [was, is] = [a, b].map((r) => contentWith({ restrictions: r }));
        const expected = CODES.filter(
          (code) =>
            code !== OWNER &&
            is !== undefined &&
            was !== undefined &&
            someoneSees(code, is, UNRESTRICTED) &&
            !someoneSees(code, was, UNRESTRICTED),
        );
        expect(reached(toldBy(effectsOf(before, step)))).toEqual(expected.sort());
      }),
    );
  });
});

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

  it('receives the very message once a reviewer releases it, and owes its acknowledgement then', () => {
    const content = contentWith({ recipients: ['DEU'] });
    const world = { receiving: ['DEU'] };
    const next = dossierOf(versionOf(content, 1, 'withdrawn'));
    const deeds = [
      ...published(content, world),
      ...effectsOf(dossierOf(versionOf(content)), stepTo(next), world),
    ];
    const released = toldBy(reviewsBy(deeds).map((review) => releaseReceipt(review, actor.now)));
    expect(released.map(({ to, message, note }) => [to, message.type, note])).toEqual([
      ['DEU', 'publication', ''],
      ['DEU', 'retraction', `retracted:${RECORD}`],
    ]);
  });
});
