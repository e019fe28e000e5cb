import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RunningService, at, until } from '../support/running-service.js';

const service = new RunningService({ RATE_LIMIT_PER_CREDENTIAL: '20' });
let operator = '';

beforeAll(async () => {
  await service.start();
  operator = await service.operatorToken();
});
afterAll(() => service.stop());

const CHECK = { documents: [{ number: 'AB123', issuer: 'FRA' }] };

describe('a caller', () => {
  it.each([null, 'nonsense', `pc_${'x'.repeat(12)}_${'y'.repeat(43)}`])(
    'with the token %s is told 401',
    async (token) => {
      const reply = await service.call('POST', '/v1/checks', token, {
        purpose: 'border',
        ...CHECK,
      });
      expect([reply.status, at(reply.body, 'code')]).toEqual([401, 'unauthenticated']);
      expect(reply.headers.get('www-authenticate')).toBe('Bearer');
    },
  );

  it.each([
    ['terminal', 'PUT', '/v1/records/FRA-1'],
    ['terminal', 'GET', '/v1/records/FRA-1'],
    ['terminal', 'GET', '/v1/stats'],
    ['ncb', 'GET', '/v1/audit'],
    ['auditor', 'POST', '/v1/checks'],
    ['operator', 'POST', '/v1/checks'],
    ['operator', 'GET', '/v1/records/FRA-1'],
    ['reviewer', 'POST', '/v1/credentials'],
    ['supervisor', 'PUT', '/v1/records/FRA-1'],
  ])('of role %s may not %s %s', async (role, method, path) => {
    const member = ['terminal', 'ncb'].includes(role) ? 'FRA' : 'XPO';
    const token = await service.token(member, role);
    const reply = await service.call(method, path, token, method === 'GET' ? undefined : {});
    expect([reply.status, at(reply.body, 'code')]).toEqual([403, 'forbidden']);
  });

  it('is refused within a second of the revocation of its credential', async () => {
    const issued = await service.call('POST', '/v1/credentials', operator, {
      member: 'FRA',
      role: 'terminal',
    });
    const token = String(at(issued.body, 'token'));
    expect((await service.check(token, CHECK)).status).toBe(200);
    await service.cli(['credential', 'revoke', String(at(issued.body, 'credentialId'))]);
    expect((await service.check(token, CHECK)).status).toBe(401);
  });

  it('of a bureau issues and revokes terminals of its own member, and nothing else', async () => {
    const ncb = await service.token('FRA', 'ncb');
    const issue = (body: object) => service.call('POST', '/v1/credentials', ncb, body);
    const own = await issue({ member: 'FRA', role: 'terminal', name: 'CDG T2' });
    expect(own.status).toBe(201);
    expect((await issue({ member: 'DEU', role: 'terminal' })).status).toBe(403);
    expect((await issue({ member: 'FRA', role: 'ncb' })).status).toBe(403);
    expect((await issue({ member: 'FRA', role: 'operator' })).status).toBe(422);
    const list = await service.call('GET', '/v1/credentials', ncb);
    expect(list.text).not.toContain('operator');
    expect(list.text).not.toContain(String(at(own.body, 'token')));
    const other = await service.call('POST', '/v1/credentials', operator, {
      member: 'DEU',
      role: 'terminal',
    });
    const path = `/v1/credentials/${String(at(other.body, 'credentialId'))}`;
    expect((await service.call('DELETE', path, ncb)).status).toBe(404);
    const mine = `/v1/credentials/${String(at(own.body, 'credentialId'))}`;
    expect((await service.call('DELETE', mine, ncb)).status).toBe(200);
  });

  it.each([
    [{ agency: '' }, '/agency'],
    [{ expiresInDays: 1.5 }, '/expiresInDays'],
    [{ expiresInDays: 0.5 }, '/expiresInDays'],
    [{ expiresInDays: 0 }, '/expiresInDays'],
    [{ expiresInDays: 1e9 }, '/expiresInDays'],
  ])('is given no credential with %j', async (wrong, path) => {
    const request = { member: 'FRA', role: 'terminal', ...wrong };
    const { status, body } = await service.call('POST', '/v1/credentials', operator, request);
    expect([status, at(body, 'code'), at(body, 'path')]).toEqual([422, 'unprocessable', path]);
  });

  it('is issued none of a nameless agency by the command either', async () => {
    const before = (await service.cli(['credential', 'list'])).split('\n').length;
    const args = ['credential', 'issue', '--country', 'FRA', '--role', 'terminal', '--agency', ''];
    await expect(service.cli(args)).rejects.toMatchObject({ code: 2, stdout: '' });
    expect((await service.cli(['credential', 'list'])).split('\n')).toHaveLength(before);
  });

  it('that checks too fast is told so with Retry-After, and others are not', async () => {
    const token = await service.token('FRA', 'terminal');
    const other = await service.token('FRA', 'terminal');
    await until(async () => (await service.check(token, CHECK)).status === 429);
    const reply = await service.check(token, CHECK);
    if (reply.status === 429) expect(reply.headers.get('retry-after')).toBe('1');
    expect((await service.check(other, CHECK)).status).toBe(200);
  });

  it('never sees a token again, nor does the log', async () => {
    const issued = await service.call('POST', '/v1/credentials', operator, {
      member: 'FRA',
      role: 'terminal',
    });
    const token = String(at(issued.body, 'token'));
    const list = await service.cli(['credential', 'list']);
    expect(list).toContain(String(at(issued.body, 'credentialId')));
    expect(list).not.toContain(token.slice(-20));
    expect(service.log).not.toContain('pc_');
  });
});
