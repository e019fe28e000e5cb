/** The inbox from outside: who is told what, how it is read and acknowledged. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acknowledge, inboxOf, lines, messagesOf } from '../support/inbox-reading.js';
import {
  RunningService,
  at,
  documentRecord,
  personRecord,
  type Reply,
} from '../support/running-service.js';

const service = new RunningService();
/** Tokens of bureaus by member, and of the General Secretariat by role. */
const tokens: Record<string, string> = {};
const token = (whose: string): string => tokens[whose] ?? '';

beforeAll(async () => {
  await service.start();
  for (const member of ['FRA', 'DEU', 'ITA', 'ESP', 'NOR', 'SWE', 'PRT', 'NLD']) {
    tokens[member] = await service.token(member, 'ncb');
  }
  for (const role of ['reviewer', 'supervisor', 'auditor', 'operator']) {
    tokens[role] = await service.token('XPO', role);
  }
});
afterAll(() => service.stop());

const recordPath = (id: string): string => `/v1/records/${id}`;
const put = (id: string, record: object): Promise<Reply> =>
  service.call('PUT', recordPath(id), token(id.slice(0, 3)), record);
const onOwn = (method: string, id: string, action: string, body: object): Promise<Reply> =>
  service.call(method, recordPath(id) + action, token(id.slice(0, 3)), body);
const read = (whose: string, query = ''): Promise<Reply> =>
  service.call('GET', `/v1/inbox${query}`, token(whose));

/** What a bureau's inbox says of one record. */
async function about(whose: string, recordId: string): Promise<string[]> {
  const all = await inboxOf(service, token(whose));
  return lines(all.filter((told) => told.recordId === recordId));
}

describe('a publication', () => {
  it('reaches every other member once, in the order of publication, and not its owner', async () => {
    for (const n of [1, 2, 3]) await put(`FRA-p${n}`, personRecord('Publié', `Numéro ${n}`));
    await put('FRA-p1', personRecord('Publié', 'Numéro 1', { warnings: ['armed'] }));
    const expected = ['p1 1', 'p2 1', 'p3 1', 'p1 2'].map((text) => `publication FRA-${text}`);
    for (const whose of ['DEU', 'ITA']) {
      expect(lines(await inboxOf(service, token(whose)))).toEqual(expected);
    }
    expect(lines(await inboxOf(service, token('FRA')))).toEqual([]);
    expect(lines(await inboxOf(service, token('reviewer')))).toEqual([]);
    const [first] = messagesOf(await read('DEU'));
    expect(first?.body).toEqual({
      version: 1,
      index: 'wanted',
      colour: 'red',
      kind: 'diffusion',
      owner: 'FRA',
      action: 'arrest',
    });
  });

  it('reaches its recipients alone, and those alone whom nothing restricts', async () => {
    await put('FRA-few', personRecord('Peu', 'Deux', { recipients: ['DEU', 'ITA'] }));
    const restrictions = { deny: ['DEU'] };
    await put('FRA-deny', personRecord('Refus', 'Un', { restrictions }));
    const byRecord = async (id: string) =>
      Promise.all(['DEU', 'ITA', 'ESP'].map(async (whose) => (await about(whose, id)).length));
    expect(await byRecord('FRA-few')).toEqual([1, 1, 0]);
    expect(await byRecord('FRA-deny')).toEqual([0, 1, 1]);
  });

  it('of a notice that waits for review tells nobody anything', async () => {
    const notice = personRecord('Attente', 'Longue', { kind: 'notice' });
    expect((await put('FRA-notice', notice)).status).toBe(202);
    expect(await about('DEU', 'FRA-notice')).toEqual([]);
  });

  it('is gone from the inbox of whom its owner restricts afterwards, as if it had never been', async () => {
    const before = await read('NOR', '?after=0');
    const last = String(messagesOf(before).at(-1)?.id);
    await put('FRA-later', personRecord('Tard', 'Plus', { recipients: ['NOR', 'SWE'] }));
    expect(await about('NOR', 'FRA-later')).toHaveLength(1);
    await onOwn('PUT', 'FRA-later', '/restrictions', { deny: ['NOR'] });
    const empty = { messages: [], next: last };
    expect((await read('NOR', `?after=${last}`)).body).toEqual(empty);
    expect((await read('NOR', `?after=${last}&wait=1`)).body).toEqual(empty);
    // The restriction itself is nobody's business.
    expect(await about('SWE', 'FRA-later')).toEqual(['publication FRA-later 1']);
    await onOwn('PUT', 'FRA-later', '/restrictions', {});
    expect(await about('NOR', 'FRA-later')).toContain('publication FRA-later 3');
  });

  it('is gone while the owner’s defaults hide it, and while it is suspended', async () => {
    await put('ESP-hidden', personRecord('Oculto', 'Uno'));
    const defaults = '/v1/members/ESP/restrictions';
    await service.call('PUT', defaults, token('ESP'), { deny: ['NOR'] });
    expect(await about('NOR', 'ESP-hidden')).toEqual([]);
    expect(await about('SWE', 'ESP-hidden')).toHaveLength(1);
    await service.call('PUT', defaults, token('ESP'), {});
    expect(await about('NOR', 'ESP-hidden')).toHaveLength(1);
    await onOwn('POST', 'ESP-hidden', '/suspend', { reason: 'a pause' });
    expect(await about('NOR', 'ESP-hidden')).toEqual([]);
    await onOwn('POST', 'ESP-hidden', '/resume', { reason: 'it is over' });
    // Also for whom it had passed by meanwhile.
    expect(await about('NOR', 'ESP-hidden')).toHaveLength(2);
  });
});

