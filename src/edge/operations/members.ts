/**
 * The operations of members and credentials, as they are published.
 * It must never describe what is not served.
 */
import { ConnectionSchema, CredentialSchema, RestrictionsSchema } from '../../record/wire.js';
import { ok, created, type Operation } from './operation.js';
import {
  connectionSet,
  credential,
  credentials,
  defaults,
  issued,
  members,
} from './replies/members.js';

export const MEMBER_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/v1/members',
    summary: 'Members, their connection and supervision',
    access: 'readMembers',
    replies: [ok(members, 'All of them.')],
  },
  {
    method: 'get',
    path: '/v1/members/{code}/restrictions',
    summary: "The own member's default restrictions",
    access: 'setDefaults',
    replies: [ok(defaults, 'As they are set.')],
    failures: ['not_found'],
  },
  {
    method: 'put',
    path: '/v1/members/{code}/restrictions',
    summary: 'Default restrictions of all records of the own member; the stricter wins',
    description:
      'A reviewer sets protective ones for a member that has disconnected; the member takes them back at will. ' +
      'While a measure on circulation is in force on the member, its own can only become narrower (409): wider ' +
      'ones would show others at once what is reviewed record by record. They bind from the answer on; whoever ' +
      'sees more by them is told of each person published (`publication` in the inbox) within minutes, up to ' +
      '10,000 of an owner a minute. Checks and readings show all of them at once.',
    access: 'setDefaults',
    body: RestrictionsSchema,
    replies: [ok(defaults, 'Set, everywhere.')],
    failures: ['not_found', 'conflict'],
  },
  {
    method: 'post',
    path: '/v1/members/{code}/connection',
    summary: 'Connect or disconnect the own member',
    access: 'setConnection',
    body: ConnectionSchema,
    replies: [ok(connectionSet)],
    failures: ['not_found', 'conflict'],
  },
  {
    method: 'get',
    path: '/v1/credentials',
    summary: 'The credentials the caller manages',
    access: 'credentials',
    replies: [ok(credentials, 'Oldest first.')],
  },
  {
    method: 'post',
    path: '/v1/credentials',
    summary: 'Issue a credential; its token is shown once',
    description: 'No answer of this service may be kept by a cache (`Cache-Control: no-store`).',
    access: 'credentials',
    body: CredentialSchema,
    replies: [created(issued, 'Issued.')],
    failures: ['conflict'],
  },
  {
    method: 'delete',
    path: '/v1/credentials/{credentialId}',
    summary: 'Revoke a credential, everywhere within a second',
    access: 'credentials',
    replies: [ok(credential, 'Revoked.')],
    failures: ['not_found', 'conflict'],
  },
];
