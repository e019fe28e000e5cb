/** Promise 5: no operation, by whoever and with whatever in it, shuts a member out. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OPERATIONS } from '../../src/edge/operations.js';
import { at, documentRecord, personRecord, RunningService } from '../support/running-service.js';

const TARGET = 'LUX';
const service = new RunningService();
let terminal = '';
let ncb = '';
let sent = 0;
const others: [string, string][] = [];
const names: Record<string, string> = { code: TARGET, recordId: `${TARGET}-1` };

beforeAll(async () => {
  await service.start();
  terminal = await service.token(TARGET, 'terminal');
  ncb = await service.token(TARGET, 'ncb');
  for (const role of ['reviewer', 'supervisor', 'auditor', 'operator']) {
    others.push([`XPO ${role}`, await service.token('XPO', role)]);
  }
  others.push(['another bureau', await service.token('NLD', 'ncb')]);
  others.push(['another terminal', await service.token('NLD', 'terminal')]);
  await service.call('PUT', `/v1/records/${TARGET}-1`, ncb, personRecord('Wanter', 'Mia'));
  const supervisor = await service.token('XPO', 'supervisor');
  const measure = { member: TARGET, scopes: SCOPES, reason: 'doubts', urgent: true };
  const proposed = await service.call('POST', '/v1/measures', supervisor, measure);
  names['measureId'] = String(at(proposed.body, 'measureId'));
  const held = await service.call('PUT', `/v1/records/${TARGET}-2`, ncb, personRecord('Bach', 'X'));
  names['reviewId'] = String(at(held.body, 'reviewId'));
  const check = await service.check(terminal, { person: { fullName: 'Mia Wanter' } });
  names['checkId'] = String(at(check.body, 'checkId'));
  const spare = await service.call('POST', '/v1/credentials', ncb, {
    member: TARGET,
    role: 'terminal',
  });
  names['credentialId'] = String(at(spare.body, 'credentialId'));
});
afterAll(() => service.stop());

const SCOPES = ['circulation', 'checks', 'hits', 'receive'];

/** The worst that can be asked for in each call's own words; what is not named takes a reason alone. */
const WORST: Readonly<Record<string, object>> = {
  '/v1/checks': { purpose: 'border', person: { fullName: 'Mia Wanter' } },
  '/v1/checks/batch': { checks: [] },
  '/v1/records/{recordId}': personRecord('Wanter', 'Mia'),
  '/v1/records/{recordId}/restrictions': { deny: [TARGET] },
  '/v1/records/{recordId}/decision': { decision: 'do-not-act', reason: 'we do not act' },
  '/v1/records/{recordId}/addenda': { text: 'not to be relied on', reason: 'reviewed' },
  '/v1/members/{code}/restrictions': { deny: [TARGET], allowOnly: [] },
  '/v1/members/{code}/connection': { state: 'disconnected', reason: 'we do not want it' },
  '/v1/measures': {
    member: TARGET,
    scopes: SCOPES,
    reason: 'x',
    urgent: true,
    policy: 'refer-all',
  },
  '/v1/reviews/{reviewId}/decision': { decision: 'refused', reason: 'not compliant' },
  '/v1/reviews/{reviewId}/answer': { answer: 'none' },
  '/v1/referrals/{referralId}/decision': { release: [], reason: 'nothing is released' },
  '/v1/inbox/ack': { upTo: '1' },
  '/v1/credentials': { member: TARGET, role: 'terminal' },
};

function pathOf(pattern: string): string {
  return pattern.replace(/\{(\w+)\}/g, (_, name: string) => {
    const known = name === 'referralId' ? names['checkId'] : names[name];
    return known ?? 'none';
  });
}

/** Checking, sending and receiving, as the contract promises them to every member. */
async function stillThere(): Promise<void> {
  sent += 1;
  const check = await service.check(terminal, { documents: [{ number: 'A1', issuer: 'NLD' }] });
  expect(check.status).toBe(200);
  const record = documentRecord(TARGET, `N${sent}`);
  const push = await service.call('PUT', `/v1/records/${TARGET}-n${sent}`, ncb, record);
  expect([201, 202]).toContain(push.status);
  expect((await service.call('GET', '/v1/inbox', ncb)).status).toBe(200);
  const listed = await service.call('GET', '/v1/members', ncb);
  const codes = (at(listed.body, 'members') as { code: string }[]).map(({ code }) => code);
  expect(codes).toContain(TARGET);
}

describe('a member', () => {
  it('is served before anything is tried', () => stillThere());

  it.each(OPERATIONS.map(({ method, path }) => [method.toUpperCase(), path] as const))(
    'still checks, sends and receives after anybody else has called %s %s',
    async (method, path) => {
      const body = method === 'GET' ? undefined : (WORST[path] ?? { reason: 'enough of it' });
      for (const [, token] of others) {
        await service.call(method, pathOf(path), token, body);
      }
      await stillThere();
    },
  );

  it('has no route that takes a member away', () => {
    const routes = OPERATIONS.filter(({ path }) => path.startsWith('/v1/members'));
    expect(routes.filter(({ method }) => method === 'delete')).toEqual([]);
    const words = /suspend-member|exclude|expel|ban\b/i;
    expect(OPERATIONS.filter(({ path }) => words.test(path))).toEqual([]);
  });
});