describe('a match', () => {
  const check = (purpose: string, more: object = {}): Promise<Reply> =>
    service.check(token('ITA'), {
      purpose,
      person: { fullName: 'Ingeborg Treffer', dateOfBirth: '1974-08-12' },
      ...more,
    });
  const told = async () =>
    (await inboxOf(service, token('DEU'))).filter(({ type }) => type === 'match');

  it('tells the owner by whom and what for, and nothing of the person', async () => {
    await put('DEU-t', personRecord('Treffer', 'Ingeborg'));
    const { body } = await check('border');
    expect(at(body, 'result')).toBe('match');
    const [match, ...others] = await told();
    expect(others).toEqual([]);
    expect(match?.recordId).toBe('DEU-t');
    expect(match?.body).toEqual({
      checkId: at(body, 'checkId'),
      member: 'ITA',
      agency: null,
      purpose: 'border',
      index: 'wanted',
      score: at(body, 'matches', 0, 'score'),
      at: match?.at,
    });
    expect(JSON.stringify(match)).not.toMatch(/Treffer|Ingeborg|1974/);
  });

  it('in a background check tells nobody, and for police and identification the owner', async () => {
    const before = (await told()).length;
    for (const purpose of ['security', 'police', 'security', 'identification']) {
      expect(at((await check(purpose)).body, 'result')).toBe('match');
    }
    const purposes = (await told()).slice(before).map(({ body }) => body['purpose']);
    expect(purposes).toEqual(['police', 'identification']);
  });

  it('that is weak, missing or hidden from who asked tells nobody', async () => {
    const before = (await told()).length;
    const weak = await check('border', {
      person: { fullName: 'Ingeborg Treffer', dateOfBirth: '1951-03-02' },
      minScore: 0,
    });
    expect(at(weak.body, 'matches', 0, 'recordId')).toBe('DEU-t');
    expect(at(weak.body, 'result')).toBe('clear');
    await check('border', { person: { fullName: 'Nobody Whatsoever' } });
    await onOwn('PUT', 'DEU-t', '/restrictions', { deny: ['ITA'] });
    expect(at((await check('border')).body, 'result')).toBe('clear');
    await onOwn('PUT', 'DEU-t', '/restrictions', {});
    expect(await told()).toHaveLength(before);
  });

  it('of several records in one check tells each owner of each', async () => {
    for (const owner of ['DEU', 'ESP']) {
      await put(`${owner}-d`, documentRecord(owner, 'TWICE123'));
      const holder = { names: [{ fullName: 'Some Body' }] };
      const passports = [{ number: 'TWICE123', issuer: 'DEU' }];
      await put(
        `${owner}-h`,
        personRecord('', '', { person: { ...holder, documents: passports } }),
      );
    }
    const before = (await told()).length;
    const { body } = await service.check(token('ITA'), {
      documents: [{ number: 'TWICE123', issuer: 'DEU' }],
    });
    const returned = (at(body, 'matches') as unknown[]).map((match) => at(match, 'recordId'));
    expect(returned).toEqual(expect.arrayContaining(['DEU-d', 'DEU-h', 'ESP-h']));
    const now = (await told()).slice(before);
    expect(now.map(({ recordId }) => recordId).sort()).toEqual(['DEU-d', 'DEU-h']);
    expect(new Set(now.map(({ body: { checkId } }) => checkId))).toEqual(
      new Set([at(body, 'checkId')]),
    );
  });
});

