/** Copies of the index in a process never outlive, for an answer, what another process has acknowledged. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  RunningService,
  at,
  documentRecord,
  personRecord,
  until,
} from '../support/running-service.js';

const asked = new RunningService();
let pushed: RunningService;
let terminal = '';
let ncb = '';

beforeAll(async () => {
  await asked.start();
  pushed = new RunningService({ REDIS_URL: `unix:${asked.redisSocket}` });
  await pushed.start();
  terminal = await asked.token('ITA', 'terminal');
  ncb = await asked.token('FRA', 'ncb');
  const known = async () => (await pushed.call('GET', '/v1/members', ncb)).status === 200;
  await until(known);
});
afterAll(async () => {
  await pushed.stop();
  await asked.stop();
});

const resultOf = async (number: string): Promise<unknown> => {
  const reply = await asked.answered(terminal, { documents: [{ number, issuer: 'FRA' }] });
  return at(reply.body, 'result');
};

describe('two processes on one store', () => {
  it('see a document, a restriction and a withdrawal of the other from the very next check on', async () => {
    const seen: unknown[] = [];
    for (let n = 0; n < 60; n += 1) {
      const path = `/v1/records/FRA-copy-${n}`;
      const number = `COPY${n}`;
      // Asked twice: the second answer comes from a copy.
      seen.push(await resultOf(number), await resultOf(number));
      expect((await pushed.call('PUT', path, ncb, documentRecord('FRA', number))).status).toBe(201);
      seen.push(await resultOf(number));
      const deny = { deny: ['ITA'], allowOnly: null, agencies: null, purposes: null };
      await pushed.call('PUT', `${path}/restrictions`, ncb, deny);
      seen.push(await resultOf(number));
      await pushed.call('PUT', `${path}/restrictions`, ncb, { ...deny, deny: [] });
      seen.push(await resultOf(number));
      expect((await pushed.call('DELETE', path, ncb, { reason: 'found' })).status).toBe(200);
      seen.push(await resultOf(number));
    }
    const round = ['clear', 'clear', 'match', 'clear', 'match', 'clear'];
    expect(seen).toEqual(Array.from({ length: 60 }, () => round).flat());
  });

  it('see a person of the other, its restriction and withdrawal, from the very next check on', async () => {
    const seen: unknown[] = [];
    const ask = async (family: string): Promise<unknown> => {
      const person = { name: { family, given: 'Orsolya' }, dateOfBirth: '1974-08-12' };
      return at((await asked.answered(terminal, { person })).body, 'result');
    };
    for (let n = 0; n < 30; n += 1) {
      const path = `/v1/records/FRA-name-${n}`;
      const family = `Vandrov${'aeiou'[n % 5] ?? ''}l${'bdgkmp'[n % 6] ?? ''}ik`;
      // Asked until its names are copied, and once more.
      seen.push(await ask(family), await ask(family), await ask(family));
      const created = await pushed.call('PUT', path, ncb, personRecord(family, 'Orsolya'));
      expect(created.status).toBe(201);
      seen.push(await ask(family));
      const deny = { deny: ['ITA'], allowOnly: null, agencies: null, purposes: null };
      await pushed.call('PUT', `${path}/restrictions`, ncb, deny);
      seen.push(await ask(family));
      await pushed.call('PUT', `${path}/restrictions`, ncb, { ...deny, deny: [] });
      seen.push(await ask(family), await ask(family));
      expect((await pushed.call('DELETE', path, ncb, { reason: 'found' })).status).toBe(200);
      seen.push(await ask(family));
    }
    const round = ['clear', 'clear', 'clear', 'match', 'clear', 'match', 'match', 'clear'];
    expect(seen).toEqual(Array.from({ length: 30 }, () => round).flat());
  });

  it('count each check once, also where it had to be looked up twice', async () => {
    const operator = await asked.operatorToken();
    const checks = async (): Promise<number> => {
      const reply = await asked.call('GET', '/v1/stats', operator);
      return Number(at(reply.body, 'totals', 'checks'));
    };
    const before = await checks();
    const pushing = (async () => {
      for (let n = 0; n < 100; n += 1) {
        const record = documentRecord('FRA', `BUSY${n}`);
        await pushed.call('PUT', `/v1/records/FRA-busy-${n}`, ncb, record);
        const somebody = personRecord(`Quibbel${'bdfglm'[n % 6] ?? ''}ar`, 'Ilka');
        await pushed.call('PUT', `/v1/records/FRA-busyp-${n}`, ncb, somebody);
      }
    })();
    let answered = 0;
    const asking = async (lane: number): Promise<void> => {
      for (let n = 0; n < 100; n += 1) {
        const person = { fullName: `Tovarik Ondre${'jklm'[lane % 4] ?? ''}a` };
        const asksPerson = (n + lane) % 2 === 0;
        const result = asksPerson
          ? at((await asked.answered(terminal, { person })).body, 'result')
          : await resultOf(`QUIET${lane}x${n % 10}`);
        if (result === 'clear') answered += 1;
      }
    };
    await Promise.all([pushing, ...[1, 2, 3, 4].map(asking)]);
    expect(answered).toBe(400);
    expect((await checks()) - before).toBe(400);
  });
});
