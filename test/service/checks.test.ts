import { pack, unpack } from 'msgpackr';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RunningService, at, documentRecord, personRecord } from '../support/running-service.js';

const service = new RunningService();
let fra = '';
let deu = '';

beforeAll(async () => {
  await service.start();
  fra = await service.token('FRA', 'ncb');
  deu = await service.token('DEU', 'terminal');
  const anna = personRecord('Eriksson', 'Anna Maria', {
    person: {
      names: [{ family: 'Eriksson', given: 'Anna Maria' }],
      datesOfBirth: ['1974-08-12'],
      sex: 'F',
      nationalities: ['SWE'],
      documents: [{ number: 'L898902C3', issuer: 'SWE', type: 'P' }],
    },
  });
  expect((await service.call('PUT', '/v1/records/FRA-anna', fra, anna)).status).toBe(201);
  const lost = documentRecord('FRA', '12AB34567');
  expect((await service.call('PUT', '/v1/records/FRA-doc', fra, lost)).status).toBe(201);
});
afterAll(() => service.stop());

const ids = (body: unknown): unknown[] =>
  (at(body, 'matches') as unknown[]).map((match) => at(match, 'recordId'));

describe('a check', () => {
  it('finds a person by name and date of birth and explains each field', async () => {
    const { status, body } = await service.check(deu, {
      person: {
        fullName: 'ANNA MARIA ERIKSSON',
        dateOfBirth: '1974-08-12',
        sex: 'F',
        nationalities: ['SWE'],
      },
    });
    expect(status).toBe(200);
    expect(at(body, 'result')).toBe('match');
    expect(at(body, 'indexes')).toEqual({ wanted: 'answered', missing: 'answered' });
    expect(ids(body)).toEqual(['FRA-anna']);
    const match = at(body, 'matches', 0);
    expect(at(match, 'owner')).toBe('FRA');
    expect(at(match, 'response')).toBe('stop');
    const fields = (at(match, 'explanation') as { field: string }[]).map(({ field }) => field);
    expect(fields).toEqual(['name', 'dateOfBirth', 'sex', 'nationality']);
    expect(at(match, 'handling')).toContain('not proof of identity');
  });

  it('finds a lost document however its number is written', async () => {
    for (const number of ['12AB34567', '12ab34567', '12 AB-345 67', '12AB34567<']) {
      const { body } = await service.check(deu, { documents: [{ number, issuer: 'FRA' }] });
      expect(at(body, 'result')).toBe('match');
      expect(ids(body)).toEqual(['FRA-doc']);
      expect(at(body, 'indexes', 'documents')).toBe('answered');
    }
  });

  it('finds a wanted person by the passport alone', async () => {
    const { body } = await service.check(deu, {
      documents: [{ number: 'L898902C3', issuer: 'SWE' }],
    });
    expect(ids(body)).toEqual(['FRA-anna']);
    expect(at(body, 'matches', 0, 'index')).toBe('wanted');
  });

  it('does not take the same number of another issuer for the same document', async () => {
    const { body } = await service.check(deu, {
      documents: [{ number: '12AB34567', issuer: 'BEL' }],
    });
    expect(at(body, 'result')).toBe('clear');
  });

  it('reads a zone into person and document', async () => {
    const { body } = await service.check(deu, {
      mrz: [
        'P<SWEERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<',
        'L898902C36SWE7408122F1204159ZE184226B<<<<<10',
      ],
    });
    expect(ids(body)).toEqual(['FRA-anna']);
    expect(at(body, 'mrz', 'format')).toBe('TD3');
  });

  it('looks both readings up when a check digit of the zone fails', async () => {
    const { body } = await service.check(deu, {
      mrz: [
        'P<SWEERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<',
        'L8989O2C36SWE7408122F1204159ZE184226B<<<<<10',
      ],
    });
    expect(JSON.stringify(at(body, 'mrz', 'problems'))).toContain('check-digit');
    expect(at(body, 'result')).toBe('match');
    const explained = JSON.stringify(at(body, 'matches', 0, 'explanation'));
    expect(explained).toContain('"document","score":1');
  });

  it('takes a person without a name from a zone, and a name written in both ways', async () => {
    const mrz = [
      'P<SWEERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<',
      'L898902C36SWE7408122F1204159ZE184226B<<<<<10',
    ];
    const born = await service.check(deu, { person: { dateOfBirth: '1974-08-12' }, mrz });
    expect(ids(born.body)).toEqual(['FRA-anna']);
    const written = {
      fullName: 'Anna Maria Eriksson',
      name: { family: 'Eriksson', given: 'Anna Maria' },
    };
    const both = await service.check(deu, { person: { ...written, dateOfBirth: '1974-08-12' } });
    expect(ids(both.body)).toEqual(['FRA-anna']);
    expect(at(both.body, 'matches', 0, 'score')).toBeGreaterThan(0.95);
  });

  it('of a zone without a legible document says that the index of documents was not asked', async () => {
    const nameless = [
      'P<SWEERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<',
      '<<<<<<<<<0SWE7408122F1204159ZE184226B<<<<<<8',
    ];
    const { body } = await service.check(deu, { mrz: nameless });
    expect(at(body, 'indexes')).toEqual({ wanted: 'answered', missing: 'answered' });
    expect(ids(body)).toEqual(['FRA-anna']);
  });

  it('answers and reports a specimen and never matches it', async () => {
    const { status, body } = await service.check(deu, {
      mrz: [
        'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<',
        'L898902C36UTO7408122F1204159ZE184226B<<<<<10',
      ],
    });
    expect(status).toBe(200);
    expect(at(body, 'result')).toBe('clear');
    expect(JSON.stringify(at(body, 'mrz', 'problems'))).toContain('specimen');
  });

  it('speaks MessagePack when asked in it', async () => {
    const response = await fetch(`${service.url}/v1/checks`, {
      method: 'POST',
      headers: { authorization: `Bearer ${deu}`, 'content-type': 'application/msgpack' },
      body: pack({ purpose: 'border', documents: [{ number: '12AB34567', issuer: 'FRA' }] }),
    });
    expect(response.headers.get('content-type')).toBe('application/msgpack');
    const body: unknown = unpack(Buffer.from(await response.arrayBuffer()));
    expect(ids(body)).toEqual(['FRA-doc']);
  });

  it('refuses MessagePack texts that are not UTF-8, as it does in JSON', async () => {
    const latin = Buffer.from('fullName: x');
    latin[latin.length - 1] = 0xff;
    const text = (bytes: Buffer): Buffer =>
      Buffer.concat([Buffer.from([0xa0 + bytes.length]), bytes]);
    const body = Buffer.concat([
      Buffer.from([0x82]),
      pack('purpose'),
      pack('border'),
      pack('person'),
      Buffer.from([0x81]),
      pack('fullName'),
      text(latin),
    ]);
    const response = await fetch(`${service.url}/v1/checks`, {
      method: 'POST',
      headers: { authorization: `Bearer ${deu}`, 'content-type': 'application/msgpack' },
      body,
    });
    expect([response.status, at(await response.json(), 'code')]).toEqual([400, 'invalid_request']);
  });

  it('answers a batch in order, each check for itself', async () => {
    const hit = { purpose: 'border', documents: [{ number: '12AB34567', issuer: 'FRA' }] };
    const miss = { purpose: 'border', documents: [{ number: 'NOTHING1', issuer: 'FRA' }] };
    const bad = { purpose: 'border', documents: [{ number: '?', issuer: 'FRA' }] };
    const { status, body } = await service.call('POST', '/v1/checks/batch', deu, {
      checks: [hit, bad, miss],
    });
    expect(status).toBe(200);
    expect(at(body, 'replies', 0, 'reply', 'result')).toBe('match');
    expect(at(body, 'replies', 1, 'status')).toBe(422);
    expect(at(body, 'replies', 1, 'problem', 'path')).toBe('/documents/0/number');
    expect(at(body, 'replies', 2, 'reply', 'result')).toBe('clear');
  });

  it.each([
    [{}, 422, ''],
    [{ person: { dateOfBirth: '1974-08-12' } }, 422, '/person'],
    [{ person: { fullName: '...' } }, 422, '/person/fullName'],
    [{ person: { fullName: 'A B', dateOfBirth: '1974-02-30' } }, 422, '/person/dateOfBirth'],
    [{ person: { fullName: 'A B', dateOfBirth: 'yesterday' } }, 400, '/person/dateOfBirth'],
    [{ person: { fullName: 'A B', shoeSize: 44 } }, 400, '/person/shoeSize'],
    [{ person: { fullName: 7 } }, 400, '/person/fullName'],
    [{ documents: [{ number: 'AB1' }] }, 422, '/documents/0/issuer'],
    [{ documents: [{ number: 'AB1', issuer: 'QQQ' }] }, 422, '/documents/0/issuer'],
    [{ documents: [], person: { fullName: 'A B' } }, 422, '/documents'],
    [{ mrz: ['P<SWE'] }, 422, '/mrz'],
    [{ mrz: ['P<SWE'.padEnd(63, '<'), ''] }, 422, '/mrz'],
    [{ mrz: ['P'.repeat(5_000)] }, 422, '/mrz'],
    [{ person: { fullName: 'A B', name: { family: '-' } } }, 422, '/person/name'],
    [{ person: { fullName: 'A B' }, limit: 51 }, 422, '/limit'],
    [{ person: { fullName: 'A B' }, purpose: 'curiosity' }, 422, '/purpose'],
    [{ person: { fullName: 'x'.repeat(201) } }, 422, '/person/fullName'],
    [{ person: { fullName: 'A B' }, __proto: 1 }, 400, '/__proto'],
  ])('refuses %j with %d at %s', async (body, status, path) => {
    const reply = await service.check(deu, body);
    expect([reply.status, at(reply.body, 'path') ?? '']).toEqual([status, path]);
    expect(reply.headers.get('content-type')).toBe('application/problem+json');
  });

  it('lists weaker candidates on request without calling them a match', async () => {
    const weak = await service.check(deu, {
      person: { fullName: 'Anna Erikson', dateOfBirth: '1931' },
      minScore: 0.2,
    });
    expect(at(weak.body, 'result')).toBe('clear');
    expect(ids(weak.body)).toEqual(['FRA-anna']);
  });

  it('never hides a match behind a higher minimum', async () => {
    const { body } = await service.check(deu, {
      person: { fullName: 'Anna Maria Erikson', dateOfBirth: '1974' },
      minScore: 1,
    });
    expect(at(body, 'result')).toBe('match');
  });
});
