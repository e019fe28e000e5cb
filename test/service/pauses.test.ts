/** Pauses and renewals of a member whose circulation is reviewed: nothing comes out of them that nobody has looked at. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, personRecord, type Reply } from '../support/running-service.js';
import { OWNER, ReviewScene } from './review-scene.js';

const scene = new ReviewScene();
const reason = { reason: 'it is over' };

beforeAll(async () => {
  await scene.start();
});
afterAll(() => scene.service.stop());

const act = (reference: string, action: string, body: object = reason): Promise<Reply> =>
  scene.call(`${OWNER} ncb`, 'POST', `/v1/records/${OWNER}-${reference}/${action}`, body);

describe('the end of a pause under a measure', () => {
  it('brings back at once what was published before', async () => {
    await scene.put('old', personRecord('Stara', 'Vesna'));
    await act('old', 'suspend');
    await scene.supervise();
    const reply = await act('old', 'resume');
    expect([reply.status, at(reply.body, 'state')]).toEqual([200, 'published']);
    expect(await scene.result('Vesna Stara')).toBe('match');
    await scene.lift();
  });

  it('holds what was sent during the pause, and publishes it when it is found compliant', async () => {
    await scene.put('new', personRecord('Nova', 'Zora'));
    await act('new', 'suspend');
    const sent = await scene.put('new', personRecord('Nova', 'Zora', { warnings: ['armed'] }));
    expect([sent.status, at(sent.body, 'state')]).toEqual([200, 'suspended']);
    await scene.supervise();
    const reply = await act('new', 'resume');
    expect([reply.status, at(reply.body, 'state')]).toEqual([202, 'in_review']);
    expect(await scene.result('Zora Nova')).toBe('clear');
    await scene.lift();
    expect(await scene.result('Zora Nova')).toBe('clear');
    await scene.decide(String(at(reply.body, 'reviewId')), 'compliant');
    expect(at((await scene.named('Zora Nova')).body, 'matches', 0)).toMatchObject({
      warnings: ['armed'],
      reviewStatus: 'compliant',
    });
  });

  it('like that of a block, which nobody but its owner has seen either', async () => {
    await scene.put('dispute', personRecord('Sporna', 'Mara'));
    const block = (action: string): Promise<Reply> =>
      scene.call('reviewer', 'POST', `/v1/records/${OWNER}-dispute/${action}`, reason);
    expect((await block('block')).status).toBe(200);
    await scene.put('dispute', personRecord('Sporna', 'Mara', { warnings: ['armed'] }));
    await scene.supervise();
    const reply = await block('unblock');
    expect([reply.status, at(reply.body, 'state')]).toEqual([202, 'in_review']);
    expect(await scene.result('Mara Sporna')).toBe('clear');
    await scene.decide(String(at(reply.body, 'reviewId')), 'compliant');
    expect(await scene.result('Mara Sporna')).toBe('match');
    await scene.lift();
  });

  it('brings it back at once where no measure is in force any more', async () => {
    await scene.put('free', personRecord('Slobodna', 'Iva'));
    await act('free', 'suspend');
    await scene.put('free', personRecord('Slobodna', 'Iva', { warnings: ['armed'] }));
    const reply = await act('free', 'resume');
    expect([reply.status, at(reply.body, 'state')]).toEqual([200, 'published']);
    expect(await scene.result('Iva Slobodna')).toBe('match');
  });
});

describe('a renewal while a version waits for review', () => {
  it('is the last day of that version too: what its owner said last holds', async () => {
    await scene.put('day', personRecord('Dnevna', 'Mila', { expiresOn: '2031-01-01' }));
    await scene.supervise();
    const changed = { expiresOn: '2031-01-01', warnings: ['armed'] };
    const id = await scene.held('day', personRecord('Dnevna', 'Mila', changed));
    expect((await act('day', 'renew', { ...reason, expiresOn: '2028-03-01' })).status).toBe(200);
    expect((await scene.decide(id, 'compliant')).status).toBe(200);
    const { body } = await scene.record('day');
    expect(at(body, 'state')).toBe('published');
    expect(at(body, 'record', 'warnings') ?? at(body, 'warnings')).toEqual(['armed']);
    expect(at(body, 'record', 'expiresOn') ?? at(body, 'expiresOn')).toBe('2028-03-01');
    await scene.lift();
  });
});

describe('the number of a version, as others read it', () => {
  it('counts what was circulated: what was held or refused in between leaves no gap', async () => {
    const look = async (): Promise<unknown[]> => {
      const { body, headers } = await scene.record('gap', 'EST ncb');
      return [at(body, 'version'), headers.get('etag')];
    };
    const record = (warnings: string[]): object => personRecord('Praznina', 'Nela', { warnings });
    await scene.put('gap', record([]));
    await scene.supervise();
    await scene.decide(await scene.held('gap', record(['armed'])), 'refused');
    await scene.held('gap', record(['violent']));
    const path = `/v1/records/${OWNER}-gap`;
    const deny = { deny: ['LVA'] };
    await scene.call(`${OWNER} ncb`, 'PUT', `${path}/restrictions`, deny);
    expect(await look()).toEqual([2, '"2"']);
    const act = { decision: 'act', reason: 'sought here too' };
    const decided = await scene.call('EST ncb', 'PUT', `${path}/decision`, act);
    expect(at(decided.body, 'version')).toBe(2);
    const last = await scene.held('gap', record(['health']));
    await scene.decide(last, 'compliant');
    expect(await look()).toEqual([3, '"3"']);
    const told = await scene.told('EST ncb', 'publication', 'gap');
    expect(told.map(({ body }) => at(body, 'version'))).toEqual([1, 3]);
    expect(at((await scene.record('gap')).body, 'version')).toBeGreaterThan(3);
    await scene.lift();
  });

  it('leaves none either for what waited when the record was withdrawn', async () => {
    const record = (warnings: string[]): object => personRecord('Povuceno', 'Iva', { warnings });
    await scene.put('back', record([]));
    await scene.supervise();
    await scene.held('back', record(['armed']));
    await scene.withdraw('back');
    await scene.decide(await scene.held('back', record(['health'])), 'compliant');
    expect(at((await scene.record('back', 'EST ncb')).body, 'version')).toBe(2);
    await scene.lift();
  });

  it('leaves none for what was sent during a pause, of which a retraction does not speak', async () => {
    const record = (warnings: string[]): object => personRecord('Stanka', 'Mia', { warnings });
    const until = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10);
    const pause = { reason: 'checking', until };
    for (const reference of ['quiet', 'over']) {
      await scene.put(reference, record([]));
      await act(reference, 'suspend', pause);
      await scene.put(reference, record(['armed']));
      await scene.put(reference, record(['violent']));
    }
    await act('quiet', 'resume');
    expect(at((await scene.record('quiet', 'EST ncb')).body, 'version')).toBe(2);
    await scene.withdraw('over');
    const [retraction] = await scene.told('EST ncb', 'retraction', 'over');
    expect(at(retraction?.body, 'version')).toBe(1);
  });
});
