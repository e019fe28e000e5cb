/** Reviews that ended undecided go some days later; those that wait or were decided stay. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIMITS } from '../../src/limits.js';
import { ClockedService } from '../support/clocked-service.js';
import { at, personRecord, until, type Reply } from '../support/running-service.js';

const service = new ClockedService('2026-03-10');
/** Whose data is held, and whose messages are. */
const SUPERVISED = [
  ['HRV', 'circulation'],
  ['EST', 'receive'],
] as const;
let ncb = '';
let free = '';
let reviewer = '';

const record = (more: object): object =>
  personRecord('Wartezeit', 'Ottilie', { expiresOn: '2030-01-01', ...more });

async function held(reference: string, ...warnings: string[]): Promise<string> {
  const path = `/v1/records/HRV-${reference}`;
  // Nothing of it is told to the member whose messages are reviewed.
  const wire = record({ warnings, restrictions: { deny: ['EST'] } });
  const { status, body } = await service.call('PUT', path, ncb, wire);
  expect(status).toBe(202);
  return String(at(body, 'reviewId'));
}
/** The review of a publication that one of the members may not be told unread. */
async function heldReceipt(): Promise<string> {
  const put = await service.call('PUT', '/v1/records/FIN-r', free, record({}));
  expect(put.status).toBe(201);
  const { body } = await service.call('GET', '/v1/reviews?owner=FIN', reviewer);
  expect(at(body, 'reviews')).toHaveLength(1);
  return String(at(body, 'reviews', 0, 'reviewId'));
}
const review = (id: string): Promise<Reply> => service.call('GET', `/v1/reviews/${id}`, reviewer);
const stateOf = async (id: string): Promise<unknown> => at((await review(id)).body, 'state');
const decide = (id: string): Promise<Reply> =>
  service.call('POST', `/v1/reviews/${id}/decision`, reviewer, {
    decision: 'compliant',
    reason: 'looked at',
  });
async function listed(): Promise<unknown[]> {
  const { body } = await service.call('GET', '/v1/reviews?state=all', reviewer);
  return (at(body, 'reviews') as { reviewId: string }[]).map(({ reviewId }) => reviewId);
}

beforeAll(async () => {
  await service.start();
  ncb = await service.token('HRV', 'ncb');
  free = await service.token('FIN', 'ncb');
  reviewer = await service.token('XPO', 'reviewer');
  const supervisor = await service.token('XPO', 'supervisor');
  for (const [member, scope] of SUPERVISED) {
    const measure = { member, scopes: [scope], reason: 'doubts', urgent: true };
    expect((await service.call('POST', '/v1/measures', supervisor, measure)).status).toBe(201);
  }
  await until(async () => {
    const { body } = await service.call('GET', '/v1/members', reviewer);
    const members = at(body, 'members') as { code: string; supervised: boolean }[];
    return members.filter(({ supervised }) => supervised).length === SUPERVISED.length;
  });
});
afterAll(() => service.stop());

describe('a review that ended undecided', () => {
  it('is kept some days after its end and gone on the next, and no other is', async () => {
    const superseded = await held('a');
    const decided = await held('b');
    const withdrawn = await held('c');
    expect((await decide(decided)).status).toBe(200);
    // It ends late: from then on its days are counted, not from when it was opened.
    service.pass(20);
    const pending = await held('a', 'armed');
    const reason = { reason: 'solved' };
    const receipt = await heldReceipt();
    expect((await service.call('DELETE', '/v1/records/FIN-r', free, reason)).status).toBe(200);
    expect((await service.call('DELETE', '/v1/records/HRV-c', ncb, reason)).status).toBe(200);

    service.pass(LIMITS.reviewUndecidedDays);
    await service.sweep();
    const ended = [superseded, withdrawn, receipt];
    const states = ['superseded', 'withdrawn', 'withdrawn'];
    expect(await Promise.all(ended.map(stateOf))).toEqual(states);
    service.pass(1);
    await service.sweep();
    for (const id of ended) {
      expect((await review(id)).status).toBe(404);
      expect((await decide(id)).status).toBe(404);
      const keys = await service.keysWith(id);
      expect(keys.filter((key) => key.startsWith('reviews'))).toEqual([]);
    }
    service.pass(1_000);
    await service.sweep();
    expect(await listed()).toEqual([decided, pending]);
    expect([await stateOf(decided), await stateOf(pending)]).toEqual(['decided', 'pending']);
    expect((await decide(pending)).status).toBe(200);
    expect(service.troubles).toEqual([]);
  });
});
