/**
 * What checks answer, as it is published.
 * It must never leave a field out that a reply has; a test validates real replies.
 */
import { Type } from '@sinclair/typebox';
import { closed, oneOf } from '../../../record/wire.js';
import {
  action,
  addenda,
  colour,
  confidentiality,
  index,
  kind,
  listedDocument,
  nationalDecision,
  person,
  reviewStatus,
  warnings,
} from './contents.js';
import { problem } from './problems.js';
import {
  exact,
  flag,
  instant,
  member,
  named,
  orNull,
  recordId,
  said,
  score,
  string,
} from './terms.js';

export const explanation = Type.Array(
  named(
    'Because',
    exact({
      field: oneOf(['name', 'dateOfBirth', 'sex', 'nationality', 'document'] as const),
      score,
      detail: string,
    }),
  ),
);

const match = named(
  'Match',
  exact({
    recordId,
    index,
    colour,
    kind,
    owner: said('The member whose bureau confirms it.', member),
    ownerStatus: oneOf(['connected', 'disconnected'] as const),
    score,
    explanation,
    action,
    warnings,
    response: said(
      'stop for arrest and seize-document, discreet for discreet-check, else inform.',
      oneOf(['stop', 'discreet', 'inform'] as const),
    ),
    reviewStatus,
    supervised: said('Whether a measure on the owner is in force.', flag),
    addenda,
    nationalDecision,
    confidentiality,
    person: orNull(person),
    document: orNull(listedDocument),
    handling: said('To be shown with the match.', string),
  }),
);

const referral = named(
  'ReferralNotice',
  exact({ id: said("The check's own id.", string), expectedBy: instant }),
);

const zone = named(
  'Zone',
  exact({
    format: oneOf(['TD1', 'TD2', 'TD3', 'MRVA', 'MRVB', 'FRENCH_ID', 'UNKNOWN'] as const),
    problems: Type.Array(
      exact({
        field: string,
        problem: oneOf(['check-digit', 'specimen', 'truncated', 'unknown-code', 'date'] as const),
        detail: string,
      }),
    ),
  }),
);

const answered = Type.Literal('answered');

export const checkReply = named(
  'CheckReply',
  exact({
    checkId: string,
    result: said(
      'match where a match reaches the threshold of the purpose; referred where a reviewer decides first.',
      oneOf(['clear', 'match', 'referred'] as const),
    ),
    indexes: said(
      'Those asked: each has answered, or the call has failed.',
      closed({ wanted: answered, missing: answered, documents: Type.Optional(answered) }),
    ),
    matches: said(
      'By score, then recordId. With minScore also candidates below the threshold.',
      Type.Array(match),
    ),
    referral: said('null unless the check is referred.', orNull(referral)),
    mrz: said('null unless a zone was sent.', orNull(zone)),
    tookMs: said('Milliseconds in the service.', Type.Number({ minimum: 0 })),
  }),
);

export const batchReply = named(
  'BatchReply',
  exact({
    replies: said(
      'In the order of the checks.',
      Type.Array(
        Type.Union([
          exact({ status: Type.Literal(200), reply: checkReply }),
          exact({ status: Type.Integer({ minimum: 400, maximum: 599 }), problem }),
        ]),
      ),
    ),
  }),
);

export const referredCheck = named(
  'ReferredCheck',
  exact({
    checkId: string,
    state: oneOf(['pending', 'released', 'closed'] as const),
    referral,
    decidedAt: said('null while it waits.', orNull(instant)),
    matches: said('Empty unless released.', Type.Array(match)),
    checkAgain: said(
      'A released record was rewritten since: only a new check tells what it says now.',
      flag,
    ),
  }),
);
