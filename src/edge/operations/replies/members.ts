/**
 * What calls about members and credentials answer, as it is published.
 * It must never leave a field out that a reply has; a test validates real replies.
 */
import { Type } from '@sinclair/typebox';
import { ROLES } from '../../../access/caller.js';
import { oneOf } from '../../../record/wire.js';
import { restrictions } from './contents.js';
import { exact, flag, instant, member, named, orNull, page, said, string } from './terms.js';

const connection = oneOf(['connected', 'disconnected'] as const);

export const members = named(
  'MemberList',
  exact({
    members: Type.Array(
      exact({
        code: member,
        name: string,
        connection,
        supervised: said('Whether a measure on it is in force.', flag),
      }),
    ),
  }),
);

export const defaults = named(
  'DefaultRestrictions',
  exact({
    member,
    restrictions: said('What its own bureau has set.', restrictions),
    protective: said('What a reviewer has added while it is disconnected.', orNull(restrictions)),
  }),
);

export const connectionSet = named(
  'Connection',
  exact({ code: member, connection, reason: string }),
);

const shown = {
  credentialId: string,
  member,
  role: oneOf(ROLES),
  agency: orNull(string),
  name: orNull(string),
  createdAt: instant,
  expiresAt: said('null: it does not expire.', orNull(instant)),
  revokedAt: orNull(instant),
};

export const credential = named('Credential', exact(shown));
export const credentials = named('CredentialList', page('credentials', credential));
export const issued = named(
  'IssuedCredential',
  exact({ ...shown, token: said('Shown here and never again.', string) }),
);
