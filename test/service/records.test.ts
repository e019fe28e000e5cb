import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RunningService, at, documentRecord, personRecord } from '../support/running-service.js';

const service = new RunningService();
let fra = '';
let deu = '';
let deuNcb = '';

beforeAll(async () => {
  await service.start();
  fra = await service.token('FRA', 'ncb');
  deu = await service.token('DEU', 'terminal');
  deuNcb = await service.token('DEU', 'ncb');
});
afterAll(() => service.stop());

const put = (id: string, body: object, headers = {}) =>
  service.call('PUT', `/v1/records/${id}`, fra, body, headers);
const post = (path: string, body: object, token = fra) =>
  service.call('POST', `/v1/records/${path}`, token, body);

async function resultFor(fullName: string): Promise<unknown> {
  const { body } = await service.check(deu, { person: { fullName, dateOfBirth: '1974-08-12' } });
  return at(body, 'result');
}

describe('a record', () => {
  it('is created once, unchanged by the same body and updated by another', async () => {
    const first = await put('FRA-idem', personRecord('Moreau', 'Lucienne'));
    expect([first.status, at(first.body, 'change')]).toEqual([201, 'created']);
    const again = await put('FRA-idem', personRecord('Moreau', 'Lucienne'));
    expect([again.status, at(again.body, 'change'), at(again.body, 'version')]).toEqual([
      200,
      'unchanged',
      1,
    ]);
    const other = await put('FRA-idem', personRecord('Moreau', 'Lucile'));
    expect([other.status, at(other.body, 'change'), at(other.body, 'version')]).toEqual([
      200,
      'updated',
      2,
    ]);
  });

  it('is no longer found by the name that an update took away', async () => {
    await put('FRA-renamed', personRecord('Quatrebarbes', 'Hyacinthe'));
    expect(await resultFor('Hyacinthe Quatrebarbes')).toBe('match');
    await put('FRA-renamed', personRecord('Zylberstein', 'Wenceslas'));
    expect(await resultFor('Hyacinthe Quatrebarbes')).toBe('clear');
    expect(await resultFor('Wenceslas Zylberstein')).toBe('match');
  });

  it('refuses a version that is not the one there', async () => {
    await put('FRA-etag', personRecord('Lambert', 'Odile'));
    const stale = await put('FRA-etag', personRecord('Lambert', 'Odette'), { 'if-match': '"7"' });
    expect([stale.status, at(stale.body, 'code')]).toEqual([412, 'precondition_failed']);
    const right = await put('FRA-etag', personRecord('Lambert', 'Odette'), { 'if-match': '"1"' });
    expect([right.status, right.headers.get('etag')]).toEqual([200, '"2"']);
  });

  it('of another member cannot be written', async () => {
    const reply = await service.call('PUT', '/v1/records/FRA-idem', deuNcb, personRecord('A', 'B'));
    expect([reply.status, at(reply.body, 'code')]).toEqual([403, 'forbidden']);
  });

  it('is not found while it is suspended and found again after it is resumed', async () => {
    await put('FRA-pause', personRecord('Castaignède', 'Barnabé'));
    const suspended = await post('FRA-pause/suspend', { reason: 'a question is open' });
    expect(at(suspended.body, 'state')).toBe('suspended');
    expect(await resultFor('Barnabé Castaignède')).toBe('clear');
    expect((await post('FRA-pause/suspend', { reason: 'again' })).status).toBe(409);
    const resumed = await post('FRA-pause/resume', { reason: 'it is answered' });
    expect(at(resumed.body, 'state')).toBe('published');
    expect(await resultFor('Barnabé Castaignède')).toBe('match');
  });

  it('cannot be suspended for more than six months', async () => {
    await put('FRA-long', personRecord('Delacroix', 'Aurore'));
    const reply = await post('FRA-long/suspend', { reason: 'long', until: '2099-01-01' });
    expect([reply.status, at(reply.body, 'path')]).toEqual([422, '/until']);
    await post('FRA-long/suspend', { reason: 'as long as may be' });
    const own = await service.call('GET', '/v1/records/FRA-long', fra);
    const last = new Date();
    last.setUTCDate(1);
    last.setUTCMonth(last.getUTCMonth() + 6);
    expect(String(at(own.body, 'suspendedUntil')).slice(0, 7)).toBe(last.toISOString().slice(0, 7));
  });

  it.each([
    ['DELETE', ''],
    ['POST', '/suspend'],
    ['POST', '/resume'],
    ['POST', '/renew'],
  ])('%s %s without a body is told that the reason is missing', async (method, path) => {
    await put('FRA-mute', personRecord('Muette', 'Lucie'));
    const response = await fetch(`${service.url}/v1/records/FRA-mute${path}`, {
      method,
      headers: { authorization: `Bearer ${fra}` },
    });
    const body: unknown = await response.json();
    expect([response.status, at(body, 'path')]).toEqual([422, '/reason']);
  });

  it('are listed from the first on where the cursor is left empty', async () => {
    const { status, body } = await service.call('GET', '/v1/records?cursor=', fra);
    expect([status, at(body, 'records', 0) === undefined]).toEqual([200, false]);
  });

  it('is withdrawn for good, until it is pushed again as a new version', async () => {
    await put('FRA-gone', personRecord('Vandenbroucke', 'Isidore'));
    const gone = await service.call('DELETE', '/v1/records/FRA-gone', fra, { reason: 'found' });
    expect(at(gone.body, 'state')).toBe('withdrawn');
    expect(await resultFor('Isidore Vandenbroucke')).toBe('clear');
    const back = await put('FRA-gone', personRecord('Vandenbroucke', 'Isidore'));
    expect([back.status, at(back.body, 'version'), at(back.body, 'state')]).toEqual([
      200,
      2,
      'published',
    ]);
    expect(await resultFor('Isidore Vandenbroucke')).toBe('match');
  });

  it('is held as a notice and published at once as a diffusion', async () => {
    const held = await put('FRA-notice', personRecord('Grosjean', 'Philomène', { kind: 'notice' }));
    expect([held.status, at(held.body, 'state')]).toEqual([202, 'in_review']);
    expect(await resultFor('Philomène Grosjean')).toBe('clear');
    const other = await service.call('GET', '/v1/records/FRA-notice', deuNcb);
    expect(other.status).toBe(404);
  });

  it('keeps its published version while a notice of it waits', async () => {
    await put('FRA-both', personRecord('Kervella', 'Gwenaël'));
    const held = await put('FRA-both', personRecord('Kermadec', 'Gwenaël', { kind: 'notice' }));
    expect([held.status, at(held.body, 'version')]).toEqual([202, 2]);
    expect(await resultFor('Gwenaël Kervella')).toBe('match');
    const own = await service.call('GET', '/v1/records/FRA-both', fra);
    expect([at(own.body, 'version'), at(own.body, 'held', 'version')]).toEqual([1, 2]);
    const seen = await service.call('GET', '/v1/records/FRA-both', deuNcb);
    expect(seen.status).toBe(200);
    expect(seen.text).not.toContain('Kermadec');
  });

  it('is renewed to a later last valid day', async () => {
    await put('FRA-renew', personRecord('Bonnefoy', 'Yvette', { expiresOn: '2030-01-01' }));
    const renewed = await post('FRA-renew/renew', {
      reason: 'still wanted',
      expiresOn: '2035-01-01',
    });
    expect([renewed.status, at(renewed.body, 'version')]).toEqual([200, 2]);
    const own = await service.call('GET', '/v1/records/FRA-renew', fra);
    expect(at(own.body, 'expiresOn')).toBe('2035-01-01');
  });

  it('tells its history to its owner alone', async () => {
    await put('FRA-hist', personRecord('Tréguer', 'Soizic'));
    await put('FRA-hist', personRecord('Tréguer', 'Soazig'));
    await service.call('DELETE', '/v1/records/FRA-hist', fra, { reason: 'an error' });
    const { body } = await service.call('GET', '/v1/records/FRA-hist/history', fra);
    const versions = at(body, 'versions') as { change: string; reason: string | null }[];
    expect(versions.map(({ change }) => change)).toEqual(['created', 'updated', 'withdraw']);
    expect(versions[2]?.reason).toBe('an error');
    expect((await service.call('GET', '/v1/records/FRA-hist/history', deuNcb)).status).toBe(404);
  });

  it("shows a member its own decision and nobody else's", async () => {
    await put('FRA-decide', personRecord('Le Goff', 'Tanguy'));
    const body = { decision: 'do-not-act', reason: 'no treaty' };
    const set = await service.call('PUT', '/v1/records/FRA-decide/decision', deuNcb, body);
    expect(set.status).toBe(200);
    const seen = await service.check(deu, { person: { fullName: 'Tanguy Le Goff' } });
    expect(at(seen.body, 'matches', 0, 'nationalDecision', 'decision')).toBe('do-not-act');
    const own = await service.check(fra, { person: { fullName: 'Tanguy Le Goff' } });
    expect(at(own.body, 'matches', 0, 'nationalDecision')).toBeNull();
  });

  it('is listed page by page to its owner', async () => {
    const seen: unknown[] = [];
    let cursor = '';
    for (;;) {
      const { body } = await service.call('GET', `/v1/records?limit=5${cursor}`, fra);
      seen.push(...(at(body, 'records') as unknown[]).map((record) => at(record, 'recordId')));
      const next = at(body, 'next');
      if (typeof next !== 'string') break;
      cursor = `&cursor=${next}`;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toContain('FRA-idem');
    expect(seen).toContain('FRA-decide');
    const { body } = await service.call('GET', '/v1/records', deuNcb);
    expect(at(body, 'records')).toEqual([]);
  });

  const bornBetween = (interval: string): object =>
    personRecord('A', 'B', { person: { names: [{ family: 'A' }], datesOfBirth: [interval] } });

  it.each([
    [personRecord('A', 'B', { colour: undefined }), 422, '/colour'],
    [personRecord('A', 'B', { person: undefined }), 422, '/person'],
    [personRecord('A', 'B', { person: { names: [] } }), 422, '/person/names'],
    [personRecord('A', 'B', { person: { names: [{ family: '--' }] } }), 422, '/person/names/0'],
    [personRecord('A', 'B', { action: 'shoot' }), 422, '/action'],
    [personRecord('A', 'B', { expiresOn: '2020-01-01' }), 422, '/expiresOn'],
    [personRecord('A', 'B', { restrictions: { deny: ['QQQ'] } }), 422, '/restrictions/deny/0'],
    [personRecord('A', 'B', { secret: 1 }), 400, '/secret'],
    [
      personRecord('A', 'B', {
        person: { names: [{ family: 'A' }], datesOfBirth: ['1974-02-30'] },
      }),
      422,
      '/person/datesOfBirth/0',
    ],
    [bornBetween('1974/..'), 422, '/person/datesOfBirth/0'],
    [bornBetween('../1974'), 422, '/person/datesOfBirth/0'],
    [bornBetween('/1974-08'), 422, '/person/datesOfBirth/0'],
    [bornBetween('1974/'), 422, '/person/datesOfBirth/0'],
    [bornBetween('..'), 400, '/person/datesOfBirth/0'],
    [documentRecord('DEU', 'C01X00T47'), 422, '/document/issuer'],
    [documentRecord('UTO', 'C01X00T47'), 422, '/document/issuer'],
    [documentRecord('FRA', 'C01?00T47'), 422, '/document/number'],
    [{ index: 'documents' }, 422, '/document'],
  ])('refuses %j with %d at %s', async (body, status, path) => {
    const reply = await put('FRA-bad', body);
    expect([reply.status, at(reply.body, 'path')]).toEqual([status, path]);
    expect((await service.call('GET', '/v1/records/FRA-bad', fra)).status).toBe(404);
  });
});

describe('a bulk push', () => {
  it('answers line by line and refuses a bad line alone', async () => {
    const lines = [
      JSON.stringify({ recordId: 'FRA-b1', ...personRecord('Bulk', 'One') }),
      '{"recordId":"FRA-b2"',
      JSON.stringify({ recordId: 'DEU-b3', ...personRecord('Bulk', 'Three') }),
      '',
      JSON.stringify({ recordId: 'FRA-b5', ...documentRecord('FRA', 'BULK5') }),
      JSON.stringify({ recordId: 'FRA-b6', filler: 'x'.repeat(70_000) }),
    ];
    const response = await fetch(`${service.url}/v1/records/bulk`, {
      method: 'POST',
      headers: { authorization: `Bearer ${fra}`, 'content-type': 'application/x-ndjson' },
      body: lines.join('\n'),
    });
    const answers = (await response.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { line: number; status: number });
    expect(answers.map(({ line, status }) => [line, status])).toEqual([
      [1, 201],
      [2, 400],
      [3, 403],
      [5, 201],
      [6, 413],
    ]);
  });

  it('lets the later of two lines of one record win', async () => {
    const lines = Array.from({ length: 200 }, (_, n) =>
      JSON.stringify({ recordId: 'FRA-twice', ...documentRecord('FRA', `TWICE${n}`) }),
    );
    await fetch(`${service.url}/v1/records/bulk`, {
      method: 'POST',
      headers: { authorization: `Bearer ${fra}`, 'content-type': 'application/x-ndjson' },
      body: lines.join('\n'),
    }).then((response) => response.text());
    const { body } = await service.call('GET', '/v1/records/FRA-twice', fra);
    expect([at(body, 'document', 'number'), at(body, 'version')]).toEqual(['TWICE199', 200]);
  });

  it('writes thousands of lines in their order', async () => {
    const lines = Array.from({ length: 5_000 }, (_, n) =>
      JSON.stringify({ recordId: `FRA-many-${n}`, ...documentRecord('FRA', `MANY${n}`) }),
    );
    const response = await fetch(`${service.url}/v1/records/bulk`, {
      method: 'POST',
      headers: { authorization: `Bearer ${fra}`, 'content-type': 'application/x-ndjson' },
      body: `${lines.join('\n')}\n`,
    });
    const answers = (await response.text()).trim().split('\n');
    expect(answers.map((line) => (JSON.parse(line) as { line: number }).line)).toEqual(
      lines.map((_, n) => n + 1),
    );
    for (const n of [0, 2_500, 4_999]) {
      const { body } = await service.check(deu, {
        documents: [{ number: `MANY${n}`, issuer: 'FRA' }],
      });
      expect(at(body, 'matches', 0, 'recordId')).toBe(`FRA-many-${n}`);
    }
  });
});
