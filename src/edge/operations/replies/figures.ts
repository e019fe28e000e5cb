/**
 * What statistics and the audit answer, as it is published.
 * It must never leave a field out that a reply has; a test validates real replies.
 */
import { Type, type TSchema } from '@sinclair/typebox';
import { ROLES } from '../../../access/caller.js';
import { closed, oneOf } from '../../../record/wire.js';
import { index, purpose } from './contents.js';
import {
  count,
  credentialId,
  day,
  exact,
  instant,
  member,
  named,
  orNull,
  page,
  recordId,
  rules,
  said,
  string,
} from './terms.js';

const rate = Type.Number({ minimum: 0 });
const against = said('Checks in which one of its records was considered.', count);

export const statistics = named(
  'Statistics',
  exact({
    from: instant,
    to: instant,
    totals: exact({ checks: count, matches: count, referred: count, messages: count }),
    perMinute: exact({ checks: rate, messages: rate }),
    identifications: exact({
      checks: count,
      byCountries: said(
        'Checks, by how many members wanted their persons.',
        Type.Record(Type.String({ pattern: '^[0-9]+$' }), count),
      ),
    }),
    byMember: Type.Array(exact({ member, checks: count, matches: count })),
    byOwner: Type.Array(exact({ owner: member, checksAgainst: against, matches: count })),
    series: exact({
      step: oneOf(['minute', 'hour', 'day'] as const),
      points: Type.Array(exact({ at: instant, checks: count, messages: count })),
    }),
  }),
);

export const ownerStatistics = named(
  'OwnerStatistics',
  exact({
    owner: member,
    checksAgainst: against,
    matches: count,
    from: instant,
    to: instant,
    byDay: said(
      'Days in UTC, those without any left out.',
      Type.Array(exact({ day, checksAgainst: against, matches: count })),
    ),
  }),
);

const placed = {
  at: instant,
  chain: said('The chain of entries it stands in.', string),
  number: said('Its place in the chain.', count),
};

const check = exact({
  kind: Type.Literal('check'),
  ...placed,
  checkId: string,
  credentialId,
  member,
  agency: orNull(string),
  onBehalfOf: orNull(string),
  purpose,
  indexes: Type.Array(index),
  searched: said('A keyed hash of what was searched.', string),
  result: oneOf(['clear', 'match', 'referred'] as const),
  returned: Type.Array(recordId),
  withheld: Type.Array(recordId),
  verdicts: Type.Array(
    exact({ recordId, verdict: oneOf(['release', 'withhold', 'refer'] as const), rules }),
  ),
  policyVersion: string,
  wantedBy: said('How many members want the persons that the answer identified.', count),
});

const call = (kind: 'call' | 'read', description: string): TSchema =>
  said(
    description,
    closed({
      kind: Type.Literal(kind),
      ...placed,
      credentialId,
      member,
      role: oneOf(ROLES),
      action: string,
      subject: said('What it was done to, or the range that was read.', orNull(string)),
      status: Type.Integer(),
      reason: Type.Optional(orNull(string)),
    }),
  );

const anchor = said(
  'Where the other chains stood, so that none can be shortened unnoticed.',
  exact({
    kind: Type.Literal('anchor'),
    ...placed,
    heads: Type.Array(Type.Array(string, { minItems: 2, maxItems: 2 })),
  }),
);

const damage = said(
  'Stands for what cannot be read.',
  exact({ kind: Type.Literal('damage'), ...placed, block: count, what: string }),
);

export const audit = named(
  'AuditPage',
  page(
    'entries',
    named(
      'AuditEntry',
      Type.Union([
        check,
        call('call', 'A call that changed something.'),
        call('read', 'A reading of the audit, or of a decided referral.'),
        anchor,
        damage,
      ]),
    ),
  ),
);
