/** Reviews that ended undecided go some days later; those that wait or were decided stay. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIMITS } from '../../src/limits.js';
import { ClockedService } from '../support/clocked-service.js';
import { at, personRecord, until, type Reply } from '../support/running-service.js';

const service = new ClockedService('2026-03-10');
let ncb = '';
let reviewer = '';

const record = (warnings: readonly string[]): object =>
  personRecord('Wartezeit', 'Ottilie', { warnings, expiresOn: '2030-01-01' });

async function held(reference: string, ...warnings: string[]): Promise<string> {
  const path = `/v1/records/HRV-${reference}`;
  const { status, body } = await service.call('PUT', path, ncb, record(warnings));
  expect(status).toBe(202);
  return String(at(body, 'reviewId'));
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
  reviewer = await service.token('XPO', 'reviewer');
  const supervisor = await service.token('XPO', 'supervisor');
  const measure = { member: 'HRV', scopes: ['circulation'], reason: 'doubts', urgent: true };
  expect((await service.call('POST', '/v1/measures', supervisor, measure)).status).toBe(201);
  await until(async () => {
    const { body } = await service.call('GET', '/v1/members', reviewer);
    const members = at(body, 'members') as { code: string; supervised: boolean }[];
    return members.some(({ code, supervised }) => code === 'HRV' && supervised);
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
    expect((await service.call('DELETE', '/v1/records/HRV-c', ncb, reason)).status).toBe(200);

    service.pass(LIMITS.reviewUndecidedDays);
    await service.sweep();
    expect([await stateOf(superseded), await stateOf(withdrawn)]).toEqual([
      'superseded',
      'withdrawn',
    ]);
    service.pass(1);
    await service.sweep();
    for (const id of [superseded, withdrawn]) {
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
