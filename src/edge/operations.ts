/**
 * Every operation of the interface, in the order of the contract: what it takes, who may, what it answers.
 * It must never describe what is not served; a test holds this list and the routes together.
 */
import type { TSchema } from '@sinclair/typebox';
import type { Permission } from '../access/caller.js';
import {
  BulkLineSchema,
  CheckSchema,
  ConnectionSchema,
  CredentialSchema,
  DecisionSchema,
  ReasonSchema,
  RecordSchema,
  RenewSchema,
  RestrictionsSchema,
  SuspendSchema,
} from '../record/wire.js';
import { BatchSchema } from './routes/checks.js';

export interface Operation {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  readonly path: string;
  readonly summary: string;
  /** What a careful caller should know. */
  readonly description?: string;
  readonly access: Permission | 'open';
  readonly body?: TSchema;
  readonly bodyType?: string;
  readonly query?: readonly string[];
  readonly success: readonly number[];
}

const SAME_VERSION =
  'The same body again answers 200 with the same version and changes nothing. If-Match takes the ' +
  'version in quotes; without it the last write wins.';

/** Every operation served, in the order of the contract. */
export const OPERATIONS: readonly Operation[] = [
  {
    method: 'post',
    path: '/v1/checks',
    summary: 'Check a person, documents or a machine readable zone',
    description:
      'Answers clear, match or referred. clear is only said when every index named in `indexes` has ' +
      'answered; otherwise the call fails. minScore below the threshold of the purpose lists weaker ' +
      'candidates too; above it, it is taken as the threshold, so that it never hides a match.',
    access: 'check',
    body: CheckSchema,
    success: [200],
  },
  {
    method: 'post',
    path: '/v1/checks/batch',
    summary: 'Up to 1,000 checks, answered in their order',
    access: 'check',
    body: BatchSchema,
    success: [200],
  },
  {
    method: 'get',
    path: '/v1/checks/{checkId}',
    summary: 'The state of a referred check',
    access: 'check',
    success: [200],
  },
  {
    method: 'get',
    path: '/v1/records',
    summary: "The caller's own member's records",
    access: 'readRecords',
    query: ['cursor', 'limit'],
    success: [200],
  },
  {
    method: 'post',
    path: '/v1/records/bulk',
    summary: 'Push many records, one per line, answered line by line',
    access: 'push',
    body: BulkLineSchema,
    bodyType: 'application/x-ndjson',
    success: [200],
  },
  {
    method: 'get',
    path: '/v1/records/{recordId}',
    summary: 'Read a record',
    description:
      'The owner and reviewers read all of it; others the published version, if they may see it, ' +
      'else 404. A plain reading has no purpose, so a record limited to purposes is not shown to others.',
    access: 'readRecords',
    success: [200],
  },
  {
    method: 'put',
    path: '/v1/records/{recordId}',
    summary: 'Create or update a record of the own member',
    description: SAME_VERSION,
    access: 'push',
    body: RecordSchema,
    success: [200, 201, 202],
  },
  {
    method: 'delete',
    path: '/v1/records/{recordId}',
    summary: 'Withdraw a record',
    access: 'push',
    body: ReasonSchema,
    success: [200],
  },
  {
    method: 'post',
    path: '/v1/records/{recordId}/suspend',
    summary: 'Pause a record for at most six months',
    access: 'push',
    body: SuspendSchema,
    success: [200],
  },
  {
    method: 'post',
    path: '/v1/records/{recordId}/resume',
    summary: 'End a pause',
    access: 'push',
    body: ReasonSchema,
    success: [200],
  },
  {
    method: 'post',
    path: '/v1/records/{recordId}/renew',
    summary: 'Set a new last valid day',
    access: 'push',
    body: RenewSchema,
    success: [200],
  },
  {
    method: 'put',
    path: '/v1/records/{recordId}/restrictions',
    summary: 'Decide who may see a record; replaces the whole object',
    access: 'push',
    body: RestrictionsSchema,
    success: [200],
  },
  {
    method: 'put',
    path: '/v1/records/{recordId}/decision',
    summary: "The calling member's own decision whether to act on a record",
    access: 'push',
    body: DecisionSchema,
    success: [200],
  },
  {
    method: 'get',
    path: '/v1/records/{recordId}/history',
    summary: 'Every change of a record, for its owner and reviewers',
    access: 'readRecords',
    success: [200],
  },
  {
    method: 'get',
    path: '/v1/members',
    summary: 'Members, their connection and supervision',
    access: 'readMembers',
    success: [200],
  },
  {
    method: 'get',
    path: '/v1/members/{code}/restrictions',
    summary: "The own member's default restrictions",
    access: 'setDefaults',
    success: [200],
  },
  {
    method: 'put',
    path: '/v1/members/{code}/restrictions',
    summary: 'Default restrictions of all records of the own member; the stricter wins',
    access: 'setDefaults',
    body: RestrictionsSchema,
    success: [200],
  },
  {
    method: 'post',
    path: '/v1/members/{code}/connection',
    summary: 'Connect or disconnect the own member',
    access: 'setConnection',
    body: ConnectionSchema,
    success: [200],
  },
  {
    method: 'get',
    path: '/v1/credentials',
    summary: 'The credentials the caller manages',
    access: 'credentials',
    success: [200],
  },
  {
    method: 'post',
    path: '/v1/credentials',
    summary: 'Issue a credential; its token is shown once',
    access: 'credentials',
    body: CredentialSchema,
    success: [201],
  },
  {
    method: 'delete',
    path: '/v1/credentials/{credentialId}',
    summary: 'Revoke a credential, everywhere within a second',
    access: 'credentials',
    success: [200],
  },
  {
    method: 'get',
    path: '/v1/stats',
    summary: 'Checks and matches per asking and per owning member',
    access: 'statistics',
    query: ['from', 'to'],
    success: [200],
  },
  {
    method: 'get',
    path: '/v1/stats/owners/{code}',
    summary: "Checks against one member's data, by day",
    access: 'statistics',
    query: ['from', 'to'],
    success: [200],
  },
  {
    method: 'get',
    path: '/v1/audit',
    summary: 'The audit, page by page; the reading is itself recorded',
    access: 'audit',
    query: ['from', 'to', 'limit', 'cursor'],
    success: [200],
  },
  { method: 'get', path: '/healthz', summary: 'The process lives', access: 'open', success: [200] },
  {
    method: 'get',
    path: '/readyz',
    summary: 'Index and gate answer',
    access: 'open',
    success: [200, 503],
  },
  {
    method: 'get',
    path: '/metrics',
    summary: 'Prometheus metrics; without a token on a loopback address only',
    access: 'open',
    success: [200],
  },
  {
    method: 'get',
    path: '/openapi.json',
    summary: 'This document',
    access: 'open',
    success: [200],
  },
  {
    method: 'get',
    path: '/docs',
    summary: 'This document as a page',
    access: 'open',
    success: [200],
  },
  { method: 'get', path: '/', summary: 'The console', access: 'open', success: [200] },
];
