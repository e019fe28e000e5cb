/** Default restrictions that become wider: whoever sees more by them is told of it, by and by, and nobody else. */
import { afterEach, describe, expect, it } from 'vitest';
import { ClockedService } from '../support/clocked-service.js';
import { at, documentRecord, personRecord, type Reply } from '../support/running-service.js';

let service = new ClockedService('2026-03-01');
afterEach(() => service.stop());

const tokens = new Map<string, string>();
const token = (whose: string): string => tokens.get(whose) ?? '';

async function startWith(...members: string[]): Promise<void> {
  service = await new ClockedService('2026-03-01').start();
  for (const member of members) tokens.set(member, await service.token(member, 'ncb'));
}

const put = async (id: string, record: object): Promise<void> => {
  const owner = token(id.slice(0, 3));
  const { status } = await service.call('PUT', `/v1/records/${id}`, owner, record);
  expect([200, 201, 202]).toContain(status);
};

async function bindAll(bounds: object, whose = 'FRA', member = 'FRA'): Promise<Reply> {
  const path = `/v1/members/${member}/restrictions`;
  const reply = await service.call('PUT', path, token(whose), bounds);
  expect(reply.status).toBe(200);
  return reply;
}

/** Publications that a member is shown, as `record version`, behind what it has acknowledged. */
async function published(member: string): Promise<string[]> {
  const { body } = await service.call('GET', '/v1/inbox?limit=500', token(member));
  return (at(body, 'messages') as unknown[])
    .filter((told) => at(told, 'type') === 'publication')
    .map((told) => `${String(at(told, 'recordId'))} ${String(at(told, 'body', 'version'))}`);
}

async function acknowledgeAll(member: string): Promise<void> {
  const { body } = await service.call('GET', '/v1/inbox?limit=500', token(member));
  const upTo = { upTo: at(body, 'next') };
  expect((await service.call('POST', '/v1/inbox/ack', token(member), upTo)).status).toBe(200);
}

/** What is still to be told, as it is stored: nothing is left of what is told. */
async function waiting(): Promise<string[]> {
  const rows = await service.redis('HVALS', 'widenings');
  return (Array.isArray(rows) ? rows : []).map(String);
}

describe('defaults that become wider', () => {
  it('are followed by publications to those who see more by them, and to nobody else', async () => {
    await startWith('FRA', 'SWE', 'NOR');
    await bindAll({ deny: ['SWE'] });
    await put('FRA-1', personRecord('Plus', 'Large'));
    await put('FRA-denied', personRecord('Jamais', 'Vu', { restrictions: { deny: ['SWE'] } }));
    await put('FRA-paused', personRecord('Pause', 'Encore'));
    await put('FRA-doc', documentRecord('FRA', 'WIDE123'));
    await put('FRA-held', personRecord('Avis', 'Retenu', { kind: 'notice' }));
    await put('FRA-gone', personRecord('Parti', 'Avant'));
    const pause = { reason: 'a test', until: '2026-04-01' };
    await service.call('POST', '/v1/records/FRA-paused/suspend', token('FRA'), pause);
    await service.call('DELETE', '/v1/records/FRA-gone', token('FRA'), { reason: 'a test' });
    await service.sweep();
    const toldNorway = await published('NOR');
    expect(await published('SWE')).toEqual([]);
    await bindAll({ deny: [] });
    await service.sweep();
    expect(await published('SWE')).toEqual(['FRA-1 1']);
    expect(await published('NOR')).toEqual(toldNorway);
    expect(await waiting()).toEqual([]);
    await service.sweep();
    expect(await published('SWE')).toEqual(['FRA-1 1']);
    await service.call('POST', '/v1/records/FRA-paused/resume', token('FRA'), { reason: 'over' });
    expect(await published('SWE')).toContain('FRA-paused 1');
    expect(service.troubles).toEqual([]);
  });

  it('bring back a publication that was passed over while the defaults hid it', async () => {
    await startWith('FRA', 'SWE', 'ITA');
    await put('FRA-back', personRecord('Revient', 'Enfin'));
    await bindAll({ deny: ['SWE'] });
    await put('ITA-seen', personRecord('Visto', 'Subito'));
    expect(await published('SWE')).toEqual(['ITA-seen 1']);
    await acknowledgeAll('SWE');
    await put('FRA-seen', personRecord('Vu', 'Toujours', { recipients: ['SWE'] }));
    await service.sweep();
    expect(await published('SWE')).toEqual([]);
    await bindAll({ deny: ['NOR'] });
    await service.sweep();
    expect((await published('SWE')).sort()).toEqual(['FRA-back 1', 'FRA-seen 1']);
  });

  it('are followed too where they are the end of what a reviewer had set', async () => {
    await startWith('FRA', 'SWE');
    tokens.set('reviewer', await service.token('XPO', 'reviewer'));
    await put('FRA-p', personRecord('Sous', 'Garde'));
    await acknowledgeAll('SWE');
    const away = (state: string): Promise<Reply> =>
      service.call('POST', '/v1/members/FRA/connection', token('FRA'), { state, reason: 'a test' });
    await away('disconnected');
    await bindAll({ allowOnly: ['NOR'] }, 'reviewer');
    await service.sweep();
    await away('connected');
    await bindAll({});
    await service.sweep();
    expect(await published('SWE')).toEqual(['FRA-p 1']);
  });

  it('miss nobody where they change again before all is told', async () => {
    await startWith('FRA', 'SWE', 'NOR');
    await bindAll({ deny: ['NOR', 'SWE'] });
    await put('FRA-twice', personRecord('Deux', 'Fois'));
    await bindAll({ deny: ['NOR'] });
    await bindAll({ deny: ['SWE'] });
    await bindAll({ deny: [] });
    await service.sweep();
    expect(await published('SWE')).toEqual(['FRA-twice 1']);
    expect(await published('NOR')).toEqual(['FRA-twice 1']);
  });

  it('are followed to the end over an outage of the service, each record once', async () => {
    const count = 100;
    await startWith('FRA', 'SWE');
    await bindAll({ deny: ['SWE'] });
    const records = Array.from({ length: count }, (_, n) => ({
      recordId: `FRA-m${n}`,
      ...personRecord('Nombreux', `Numero ${n}`, { recipients: ['SWE'] }),
    }));
    const response = await fetch(`${service.service.url}/v1/records/bulk`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token('FRA')}`, 'content-type': 'application/x-ndjson' },
      body: records.map((record) => JSON.stringify(record)).join('\n'),
    });
    expect((await response.text()).trim().split('\n')).toHaveLength(count);
    await bindAll({});
    const [row] = await waiting();
    expect(row).toBeDefined();
    // The sweep is ended where it stands, and what it had not told is told by the next service.
    const sweep = service.service.retention.run().catch(() => undefined);
    while ((await service.told('SWE')).length < 20) await service.redis('PING');
    await service.end();
    await sweep;
    await service.start();
    await service.sweep();
    const told = await published('SWE');
    expect(told.sort()).toEqual(records.map(({ recordId }) => `${recordId} 1`).sort());
    expect(await waiting()).toEqual([]);
  });

  it('that become narrower, or stay as they are, are followed by nothing', async () => {
    await startWith('FRA', 'SWE');
    await put('FRA-n', personRecord('Plus', 'Etroit'));
    await bindAll({ deny: ['NOR'] });
    await bindAll({ deny: ['NOR'] });
    await bindAll({ deny: ['ITA', 'NOR'] });
    expect(await waiting()).toEqual([]);
    await service.sweep();
    expect(await published('SWE')).toEqual(['FRA-n 1']);
  });
});
