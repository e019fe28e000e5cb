/**
 * The operations of protected persons, as they are published.
 * It must never describe what is not served.
 */
import { ProtectionSchema } from '../../record/compliance-wire.js';
import { ok, type Operation } from './operation.js';
import { protectionGone, protectionSet, protections } from './replies/compliance.js';

export const PROTECTION_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/v1/protections',
    summary: 'Persons that the own member protects against others',
    access: 'protections',
    query: ['cursor', 'limit'],
    replies: [ok(protections, "The own member's.")],
  },
  {
    method: 'put',
    path: '/v1/protections/{reference}',
    summary: 'Say that a person asked for, or was granted, protection against a member',
    description:
      'Whatever that member sends about a person like this one, and is held for review, is marked for the ' +
      'reviewer. Who protects is told to nobody: not to that member, and not to the reviewer. No check finds ' +
      'these persons, and no list but this one shows them.',
    access: 'protections',
    body: ProtectionSchema,
    replies: [ok(protectionSet, 'Set, new or anew.')],
    failures: ['conflict', 'overloaded'],
  },
  {
    method: 'delete',
    path: '/v1/protections/{reference}',
    summary: 'Take it back; nothing of the person is kept',
    access: 'protections',
    replies: [ok(protectionGone, 'Taken back.')],
    failures: ['not_found', 'conflict'],
  },
];
