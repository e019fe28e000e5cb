/** Protected persons: found in what the other member sends, and to be learned of nowhere else. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, documentRecord, personRecord, type Reply } from '../support/running-service.js';
import { OTHERS, OWNER, ReviewScene } from './review-scene.js';

const scene = new ReviewScene();
const [PROTECTS, ALSO] = OTHERS;

beforeAll(async () => {
  await scene.start();
  await scene.supervise();
});
afterAll(() => scene.service.stop());

const person = (family: string, given: string, number?: string): object => ({
  names: [{ family, given }],
  datesOfBirth: ['1974-08-12'],
  documents: number === undefined ? [] : [{ number, issuer: OWNER }],
});

function protect(
  reference: string,
  who: object,
  more: object = {},
  member: string = PROTECTS,
): Promise<Reply> {
  const body = { against: OWNER, status: 'granted', person: who, ...more };
  return scene.call(`${member} ncb`, 'PUT', `/v1/protections/${reference}`, body);
}

interface Finding {
  readonly rule: string;
  readonly severity: string;
  readonly reason: string;
}

async function findingsOf(id: string): Promise<Finding[]> {
  const { body } = await scene.review(id);
  return (at(body, 'findings') as Finding[]).filter(({ rule }) => rule === 'protected.person');
}

const listOf = async (member: string): Promise<unknown> =>
  at((await scene.call(`${member} ncb`, 'GET', '/v1/protections')).body, 'protections');

describe('a protected person', () => {
  it.each([
    ['as written', personRecord('Sadykova', 'Gulnara')],
    ['in another script', personRecord('Садыкова', 'Гульнара')],
    ['in another colour', personRecord('Sadykova', 'Gulnara', { colour: 'green' })],
    ['by a document', documentRecord(OWNER, 'PRO12345')],
  ])('is found in what the other member sends, %s', async (how, record) => {
    await protect('p1', person('Sadykova', 'Gulnara', 'PRO12345'));
    const id = await scene.held(`f-${how.replaceAll(' ', '-')}`, record);
    const findings = await findingsOf(id);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ severity: 'grave' });
  });

  it('is found in what waits already when the protection is granted', async () => {
    const id = await scene.held('waits', personRecord('Abdulova', 'Nargiza'));
    expect(await findingsOf(id)).toEqual([]);
    await protect('late', person('Abdulova', 'Nargiza'));
    expect(await findingsOf(id)).toEqual([expect.objectContaining({ severity: 'grave' })]);
  });

  it('is not said to be protected by anybody: one or several, the finding is the same', async () => {
    await protect('one', person('Tursunov', 'Rustam'));
    await protect('two', person('Yusupov', 'Timur'));
    await protect('two', person('Yusupov', 'Timur'), {}, ALSO);
    await protect('three', person('Yusupov', 'Timur'), {}, ALSO);
    const texts = await Promise.all(
      [personRecord('Tursunov', 'Rustam'), personRecord('Yusupov', 'Timur')].map(
        async (record, n) => {
          const id = await scene.held(`who${n}`, record);
          expect((await scene.review(id)).text).not.toMatch(new RegExp(`${PROTECTS}|${ALSO}`));
          return findingsOf(id);
        },
      ),
    );
    expect(texts[0]).toEqual(texts[1]);
    expect(texts[0]).toHaveLength(1);
  });

  it('is not found in what others send, nor in somebody else', async () => {
    await protect('p2', person('Rakhimov', 'Farid'));
    const other = await scene.held('else', personRecord('Novosel', 'Tomislav'));
    expect(await findingsOf(other)).toEqual([]);
    await scene.supervise(ALSO);
    const path = `/v1/records/${ALSO}-f`;
    const held = await scene.call(`${ALSO} ncb`, 'PUT', path, personRecord('Rakhimov', 'Farid'));
    expect(await findingsOf(String(at(held.body, 'reviewId')))).toEqual([]);
  });

  it('is found no more once it is taken back, and is kept nowhere', async () => {
    await protect('p3', person('Akhmedova', 'Leyla', 'PRO99999'));
    const path = '/v1/protections/p3';
    expect((await scene.call(`${PROTECTS} ncb`, 'DELETE', path)).status).toBe(200);
    const id = await scene.held('back', personRecord('Akhmedova', 'Leyla'));
    expect(await findingsOf(id)).toEqual([]);
    expect(JSON.stringify(await listOf(PROTECTS))).not.toContain('Akhmedova');
    expect((await scene.call(`${PROTECTS} ncb`, 'DELETE', path)).status).toBe(404);
    // The same reference may be used again.
    expect((await protect('p3', person('Karimova', 'Nodira'))).status).toBe(200);
    expect(
      await findingsOf(await scene.held('back2', personRecord('Karimova', 'Nodira'))),
    ).toHaveLength(1);
  });

  it('changes with its member: status, person, and against whom', async () => {
    await protect('p4', person('Ibragimov', 'Ruslan'), { status: 'asked' });
    const [asked] = await findingsOf(await scene.held('ch1', personRecord('Ibragimov', 'Ruslan')));
    expect(asked?.reason).toContain('asked');
    await protect('p4', person('Ibragimov', 'Ruslan'));
    const [granted] = await findingsOf(
      await scene.held('ch2', personRecord('Ibragimov', 'Ruslan')),
    );
    expect(granted?.reason).toContain('granted');
    await protect('p4', person('Ibragimov', 'Ruslan'), { against: ALSO });
    expect(await findingsOf(await scene.held('ch3', personRecord('Ibragimov', 'Ruslan')))).toEqual(
      [],
    );
  });
});

describe('protections', () => {
  it('are listed to their own member alone', async () => {
    await protect('own', person('Valiyev', 'Anvar'));
    const own = (await listOf(PROTECTS)) as { reference: string }[];
    expect(own.find(({ reference }) => reference === 'own')).toMatchObject({
      against: OWNER,
      status: 'granted',
      person: { names: [expect.objectContaining({ family: 'Valiyev' })] },
    });
    expect(await listOf(OWNER)).toEqual([]);
    for (const who of ['reviewer', 'supervisor', 'auditor', `${PROTECTS} terminal`]) {
      expect((await scene.call(who, 'GET', '/v1/protections')).status, who).toBe(403);
      const one = await scene.call(who, 'DELETE', '/v1/protections/own');
      expect(one.status, who).toBe(403);
    }
    // Another member's reference of the same name is another's.
    expect((await scene.call(`${OWNER} ncb`, 'DELETE', '/v1/protections/own')).status).toBe(404);
    expect(JSON.stringify(await listOf(PROTECTS))).toContain('Valiyev');
  });

  it('are walked page by page', async () => {
    for (let n = 0; n < 5; n += 1) await protect(`w${n}`, person('Walk', `W${n}`), {}, ALSO);
    const all = (await listOf(ALSO)) as { reference: string }[];
    const walked: string[] = [];
    for (let cursor: string | null = '0'; cursor !== null;) {
      const path: string = `/v1/protections?limit=2&cursor=${cursor}`;
      const { body } = await scene.call(`${ALSO} ncb`, 'GET', path);
      walked.push(...(at(body, 'protections') as { reference: string }[]).map((p) => p.reference));
      cursor = at(body, 'next') as string | null;
    }
    expect(walked).toEqual(all.map(({ reference }) => reference));
  });

  it('are in no check, no record, no list, no history and no statistics', async () => {
    await protect('nowhere', person('Nigmatov', 'Bahrom', 'NOW12345'));
    for (const member of [OWNER, ...OTHERS]) {
      const reply = await scene.service.check(scene.token(`${member} terminal`), {
        person: { fullName: 'Bahrom Nigmatov', dateOfBirth: '1974-08-12' },
        documents: [{ number: 'NOW12345', issuer: OWNER }],
        minScore: 0,
        limit: 50,
      });
      expect(at(reply.body, 'result'), member).toBe('clear');
      expect(at(reply.body, 'matches'), member).toEqual([]);
    }
    const records = await scene.call(`${PROTECTS} ncb`, 'GET', '/v1/records');
    expect(at(records.body, 'records')).toEqual([]);
    for (const id of ['nowhere', `protected ${PROTECTS} nowhere`, `${PROTECTS}-nowhere`]) {
      const path = `/v1/records/${encodeURIComponent(id)}`;
      for (const who of [`${PROTECTS} ncb`, `${OWNER} ncb`, 'reviewer']) {
        for (const where of ['', '/history']) {
          expect((await scene.call(who, 'GET', `${path}${where}`)).status).toBe(404);
        }
      }
    }
    const { text } = await scene.call('auditor', 'GET', '/v1/stats');
    expect(text).not.toContain('protected');
  });

  it.each([
    [{ against: 'ZZZ' }, 422, '/against'],
    [{ against: PROTECTS }, 422, '/against'],
    [{ against: 'hr' }, 422, '/against'],
    [{ status: 'perhaps' }, 422, '/status'],
    [{ person: { names: [] } }, 422, '/person/names'],
    [{ person: { names: [{ family: '...' }] } }, 422, '/person/names/0'],
    [
      { person: { names: [{ family: 'A' }], datesOfBirth: ['1974-13-01'] } },
      422,
      '/person/datesOfBirth/0',
    ],
    [{ person: undefined }, 422, '/person'],
    [{ more: 1 }, 400, '/more'],
  ])('%j are refused with %d at %s', async (more, status, path) => {
    const reply = await protect('bad', person('Bad', 'Body'), more);
    expect([reply.status, at(reply.body, 'path')]).toEqual([status, path]);
    expect(JSON.stringify(await listOf(PROTECTS))).not.toContain('"bad"');
  });

  it('take a reference that can be written', async () => {
    const reply = await protect('a%20b', person('Bad', 'Reference'));
    expect([reply.status, at(reply.body, 'path')]).toEqual([422, '/reference']);
    expect((await protect('x'.repeat(49), person('Bad', 'Reference'))).status).toBe(422);
  });
});
