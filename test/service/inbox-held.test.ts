/** Messages that are held for a reviewer, those that nobody can be given, and inboxes over several processes. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packMessage, type Audience } from '../../src/record/message.js';
import { unpackReview, type Review } from '../../src/record/review.js';
import { EVERYBODY, packDeeds, tell } from '../../src/store/deeds.js';
import { openLink, type Link } from '../../src/store/redis-client.js';
import { firstOf, inboxOf, lines, messagesOf } from '../support/inbox-reading.js';
import {
  RunningService,
  at,
  documentRecord,
  personRecord,
  until,
} from '../support/running-service.js';

const service = new RunningService({ PORTCULLIS_WORKERS: '2' });
const tokens: Record<string, string> = {};
const token = (whose: string): string => tokens[whose] ?? '';
let redis: Link;

beforeAll(async () => {
  await service.start();
  for (const member of ['FRA', 'DEU', 'ITA', 'NOR']) {
    tokens[member] = await service.token(member, 'ncb');
  }
  for (const role of ['reviewer', 'supervisor']) {
    tokens[role] = await service.token('XPO', role);
  }
  // Both processes are there, and know the credential that was issued last.
  await until(async () => service.log.split('"listening"').length > 2);
  await until(async () => {
    const tries = Array.from({ length: 20 }, () => readAnew('supervisor', '/v1/measures'));
    return (await Promise.all(tries)).every(({ status }) => status === 200);
  });
  redis = await openLink({
    url: `unix:${service.redisSocket}`,
    mode: 'single',
    onTrouble: () => undefined,
  });
});
afterAll(async () => {
  await redis.close();
  await service.stop();
});

const put = (id: string, record: object) =>
  service.call('PUT', `/v1/records/${id}`, token(id.slice(0, 3)), record);

/** A call over a connection of its own, which the kernel gives to either process. */
const readAnew = (whose: string, path: string) =>
  service.call('GET', path, token(whose), undefined, { connection: 'close' });

async function pendingReviews(): Promise<Review[]> {
  const ids = await redis.send(['ZRANGE', 'reviews:pending', '0', '-1']);
  const rows = (Array.isArray(ids) ? ids : []).map((id) =>
    redis.send(['HGET', 'reviews', String(id)]),
  );
  return (await Promise.all(rows)).flatMap((row) =>
    Buffer.isBuffer(row) ? [unpackReview(row)] : [],
  );
}

describe('under the scope receive', () => {
  it('messages wait for a reviewer but those that ask to purge, and go to everybody else at once', async () => {
    const measure = { member: 'DEU', scopes: ['receive'], reason: 'a test', urgent: true };
    const proposed = await service.call('POST', '/v1/measures', token('supervisor'), measure);
    expect(proposed.status).toBe(201);
    const told = (await inboxOf(service, token('DEU'))).map(({ type }) => type);
    expect(told).toEqual(['measure']);
    await put('DEU-l', documentRecord('DEU', 'HELD123'));
    await put('FRA-h', personRecord('Retenu', 'Longtemps'));
    const check = { documents: [{ number: 'HELD123', issuer: 'DEU' }] };
    const { body } = await service.check(token('ITA'), check);
    expect(at(body, 'result')).toBe('match');
    await service.call('DELETE', '/v1/records/FRA-h', token('FRA'), { reason: 'a test' });
    const purging = await inboxOf(service, token('DEU'));
    expect(purging.map(({ type }) => type)).toEqual(['measure', 'retraction']);
    const others = lines(await inboxOf(service, token('ITA')));
    expect(others).toContain('retraction FRA-h 1');
    const reviews = await pendingReviews();
    expect(reviews.map((r) => [r.subject, r.receiver, r.recordId, r.owner])).toEqual(
      expect.arrayContaining([['receipt', 'DEU', 'DEU-l', 'DEU']]),
    );
    // The publication of what has been withdrawn waits no longer.
    expect(reviews).toHaveLength(1);
    const path = '/v1/records/FRA-h/retractions';
    const tracked = await service.call('GET', path, token('FRA'));
    expect(at(tracked.body, 'retractions', 0, 'outstanding')).toEqual(
      expect.arrayContaining(['DEU', 'ITA']),
    );
    await service.call('POST', '/v1/inbox/ack', token('DEU'), { upTo: purging.at(-1)?.id });
    const acknowledged = await service.call('GET', path, token('FRA'));
    expect(at(acknowledged.body, 'retractions', 0, 'acknowledged')).toContain('DEU');
  });

  it('a publication that waited when its record was retracted is never delivered, also after a re-entry', async () => {
    const decide = (reviewId: string) => {
      const decision = { decision: 'compliant', reason: 'in order' };
      return service.call('POST', `/v1/reviews/${reviewId}/decision`, token('reviewer'), decision);
    };
    const receiptOf = async (recordId: string): Promise<string> => {
      const of = (review: Review) => review.recordId === recordId && review.subject === 'receipt';
      return (await pendingReviews()).find(of)?.reviewId ?? 'none';
    };
    const seen = (await inboxOf(service, token('DEU'))).length;
    const record = personRecord('Revenu', 'Encore');
    await put('FRA-again', record);
    const first = await receiptOf('FRA-again');
    await service.call('DELETE', '/v1/records/FRA-again', token('FRA'), { reason: 'a test' });
    const ended = await service.call('GET', `/v1/reviews/${first}`, token('reviewer'));
    expect(at(ended.body, 'state')).toBe('withdrawn');
    await put('FRA-again', record);
    expect((await decide(first)).status).toBe(409);
    const told = async () => lines((await inboxOf(service, token('DEU'))).slice(seen));
    expect(await told()).toEqual(['retraction FRA-again 1']);
    expect((await decide(await receiptOf('FRA-again'))).status).toBe(200);
    expect(await told()).toEqual(['retraction FRA-again 1', 'publication FRA-again 2']);
  });
});

