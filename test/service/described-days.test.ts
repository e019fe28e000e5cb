/** What time alone brings about reads as the published document has it: ends, what is told of them, what is left. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { LIMITS } from '../../src/limits.js';
import { ClockedService } from '../support/clocked-service.js';
import { PublishedDocument, type Published } from '../support/published-document.js';
import { at, documentRecord, personRecord, type Reply } from '../support/running-service.js';

const service = new ClockedService('2026-05-01');
let document: PublishedDocument;
let ncb = '';
let reviewer = '';
let supervisor = '';

beforeAll(async () => {
  await service.start();
  ncb = await service.token('FRA', 'ncb');
  reviewer = await service.token('XPO', 'reviewer');
  supervisor = await service.token('XPO', 'supervisor');
  const { body } = await service.call('GET', '/openapi.json', ncb);
  document = new PublishedDocument(body as Published);
});
afterAll(() => service.stop());

async function call(method: string, path: string, token: string, body?: object): Promise<Reply> {
  const reply = await service.call(method, path, token, body);
  const { status, headers } = reply;
  const [bare = ''] = path.split('?');
  document.hold({ method: method.toLowerCase(), path: bare, status, headers, value: reply.body });
  return reply;
}

async function onDay(day: string): Promise<void> {
  service.goTo(day);
  await service.sweep();
}

/** What the messages of an inbox are about, as far as time brings it about. */
async function eventsOf(token: string): Promise<unknown[]> {
  const { body } = await call('GET', '/v1/inbox?after=0', token);
  const events = (at(body, 'messages') as unknown[]).map((one) => at(one, 'body', 'event'));
  return [...new Set(events.filter((event) => event !== undefined))].sort();
}

async function pushDocuments(count: number, expiresOn: string): Promise<void> {
  const lines = Array.from({ length: count }, (_, n) =>
    JSON.stringify({
      recordId: `FRA-d${n}`,
      ...documentRecord('FRA', `DOC${n}`, { expiresOn }),
    }),
  );
  const response = await fetch(`${service.service.url}/v1/records/bulk`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ncb}`, 'content-type': 'application/x-ndjson' },
    body: lines.join('\n'),
  });
  const answers = (await response.text()).trim().split('\n');
  expect(answers).toHaveLength(count);
}

it('records that pause, end and are emptied, and the messages about them', async () => {
  const expiresOn = '2027-05-01';
  const end = { expiresOn };
  await call('PUT', '/v1/records/FRA-p', ncb, personRecord('Sauveterre', 'Ida', end));
  await call('PUT', '/v1/records/FRA-s', ncb, personRecord('Pauset', 'Ida', end));
  await call(
    'PUT',
    '/v1/records/FRA-x',
    ncb,
    documentRecord('FRA', 'SOON', { expiresOn: '2026-05-20' }),
  );
  await pushDocuments(LIMITS.sweepToldSinglyMax + 1, expiresOn);
  const until = { reason: 'talks', until: '2026-05-10' };
  await call('POST', '/v1/records/FRA-s/suspend', ncb, until);
  for (const day of ['2026-05-21', '2026-06-30', '2027-01-10', '2027-05-02', '2027-06-20']) {
    await onDay(day);
  }
  expect(await eventsOf(ncb)).toEqual(['expired', 'expiry-ahead', 'suspension-ended']);
  for (const id of ['FRA-p', 'FRA-x', 'FRA-d0']) {
    const { body } = await call('GET', `/v1/records/${id}`, ncb);
    expect([at(body, 'person'), at(body, 'document')]).toEqual([null, null]);
    await call('GET', `/v1/records/${id}/history`, ncb);
  }
  await call('GET', '/v1/records', ncb);
});

it('measures that lapse, end on their day, or are due for a look', async () => {
  const reason = 'doubts';
  const measure = { member: 'FRA', scopes: ['checks'], reason };
  const propose = async (more: object): Promise<string> => {
    const { body } = await call('POST', '/v1/measures', supervisor, { ...measure, ...more });
    return String(at(body, 'measureId'));
  };
  await propose({ urgent: true });
  const endorser = await service.token('XPO', 'supervisor');
  const looked = await propose({ reviewOn: '2028-01-01' });
  await call('POST', `/v1/measures/${looked}/endorse`, endorser);
  await onDay('2028-01-02');
  const lift = { reason, effectiveOn: '2028-02-01T00:00:00Z' };
  await call('POST', `/v1/measures/${looked}/lift`, supervisor, lift);
  await onDay('2028-02-02');
  expect(await eventsOf(reviewer)).toEqual(['lapsed', 'review-due']);
  const { body } = await call('GET', '/v1/measures', supervisor);
  const states = (at(body, 'measures') as unknown[]).map((one) => at(one, 'state'));
  expect(states.sort()).toEqual(['lapsed', 'lifted']);
  const auditor = await service.token('XPO', 'auditor');
  await call('GET', '/v1/audit', auditor);
  await call('GET', '/v1/audit?from=2027-01-01', auditor);
});
