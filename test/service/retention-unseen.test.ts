/** What time does to a record that nobody but its owner has ever seen: nothing of it is told to others afterwards. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { daysFrom } from '../../src/flow/fields.js';
import { ClockedService } from '../support/clocked-service.js';
import { at, personRecord, type Reply } from '../support/running-service.js';

const DELETE_DAYS = 30;
const service = new ClockedService('2026-03-10');
const PATH = '/v1/records/FRA-unseen';
let owner = '';
let other = '';

beforeAll(async () => {
  await service.start();
  owner = await service.token('FRA', 'ncb');
  other = await service.token('DEU', 'ncb');
});
afterAll(() => service.stop());

const put = (more: object): Promise<Reply> =>
  service.call('PUT', PATH, owner, personRecord('Jamais', 'Vue', more));

async function told(): Promise<unknown[]> {
  const { body } = await service.call('GET', '/v1/inbox', other);
  return (at(body, 'messages') as unknown[]).map((message) => [
    at(message, 'type'),
    at(message, 'body', 'version'),
  ]);
}

describe('a record that waited for review until its content was deleted', () => {
  beforeAll(async () => {
    const expiresOn = daysFrom(service.today, 3);
    expect((await put({ kind: 'notice', expiresOn })).status).toBe(202);
    service.goTo(daysFrom(expiresOn, DELETE_DAYS + 1));
    await service.sweep();
    expect(at((await service.call('GET', PATH, owner)).body, 'state')).toBe('expired');
  });

  it('is withdrawn without a word to those who never saw it', async () => {
    expect((await service.call('DELETE', PATH, owner, { reason: 'solved' })).status).toBe(200);
    expect(await told()).toEqual([]);
  });

  it('is published later as the first of its versions, as others count them', async () => {
    expect(at((await put({})).body, 'state')).toBe('published');
    expect(await told()).toEqual([['publication', 1]]);
  });
});
