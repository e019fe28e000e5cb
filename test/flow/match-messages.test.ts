/** Which matches owners are told of: by purpose, by score, and only once they have been returned. */
import { describe, expect, it } from 'vitest';
import { Addressees } from '../../src/flow/addressees.js';
import { MatchMessages, type ReturnedMatches } from '../../src/flow/match-messages.js';
import { PURPOSES, UNRESTRICTED, type Purpose } from '../../src/record/record.js';
import { reviewsBy, toldBy } from '../support/deeds.js';
import { dossierOf } from '../store/store-records.js';

const receiving = new Set<string>();
const addressees = new Addressees({
  tables: { member: () => ({ defaults: UNRESTRICTED }) },
  measures: { holdsReceipt: (member) => receiving.has(member) },
});

function matchesWith(scores: Readonly<Record<string, number>>, purpose: Purpose): ReturnedMatches {
  const matches = Object.entries(scores).flatMap(([recordId, score]) => {
    const dossier = dossierOf(recordId, 'A1');
    return dossier.live === null ? [] : [{ dossier, version: dossier.live, score }];
  });
  const caller = { credentialId: 'who', member: 'ITA', agency: 'border' };
  return { checkId: 'check', caller, purpose, matches, threshold: 0.8, at: 1_700_000_000_000 };
}

describe('owners', () => {
  it.each(PURPOSES)(
    'are told of matches for %s where the policy says so, and else not',
    (purpose) => {
      for (const toldFor of [[], [purpose], [...PURPOSES]] as const) {
        const deeds = new MatchMessages(addressees, { toldFor }).told(
          matchesWith({ 'DEU-1': 1 }, purpose),
        );
        expect(toldBy(deeds).map(({ to }) => to)).toEqual(toldFor.length === 0 ? [] : ['DEU']);
      }
    },
  );

  it('are told of each record from the threshold on, and of none below it', () => {
    const messages = new MatchMessages(addressees, { toldFor: ['police'] });
    const scores = { 'DEU-1': 1, 'ESP-1': 0.8, 'DEU-2': 0.9, 'NOR-1': 0.79 };
    const told = toldBy(messages.told(matchesWith(scores, 'police')));
    expect(told.map(({ to, message }) => [to, message.recordId])).toEqual([
      ['DEU', 'DEU-1'],
      ['ESP', 'ESP-1'],
      ['DEU', 'DEU-2'],
    ]);
    expect(told[1]?.message).toMatchObject({
      type: 'match',
      at: 1_700_000_000_000,
      body: {
        checkId: 'check',
        member: 'ITA',
        agency: 'border',
        purpose: 'police',
        index: 'documents',
        score: 0.8,
        at: '2023-11-14T22:13:20.000Z',
      },
    });
  });

  it('whose receiving is reviewed get a review in its place', () => {
    receiving.add('DEU');
    const messages = new MatchMessages(addressees, { toldFor: ['police'] });
    const deeds = messages.told(matchesWith({ 'DEU-1': 1, 'ESP-1': 1 }, 'police'));
    receiving.clear();
    expect(toldBy(deeds).map(({ to }) => to)).toEqual(['ESP']);
    expect(reviewsBy(deeds)).toMatchObject([
      { subject: 'receipt', receiver: 'DEU', recordId: 'DEU-1', owner: 'DEU', openedBy: 'who' },
    ]);
  });
});
