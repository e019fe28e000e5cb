/** What reviews say of a record goes with its content, and who decided what stays. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClockedService } from '../support/clocked-service.js';
import { at, personRecord, type Reply } from '../support/running-service.js';

const service = new ClockedService('2026-03-10');
const WORDS = ['zyxword', 'askedword', 'answerword', 'addendumword'] as const;
let ncb = '';
let reviewer = '';

beforeAll(async () => {
  await service.start();
  ncb = await service.token('HRV', 'ncb');
  reviewer = await service.token('XPO', 'reviewer');
});
afterAll(() => service.stop());

/** A notice with something to be found, asked, answered and added; the id of its review. */
async function reviewed(reference: string): Promise<string> {
  const notice = personRecord('Odluka', reference, {
    kind: 'notice',
    offences: ['insulting the president zyxword'],
  });
  const { body } = await service.call('PUT', `/v1/records/HRV-${reference}`, ncb, notice);
  const path = `/v1/reviews/${String(at(body, 'reviewId'))}`;
  const clarify = { decision: 'clarify', reason: 'askedword' };
  expect((await service.call('POST', `${path}/decision`, reviewer, clarify)).status).toBe(200);
  const answer = { answer: 'answerword' };
  expect((await service.call('POST', `${path}/answer`, ncb, answer)).status).toBe(200);
  for (const token of [reviewer, await service.token('XPO', 'reviewer')]) {
    const decision = {
      decision: 'compliant-with-addendum',
      reason: 'why',
      addendum: 'addendumword',
    };
    const { status } = await service.call('POST', `${path}/decision`, token, decision);
    // Where one pair of eyes was enough the second finds it decided.
    expect([200, 409]).toContain(status);
  }
  expect(at((await shown(String(at(body, 'reviewId')))).body, 'state')).toBe('decided');
  return String(at(body, 'reviewId'));
}
const shown = (reviewId: string): Promise<Reply> =>
  service.call('GET', `/v1/reviews/${reviewId}`, reviewer);

/** Which of the words stand in reviews, as they are stored. */
async function stored(): Promise<string[]> {
  const found: string[] = [];
  for (const word of WORDS) {
    if ((await service.keysWith(word)).includes('reviews')) found.push(word);
  }
  return found;
}

describe('what a review says of a record', () => {
  it('goes with the content of the record, by itself, and what was decided stays', async () => {
    const over = await reviewed('over');
    await service.call('DELETE', '/v1/records/HRV-over', ncb, { reason: 'solved' });
    expect(await stored()).toEqual(WORDS);
    const before = (await shown(over)).body;
    expect(at(before, 'findings')).not.toEqual([]);
    service.pass(29);
    await service.sweep();
    await service.sweep();
    expect(await stored()).toEqual(WORDS);
    service.pass(3);
    // One deletes the content; the next day's goes through the reviews in any case.
    await service.sweep();
    service.pass(1);
    await service.sweep();
    expect(await stored()).toEqual([]);
    const { body } = await shown(over);
    for (const field of ['state', 'recordId', 'version', 'openedAt', 'policyVersion'] as const) {
      expect(at(body, field)).toEqual(at(before, field));
    }
    expect(at(body, 'decision', 'reason')).toBe('why');
    expect(at(body, 'decision', 'by')).toBe(at(before, 'decision', 'by'));
    const rules = (of: unknown): unknown[] =>
      (at(of, 'findings') as unknown[]).map((finding) => at(finding, 'rule'));
    expect(rules(body)).toEqual(rules(before));
    expect(service.troubles).toEqual([]);
  });

  it('stays as long as the record is published', async () => {
    const kept = await reviewed('kept');
    service.pass(200);
    await service.sweep();
    service.pass(1);
    await service.sweep();
    expect(await stored()).toEqual(WORDS);
    expect(at((await shown(kept)).body, 'questions', 0, 'answer')).toBe('answerword');
  });
});