describe('what cannot be delivered', () => {
  const publicationOf = (recordId: string, audience: Audience | null) =>
    packMessage({ type: 'publication', at: 1, recordId, body: { version: 1 }, audience });

  it('is kept for reviewers with why, and those behind it are read', async () => {
    const before = (await inboxOf(service, token('NOR'))).length;
    const damage = `local id = redis.call('HINCRBY', 'meta', 'messages', 1)
      redis.call('XADD', 'inbox:NOR', string.format('%d-0', id), 'm', 'no message')`;
    await redis.send(['EVAL', damage, '0']);
    const gone = [
      tell('NOR', publicationOf('FRA-gone', null), 1),
      tell(EVERYBODY, publicationOf('FRA-never', { to: ['ITA', 'NOR'], except: [] }), 1),
    ];
    await redis.send(['FCALL', 'pc_act', '0', packDeeds(gone)]);
    await put('FRA-after', personRecord('Derrière', 'Tout', { recipients: ['NOR'] }));
    for (let round = 0; round < 3; round += 1) {
      const all = await inboxOf(service, token('NOR'));
      expect(lines(all.slice(before))).toEqual(['publication FRA-after 1']);
    }
    const reply = await service.call('GET', '/v1/inbox/dead', token('reviewer'));
    const letters = at(reply.body, 'deadLetters') as unknown[];
    expect(letters.map((letter) => [at(letter, 'to'), at(letter, 'why')])).toEqual([
      ['NOR', 'damaged'],
      ['NOR', 'record-gone'],
      ['*', 'record-gone'],
    ]);
    const first = at(letters, 0);
    expect(at(first, 'firstMessage')).toBe(at(first, 'lastMessage'));
    expect(at(reply.body, 'next')).toBeNull();
    const rest = `/v1/inbox/dead?after=${String(at(first, 'id'))}`;
    const behind = await service.call('GET', rest, token('reviewer'));
    expect(at(behind.body, 'deadLetters')).toEqual(letters.slice(1));
  });

  it('is shown to reviewers alone, and refuses an odd place to begin', async () => {
    for (const whose of ['NOR', 'supervisor']) {
      expect((await service.call('GET', '/v1/inbox/dead', token(whose))).status).toBe(403);
    }
    const odd = await service.call('GET', '/v1/inbox/dead?after=x', token('reviewer'));
    expect(odd.status).toBe(400);
  });
});

describe('over two processes', () => {
  it('a message that one of them writes wakes whoever waits at either', async () => {
    const after = String((await inboxOf(service, token('NOR'))).at(-1)?.id ?? '0');
    const calls = Array.from({ length: 16 }, () =>
      readAnew('NOR', `/v1/inbox?after=${after}&wait=25`),
    );
    const quiet = String((await inboxOf(service, token('FRA'))).at(-1)?.id ?? '0');
    const path = `/v1/inbox?after=${quiet}&wait=20`;
    const control = service.call('GET', path, token('FRA'));
    await put('FRA-two', personRecord('Deux', 'Partout', { recipients: ['NOR'] }));
    expect(await firstOf([Promise.all(calls), control])).toBe(0);
    for (const call of calls) {
      expect(lines(messagesOf(await call))).toEqual(['publication FRA-two 1']);
    }
    await put('DEU-two', personRecord('Zwei', 'Ende', { recipients: ['FRA'] }));
    await control;
  });
});
