/** Every answer is as the published document has it: each operation, each success, in either form. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLink } from '../../src/store/redis-client.js';
import { at, documentRecord, personRecord, until } from '../support/running-service.js';
import { StreamClient } from '../support/stream-client.js';
import { bornThen, DescribedScene, FULL, HITS, LOOKS, OWNER, RECEIVES } from './described-scene.js';

const NCB = `${OWNER} ncb`;
const READER = `${LOOKS} ncb`;
const TERMINAL = `${LOOKS} terminal`;
const FULL_DOCUMENT = {
  number: 'DOC100',
  issuer: OWNER,
  type: 'P',
  status: 'stolen',
  reportedOn: '2026-01-02',
};
const reason = { reason: 'because' };
const seen = new Set<string>();
let successes: readonly string[] = [];

describe.each(['application/json', 'application/msgpack'] as const)('in %s', (form) => {
  const scene = new DescribedScene(form);
  const { service } = scene;
  const record = (reference: string): string => `/v1/records/${OWNER}-${reference}`;

  beforeAll(() => scene.start());
  afterAll(async () => {
    ({ successes } = service.document);
    service.document.seen.forEach((one) => seen.add(one));
    await service.stop();
  });

  it('records, and what becomes of them', async () => {
    const { headers } = await scene.put('r1', FULL);
    expect(headers.get('etag')).toBe('"1"');
    await scene.put('r1', FULL, 200);
    await scene.put('r1', { ...FULL, offences: [] }, 200);
    const stale = { 'if-match': '"1"' };
    await scene.call(NCB, 'PUT', record('r1'), 412, FULL, stale);
    await scene.call(NCB, 'PUT', record('r1'), 200, FULL, { 'if-match': '"2"' });
    await scene.put('d1', documentRecord(OWNER, 'DOC100', { document: FULL_DOCUMENT }));
    await scene.held('n1', { action: 'locate' });
    await scene.call('reviewer', 'POST', `${record('r1')}/addenda`, 201, { text: 'so', ...reason });
    const decision = { decision: 'do-not-act', reason: 'not here' };
    await scene.call(READER, 'PUT', `${record('r1')}/decision`, 200, decision);
    for (const id of ['r1', 'd1', 'n1']) await scene.read(NCB, record(id));
    for (const id of ['r1', 'd1']) await scene.read(READER, record(id));
    await scene.read('reviewer', record('r1'));
    await scene.call(NCB, 'PUT', `${record('r1')}/restrictions`, 200, { deny: ['FIN', 'SWE'] });
    await scene.call(NCB, 'POST', `${record('r1')}/suspend`, 200, reason);
    await scene.read(NCB, record('r1'));
    await scene.call(NCB, 'POST', `${record('r1')}/resume`, 200, reason);
    await scene.call(NCB, 'POST', `${record('r1')}/renew`, 200, reason);
    await scene.call('reviewer', 'POST', `${record('r1')}/block`, 200, reason);
    await scene.read(NCB, record('r1'));
    await scene.call('reviewer', 'POST', `${record('r1')}/unblock`, 200, reason);
    await scene.publish('r2', 'Odlazak');
    await scene.call(NCB, 'DELETE', record('r2'), 200, reason);
    await scene.read(NCB, `${record('r2')}/retractions`);
    for (const id of ['r1', 'r2', 'd1']) await scene.read(NCB, `${record(id)}/history`);
    await scene.read(NCB, '/v1/records');
    expect(at((await scene.read(NCB, '/v1/records?limit=1')).body, 'next')).not.toBeNull();
  });

  it('bulk lines, good and bad', async () => {
    const good = personRecord('Mnogo', 'Vanja');
    const lines = [
      { recordId: `${OWNER}-b1`, ...good },
      { recordId: `${OWNER}-b1`, ...good },
      { recordId: `${OWNER}-b2`, ...good, kind: 'notice' },
      { recordId: `${OWNER}-b3`, ...good, index: 'nothing' },
      { recordId: 'no id' },
      {},
    ];
    const answers = await service.bulk(scene.token(NCB), lines);
    expect(answers.map((answer) => at(answer, 'status'))).toEqual([201, 200, 202, 422, 422, 422]);
  });

  it('checks of every kind, and their batches', async () => {
    await scene.check(TERMINAL, bornThen('Nemo Nullus'), 'clear');
    const { body } = await scene.check(TERMINAL, bornThen('Vanja Voda'), 'match');
    expect(at(body, 'matches', 0, 'nationalDecision', 'decision')).toBe('do-not-act');
    expect(at(body, 'matches', 0, 'addenda')).toHaveLength(1);
    await scene.check(TERMINAL, { documents: [{ number: 'DOC100', issuer: OWNER }] }, 'match');
    await scene.check(TERMINAL, { ...bornThen('Vanja Vodar'), minScore: 0.1 });
    const mrz = [
      'P<SWEERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<',
      'L898902C37SWE7408122F1204159ZE184226B<<<<<10',
    ];
    const read = await scene.check(TERMINAL, { mrz });
    expect(at(read.body, 'mrz', 'problems')).not.toEqual([]);
    const checks = [
      { purpose: 'border', ...bornThen('Vanja Voda') },
      { purpose: 'border', mrz },
      { purpose: 'nothing' },
    ];
    await scene.call(TERMINAL, 'POST', '/v1/checks/batch', 200, { checks });
  });

  it('members, their bounds and connections', async () => {
    const restrictions = `/v1/members/${LOOKS}/restrictions`;
    const connection = `/v1/members/${LOOKS}/connection`;
    await scene.publish('l1', 'Eemal', LOOKS);
    await scene.call(READER, 'PUT', restrictions, 200, { agencies: ['border'] });
    await scene.read(READER, restrictions);
    await scene.call(READER, 'POST', connection, 200, { state: 'disconnected', ...reason });
    await scene.call('reviewer', 'PUT', restrictions, 200, { deny: ['FIN'] });
    await scene.read('reviewer', restrictions);
    await scene.check(`${RECEIVES} terminal`, bornThen('Vanja Eemal'), 'match');
    await scene.read(READER, '/v1/inbox?after=0');
    await scene.call(READER, 'POST', connection, 200, { state: 'connected', ...reason });
    await scene.read(READER, '/v1/members');
  });

  it('credentials and protected persons', async () => {
    const wanted = { member: LOOKS, role: 'terminal', name: 'spare', expiresInDays: 1 };
    const { body } = await scene.call('operator', 'POST', '/v1/credentials', 201, wanted);
    await scene.read('operator', '/v1/credentials');
    const path = `/v1/credentials/${String(at(body, 'credentialId'))}`;
    await scene.call('operator', 'DELETE', path, 200);
    await scene.read(READER, '/v1/credentials');
    const protection = { against: OWNER, status: 'granted', person: FULL.person };
    await scene.call(READER, 'PUT', '/v1/protections/p1', 200, protection);
    await scene.read(READER, '/v1/protections');
    await scene.call(READER, 'DELETE', '/v1/protections/p1', 200);
  });

  it('reviews, from the claim to every decision', async () => {
    const offences = ['insulting the president', 'membership of an opposition party'];
    const odd = { offences, warrant: { maximumPenaltyYears: 1 } };
    const first = await scene.held('v1', odd);
    await scene.read('reviewer', '/v1/reviews');
    for (const step of ['claim', 'release-claim']) {
      await scene.call('reviewer', 'POST', `/v1/reviews/${first}/${step}`, 200);
    }
    await scene.decide(first, 'clarify');
    const answer = { answer: 'It is as it says.' };
    await scene.call(NCB, 'POST', `/v1/reviews/${first}/answer`, 200, answer);
    await scene.decide(first, 'compliant-with-addendum', { addendum: 'Look twice.' });
    const second = await scene.held('v1', {
      ...odd,
      person: { names: [{ fullName: 'Vera Voda' }] },
    });
    const { body } = await scene.read('reviewer', `/v1/reviews/${second}`);
    expect(at(body, 'findings')).not.toEqual([]);
    expect(at(body, 'diff')).not.toEqual([]);
    await scene.decide(second, 'refused');
    const record1 = await scene.read(NCB, record('v1'));
    expect(at(record1.body, 'held', 'state')).toBe('refused');
    const alike = await scene.held('v2', { person: { names: [{ fullName: 'Vera Voda' }] } });
    await scene.decide(alike, 'compliant');
    await scene.read('reviewer', '/v1/reviews?state=all');
  });

  it('measures, and what they hold', async () => {
    await scene.put('m1', { ...personRecord('Mjera', 'Vanja'), restrictions: { deny: [LOOKS] } });
    await scene.publish('m2', 'Stanka');
    await scene.call(NCB, 'POST', `${record('m2')}/suspend`, 200, reason);
    await scene.put('m2', personRecord('Stanka', 'Vanja', { warnings: ['armed'] }), 200);
    await scene.publish('m3', 'Spor');
    await scene.call('reviewer', 'POST', `${record('m3')}/block`, 200, reason);
    await scene.put('m3', personRecord('Spor', 'Vanja', { warnings: ['armed'] }), 200);
    const measureId = await scene.measure(OWNER, ['circulation'], 'rules');
    await scene.call(NCB, 'POST', `${record('m2')}/resume`, 202, reason);
    await scene.call('reviewer', 'POST', `${record('m3')}/unblock`, 202, reason);
    const path = `/v1/measures/${measureId}`;
    await scene.call(NCB, 'PUT', `${record('m1')}/restrictions`, 202, {});
    await scene.read(NCB, record('m1'));
    await scene.call('endorser', 'POST', `${path}/endorse`, 200);
    const later = { ...reason, effectiveOn: '2099-01-01T00:00:00Z' };
    await scene.call('supervisor', 'POST', `${path}/lift`, 200, later);
    await scene.call('supervisor', 'POST', `${path}/lift`, 200, reason);
    const proposal = { member: OWNER, scopes: ['checks'], reviewOn: '2099-01-01', ...reason };
    const proposed = await scene.call('supervisor', 'POST', '/v1/measures', 201, proposal);
    const other = `/v1/measures/${String(at(proposed.body, 'measureId'))}`;
    await scene.read(NCB, other);
    await scene.call('endorser', 'POST', `${other}/endorse`, 200, reason);
    await scene.call('supervisor', 'POST', `${other}/lift`, 200, reason);
    await scene.read('auditor', '/v1/measures');
  });

  it('receipts that wait for a reviewer', async () => {
    await scene.measure(RECEIVES, ['receive']);
    await scene.publish('o1', 'Objava');
    const { body } = await scene.read('reviewer', `/v1/reviews?owner=${OWNER}`);
    const receipts = (at(body, 'reviews') as unknown[]).filter(
      (review) => at(review, 'subject') === 'receipt',
    );
    const reviewId = String(at(receipts[0], 'reviewId'));
    const receipt = await scene.read('reviewer', `/v1/reviews/${reviewId}`);
    expect(at(receipt.body, 'message', 'type')).toBe('publication');
    await scene.decide(reviewId, 'compliant');
  });

  it('referred checks, released and closed', async () => {
    await scene.publish('h1', 'Treffer', HITS);
    await scene.measure(HITS, ['hits']);
    for (const release of [[`${HITS}-h1`], []]) {
      const { body } = await scene.check(TERMINAL, bornThen('Vanja Treffer'), 'referred');
      const checkId = String(at(body, 'checkId'));
      await scene.read(TERMINAL, `/v1/checks/${checkId}`);
      await scene.read('reviewer', '/v1/referrals');
      await scene.read('reviewer', `/v1/referrals/${checkId}`);
      const decision = { release, ...reason };
      await scene.call('reviewer', 'POST', `/v1/referrals/${checkId}/decision`, 200, decision);
      const told = await scene.read(TERMINAL, `/v1/checks/${checkId}`);
      expect(at(told.body, 'state')).toBe(release.length === 0 ? 'closed' : 'released');
    }
    for (const state of ['all', 'withheld']) {
      await scene.read('reviewer', `/v1/referrals?state=${state}`);
    }
  });

  it('streams, whose replies are those of checks', async () => {
    const stream = await StreamClient.open(service.url, scene.token(TERMINAL));
    service.document.seen.add('get /v1/stream 101 nothing');
    const check = { purpose: 'border', ...bornThen('Vanja Voda') };
    const one = await stream.ask(1, { check });
    service.document.holdValue('CheckReply', one['reply']);
    const batch = await stream.ask(2, { checks: [check, {}] });
    service.document.holdValue('BatchReply', batch['reply']);
    const bad = await stream.ask(3, { check: { purpose: 'border' } });
    service.document.holdValue('Problem', bad['error']);
    await stream.end();
  });

  it('messages of every inbox', async () => {
    const types = new Set<unknown>();
    for (const who of [NCB, READER, `${HITS} ncb`, `${RECEIVES} ncb`, 'reviewer']) {
      const { body } = await scene.read(who, '/v1/inbox?after=0');
      for (const message of at(body, 'messages') as unknown[]) types.add(at(message, 'type'));
      await scene.call(who, 'POST', '/v1/inbox/ack', 200, { upTo: String(at(body, 'next')) });
    }
    expect([...types].sort()).toEqual(
      ['clarification', 'connection', 'match', 'measure', 'publication', 'retraction'].sort(),
    );
    const link = await openLink({
      url: `unix:${service.redisSocket}`,
      mode: 'single',
      onTrouble: () => undefined,
    });
    const damage = `local id = redis.call('HINCRBY', 'meta', 'messages', 1)
      redis.call('XADD', 'inbox:${OWNER}', string.format('%d-0', id), 'm', 'no message')`;
    await link.send(['EVAL', damage, '0']);
    await link.close();
    await scene.read(NCB, '/v1/inbox?after=0');
    const dead = await scene.read('reviewer', '/v1/inbox/dead');
    expect(at(dead.body, 'deadLetters')).toHaveLength(1);
    await scene.read(NCB, `${record('r2')}/retractions`);
  });

  it('statistics and the audit of all this', async () => {
    await scene.read('auditor', '/v1/stats');
    await scene.read(READER, '/v1/stats');
    await scene.read(NCB, `/v1/stats/owners/${OWNER}`);
    const kinds = new Set<unknown>();
    for (let next: string | null = ''; next !== null;) {
      const { body } = await scene.read('auditor', `/v1/audit?cursor=${next}`);
      for (const entry of at(body, 'entries') as unknown[]) kinds.add(at(entry, 'kind'));
      const after = at(body, 'next');
      next = typeof after === 'string' ? after : null;
    }
    expect([...kinds]).toEqual(expect.arrayContaining(['check', 'call', 'read']));
  });

  it('health, pages, and this document', async () => {
    for (const path of ['/healthz', '/readyz', '/metrics', '/openapi.json', '/docs', '/']) {
      expect((await service.call('GET', path, null)).status).toBe(200);
    }
    process.kill(service.redisPid, 'SIGSTOP');
    try {
      await until(async () => (await service.call('GET', '/readyz', null)).status === 503);
    } finally {
      process.kill(service.redisPid, 'SIGCONT');
    }
  });
});

it('every success that is described has been answered', () => {
  expect(successes.length).toBeGreaterThan(0);
  expect(successes.filter((one) => !seen.has(one))).toEqual([]);
});
