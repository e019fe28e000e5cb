/** Which is told first of a call for a record: whose it is, or what is wrong with its form. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, documentRecord, personRecord, RunningService } from '../support/running-service.js';

const service = new RunningService();
let fra = '';

beforeAll(async () => {
  await service.start();
  fra = await service.token('FRA', 'ncb');
});
afterAll(() => service.stop());

const put = (id: string, body: object) => service.call('PUT', `/v1/records/${id}`, fra, body);
const person = personRecord('Personne', 'Aucune');
/** As JSON the field is not there. */
const indexless = { ...person, index: undefined };

describe('a call for the record of another member', () => {
  it.each([
    ['without an index', indexless],
    ['of an unknown colour', { ...person, colour: 'pink' }],
    ['with an unknown field', { ...person, extra: 1 }],
    ['of nobody', { ...person, person: { names: [] } }],
  ])('is forbidden, also %s', async (_what, body) => {
    const reply = await put('DEU-1', body);
    expect([reply.status, at(reply.body, 'code')]).toEqual([403, 'forbidden']);
    expect((await put('FRA-1', body)).status).toBeOneOf([400, 422]);
  });

  it.each([
    ['DELETE', ''],
    ['POST', '/suspend'],
    ['POST', '/resume'],
    ['POST', '/renew'],
    ['PUT', '/restrictions'],
  ])('by %s %s is forbidden before it is read', async (method, path) => {
    const wrong = { reason: '', deny: ['nobody'] };
    const of = (id: string) => service.call(method, `/v1/records/${id}${path}`, fra, wrong);
    const reply = await of('DEU-1');
    expect([reply.status, at(reply.body, 'code')]).toEqual([403, 'forbidden']);
    expect((await of('FRA-1')).status).toBeOneOf([400, 422]);
  });

  it('that is no record id at all is told so', async () => {
    const reply = await put('DEU_1', indexless);
    expect([reply.status, at(reply.body, 'path')]).toEqual([422, '/recordId']);
  });

  it('is judged the same in a line of a bulk push', async () => {
    const lines = [
      { ...indexless, recordId: 'DEU-1' },
      { ...person, recordId: 'DEU-2', colour: 'pink' },
      { ...indexless, recordId: 'FRA-1' },
      { ...person, recordId: 'DEU_3' },
      { ...person },
      { ...person, recordId: 3 },
      { ...documentRecord('FRA', 'OWN1'), recordId: 'FRA-2' },
    ];
    const answers = await service.bulk(fra, lines);
    expect(answers.map((line) => [at(line, 'status'), at(line, 'path')])).toEqual([
      [403, undefined],
      [403, undefined],
      [422, '/index'],
      [422, '/recordId'],
      [422, '/recordId'],
      [400, '/recordId'],
      [201, undefined],
    ]);
  });
});
