/** That no cache may keep what is answered: nearly all of it is about persons, and one of it is a token. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, documentRecord, RunningService, type Reply } from '../support/running-service.js';

const service = new RunningService();
const tokens = new Map<string, string>();

beforeAll(async () => {
  await service.start();
  tokens.set('operator', await service.operatorToken());
  for (const [member, role] of [
    ['FRA', 'terminal'],
    ['FRA', 'ncb'],
    ['XPO', 'reviewer'],
    ['XPO', 'auditor'],
  ] as const) {
    tokens.set(role, await service.token(member, role));
  }
});
afterAll(() => service.stop());

const as = (who: string, method: string, path: string, body?: object): Promise<Reply> =>
  service.call(method, path, tokens.get(who) ?? '', body);
const kept = ({ headers }: Reply): string | null => headers.get('cache-control');

describe('no cache may keep', () => {
  it('what is answered with a token, persons, or documents', async () => {
    const put = await as('ncb', 'PUT', '/v1/records/FRA-1', documentRecord('FRA', 'KEPT1'));
    const check = { purpose: 'border', documents: [{ number: 'KEPT1', issuer: 'FRA' }] };
    const checked = await as('terminal', 'POST', '/v1/checks', check);
    expect(at(checked.body, 'result')).toBe('match');
    const batch = await as('terminal', 'POST', '/v1/checks/batch', { checks: [check] });
    const issued = await as('ncb', 'POST', '/v1/credentials', { member: 'FRA', role: 'terminal' });
    expect(issued.status).toBe(201);
    const read = await Promise.all([
      as('ncb', 'GET', '/v1/records/FRA-1'),
      as('ncb', 'GET', '/v1/inbox'),
      as('reviewer', 'GET', '/v1/reviews'),
      as('reviewer', 'GET', '/v1/referrals'),
      as('auditor', 'GET', '/v1/audit'),
    ]);
    expect(read.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    const replies = [put, checked, batch, issued, ...read];
    expect(replies.map(kept)).toEqual(replies.map(() => 'no-store'));
  });

  it('any answer of a call that asks for a token, not even that it is refused', async () => {
    const { body } = await service.call('GET', '/openapi.json', null);
    const paths = at(body, 'paths') as Record<string, object>;
    const calls = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => [method.toUpperCase(), path.replace(/\{\w+\}/g, 'x')]),
    );
    expect(calls.length).toBeGreaterThan(30);
    for (const [method = '', path = ''] of calls.filter(([, of]) => of !== '/v1/stream')) {
      for (const who of ['ncb', 'nobody']) {
        const sent = ['POST', 'PUT'].includes(method) ? {} : undefined;
        const reply = await as(who, method, path, sent);
        expect([method, path, reply.status, kept(reply)]).toEqual([
          method,
          path,
          reply.status,
          'no-store',
        ]);
      }
    }
  });
});