describe('an acknowledgement', () => {
  it('is where reading goes on without after, in pages of limit', async () => {
    await inboxOf(service, token('PRT'));
    const page = await read('PRT', '?limit=2');
    const [first, second] = messagesOf(page);
    expect(messagesOf(page)).toHaveLength(2);
    expect(at(page.body, 'next')).toBe(second?.id);
    const acked = await acknowledge(service, token('PRT'), first?.id);
    expect([acked.status, acked.body]).toEqual([200, { upTo: first?.id }]);
    expect(messagesOf(await read('PRT', '?limit=1'))).toEqual([second]);
  });

  it('never goes back, and never beyond this moment', async () => {
    const all = messagesOf(await read('PRT'));
    const last = String(all.at(-1)?.id);
    expect((await acknowledge(service, token('PRT'), last)).body).toEqual({ upTo: last });
    expect((await acknowledge(service, token('PRT'), '1')).body).toEqual({ upTo: last });
    const beyond = await acknowledge(service, token('PRT'), String(Number(last) + 3_600_000_000));
    expect([beyond.status, at(beyond.body, 'path')]).toEqual([422, '/upTo']);
    expect((await read('PRT')).body).toEqual({ messages: [], next: last });
  });

  it.each(['', 'abc', '-1', '1.5', '0x1', '1 ', '9'.repeat(16), '9'.repeat(20), '9'.repeat(21)])(
    'of "%s" is refused and changes nothing',
    async (upTo) => {
      const before = (await read('NLD')).text;
      const { status } = await acknowledge(service, token('NLD'), upTo);
      expect([400, 422]).toContain(status);
      expect((await read('NLD')).text).toBe(before);
    },
  );

  it.each([5, null, undefined, ['1'], {}])('of %j is no acknowledgement', async (upTo) => {
    const { status } = await acknowledge(service, token('NLD'), upTo);
    expect([400, 422]).toContain(status);
  });

  it('of a message that is another’s is only how far one has come, and moves nobody else', async () => {
    const swedish = (await read('SWE')).text;
    await put('FRA-only', personRecord('Seul', 'Un', { recipients: ['DEU'] }));
    const foreign = String((await inboxOf(service, token('DEU'))).at(-1)?.id);
    expect((await acknowledge(service, token('NLD'), foreign)).status).toBe(200);
    expect(messagesOf(await read('NLD'))).toEqual([]);
    expect((await read('SWE')).text).toBe(swedish);
  });
});

describe('the inbox', () => {
  it.each(['terminal', 'supervisor', 'auditor', 'operator'])('is not for a %s', async (role) => {
    const member = role === 'terminal' ? 'FRA' : 'XPO';
    const other = await service.token(member, role);
    expect((await service.call('GET', '/v1/inbox', other)).status).toBe(403);
    expect((await acknowledge(service, other, '0')).status).toBe(403);
  });

  it.each(['after=x', 'after=-1', 'after=9999999999999999', 'wait=31', 'wait=-1', 'wait=1.5'])(
    'refuses %s with a word where',
    async (query) => {
      const reply = await read('FRA', `?${query}`);
      expect([reply.status, at(reply.body, 'path')]).toEqual([
        422,
        `/${query.split('=')[0] ?? ''}`,
      ]);
    },
  );

  it('begins behind the last acknowledgement where `after` is left empty', async () => {
    const plain = await read('FRA');
    expect((await read('FRA', '?after=&wait=')).text).toBe(plain.text);
  });

  it.each(['limit=0', 'limit=501', 'limit=all', 'after=1&after=2'])('refuses %s', async (query) => {
    expect([400, 422]).toContain((await read('FRA', `?${query}`)).status);
  });

  it('of the General Secretariat is read by reviewers', async () => {
    const path = '/v1/members/NLD/connection';
    for (const state of ['disconnected', 'connected']) {
      await service.call('POST', path, token('NLD'), { state, reason: 'a test' });
    }
    const all = await inboxOf(service, token('reviewer'));
    expect(all.map(({ type, body }) => [type, body['state']])).toEqual([
      ['connection', 'disconnected'],
      ['connection', 'connected'],
    ]);
  });
});
