/**
 * What calls about measures, referrals and protected persons answer, as it is published.
 * It must never leave a field out that a reply has; a test validates real replies.
 */
import { Type } from '@sinclair/typebox';
import { MEASURE_POLICIES, MEASURE_STATES, SCOPES } from '../../../record/measure.js';
import { REFERRAL_STATES } from '../../../record/referral.js';
import { closed, oneOf } from '../../../record/wire.js';
import { explanation } from './checks.js';
import { index, person, purpose } from './contents.js';
import { ownRecord } from './records.js';
import {
  credentialId,
  day,
  exact,
  flag,
  instant,
  member,
  named,
  orNull,
  page,
  recordId,
  rules,
  said,
  score,
  seconds,
  string,
  version,
} from './terms.js';

const decided = { by: credentialId, at: instant };

export const measure = named(
  'Measure',
  exact({
    measureId: string,
    member,
    scopes: Type.Array(oneOf(SCOPES)),
    policy: said('refer-all: every match it gates goes to a reviewer.', oneOf(MEASURE_POLICIES)),
    reason: string,
    urgent: said('In force from its proposal on; lapses unless endorsed in time.', flag),
    reviewOn: said('The day to look at it again; it does not end by itself then.', orNull(day)),
    state: oneOf(MEASURE_STATES),
    proposedBy: credentialId,
    proposedAt: instant,
    inForceFrom: said('null until it is endorsed.', orNull(instant)),
    endorseBy: said('When an urgent one lapses.', orNull(instant)),
    endorsedBy: orNull(string),
    endorsedAt: orNull(instant),
    lift: said(
      'The lift that counts; null where none is set.',
      orNull(exact({ ...decided, reason: string, effectiveOn: instant })),
    ),
    history: said(
      'Everything that was ever decided about it, oldest first.',
      Type.Array(
        Type.Union([
          exact({ ...decided, action: Type.Literal('proposed'), reason: string }),
          closed({ ...decided, action: Type.Literal('endorsed'), reason: Type.Optional(string) }),
          exact({
            ...decided,
            action: Type.Literal('lifted'),
            reason: string,
            effectiveOn: instant,
          }),
        ]),
      ),
    ),
  }),
);
export const measures = named('MeasureList', page('measures', measure));

const short = {
  recordId,
  owner: member,
  version,
  score,
  verdict: said(
    'What the gate said; null: no measure touches this match, so that any decision tells it.',
    orNull(oneOf(['release', 'withhold', 'refer'] as const)),
  ),
  rules,
};

const referralShared = {
  referralId: said("The check's own id.", string),
  checkId: string,
  state: said(
    'withheld: the check was answered without some matches; there is nothing to decide.',
    oneOf(REFERRAL_STATES),
  ),
  member: said('Who asked.', member),
  agency: orNull(string),
  purpose,
  indexes: Type.Array(index),
  at: instant,
  expectedBy: instant,
  ageSeconds: said('How long it waits, or has waited.', orNull(seconds)),
  overdue: flag,
  policyVersion: string,
  rules: said('Of the rules that were about the check as a whole.', Type.Array(string)),
  decision: orNull(exact({ ...decided, reason: string, release: Type.Array(recordId) })),
};

const shortMatch = named('ReferredMatchSummary', exact(short));
const inFull = {
  ...short,
  explanation,
  record: said('As it is now; null where it is gone.', orNull(ownRecord)),
};

export const referrals = named(
  'ReferralList',
  page(
    'referrals',
    named(
      'ReferralSummary',
      exact({
        ...referralShared,
        matches: Type.Array(shortMatch),
        withheld: Type.Array(shortMatch),
      }),
    ),
  ),
);

export const referral = named(
  'Referral',
  exact({
    ...referralShared,
    matches: Type.Array(
      named(
        'ReferredMatch',
        exact({
          ...inFull,
          visible: said(
            'Whether the asking caller may see it now; what it may not see is not released.',
            flag,
          ),
          changed: said('Whether the record has a later version than the one matched.', flag),
          released: flag,
        }),
      ),
    ),
    withheld: said(
      'Reads as no match, whatever is decided.',
      Type.Array(named('WithheldMatch', exact(inFull))),
    ),
  }),
);

const protectionStatus = oneOf(['asked', 'granted'] as const);

export const protections = named(
  'ProtectionList',
  page(
    'protections',
    exact({
      reference: string,
      against: member,
      status: protectionStatus,
      person,
      createdAt: instant,
      updatedAt: instant,
    }),
  ),
);
export const protectionSet = named(
  'ProtectionSet',
  exact({ reference: string, against: member, status: protectionStatus }),
);
export const protectionGone = named('ProtectionGone', exact({ reference: string }));
