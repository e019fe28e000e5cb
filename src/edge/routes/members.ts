/**
 * The routes of members and their credentials.
 * It must never offer a way to remove, suspend or exclude a member: there is none.
 */
import type { CredentialDesk } from '../../access/credentials.js';
import { Fault } from '../../errors.js';
import { callEntry, type CallTrail } from '../../flow/call-trail.js';
import type { MemberDesk } from '../../flow/members.js';
import { LIMITS } from '../../limits.js';
import { shapeOf } from '../../record/shape.js';
import { ConnectionSchema, CredentialSchema, RestrictionsSchema } from '../../record/wire.js';
import type { Caller } from '../../access/caller.js';
import type { Clock } from '../../clock.js';
import { callerOf, type Answer, type Call, type Route, type ValueRoute } from '../route.js';

export interface MemberServices {
  readonly members: MemberDesk;
  readonly credentials: CredentialDesk;
  readonly trail: CallTrail;
  readonly clock: Clock;
}

const restrictionsFrom = shapeOf(RestrictionsSchema);
const connectionFrom = shapeOf(ConnectionSchema);
const credentialFrom = shapeOf(CredentialSchema);

const BASE = {
  bodyBytesMax: LIMITS.bodyBytesMax,
  deadlineMs: LIMITS.callDeadlineMs,
} as const;

export function memberRoutes(services: MemberServices): Route[] {
  const { members, credentials } = services;
  const written = async (
    caller: Caller,
    action: string,
    subject: string,
    status: number,
  ): Promise<void> => {
    const at = services.clock.now();
    await services.trail.append(callEntry(caller, at, { action, subject, status }));
  };
  const codeOf = (call: Call): string => call.params[0] ?? '';
  const route = (
    method: ValueRoute['method'],
    path: string,
    access: ValueRoute['access'],
    handle: (call: Call) => Answer | Promise<Answer>,
  ): Route => ({
    ...BASE,
    method,
    path,
    access,
    body: method === 'GET' || method === 'DELETE' ? 'none' : 'value',
    handle,
  });
  return [
    route('GET', '/v1/members', 'readMembers', () => ({ status: 200, value: members.list() })),
    route('PUT', '/v1/members/:code/restrictions', 'setDefaults', async (call) => ({
      status: 200,
      value: await members.setDefaults(callerOf(call), codeOf(call), restrictionsFrom(call.body)),
    })),
    route('GET', '/v1/members/:code/restrictions', 'setDefaults', (call) => ({
      status: 200,
      value: members.defaultsOf(callerOf(call), codeOf(call)),
    })),
    route('POST', '/v1/members/:code/connection', 'setConnection', async (call) => ({
      status: 200,
      value: await members.setConnection(callerOf(call), codeOf(call), connectionFrom(call.body)),
    })),
    route('POST', '/v1/credentials', 'credentials', async (call) => {
      const caller = callerOf(call);
      const issued = await credentials.issue(credentialFrom(call.body), caller);
      await written(caller, 'credential.issue', issued.credentialId, 201);
      return { status: 201, value: issued };
    }),
    route('GET', '/v1/credentials', 'credentials', (call) => ({
      status: 200,
      value: { credentials: credentials.list(callerOf(call)), next: null },
    })),
    route('DELETE', '/v1/credentials/:credentialId', 'credentials', async (call) => {
      const caller = callerOf(call);
      const credentialId = codeOf(call);
      if (credentialId === '') throw new Fault('not_found', 'There is no such credential.');
      const revoked = await credentials.revoke(credentialId, caller);
      await written(caller, 'credential.revoke', credentialId, 200);
      return { status: 200, value: revoked };
    }),
  ];
}
