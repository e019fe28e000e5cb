import { appendFileSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  RunningService,
  at,
  documentRecord,
  personRecord,
  until,
} from '../support/running-service.js';

const service = new RunningService();
let fra = '';
let deu = '';
let auditor = '';

beforeAll(async () => {
  await service.start();
  fra = await service.token('FRA', 'ncb');
  deu = await service.token('DEU', 'terminal', 'border');
  auditor = await service.token('XPO', 'auditor');
  await service.call('PUT', '/v1/records/FRA-a', fra, personRecord('Le Bihan', 'Maëlys'));
  await service.call('PUT', '/v1/records/FRA-d', fra, documentRecord('FRA', 'AUD12345'));
});
afterAll(() => service.stop());

interface Entry {
  readonly kind: string;
  readonly checkId?: string;
  readonly result?: string;
  readonly returned?: string[];
  readonly searched?: string;
  readonly action?: string;
  readonly agency?: string | null;
  readonly onBehalfOf?: string | null;
}

async function entries(): Promise<Entry[]> {
  const found: Entry[] = [];
  let cursor = '';
  for (;;) {
    const { status, body } = await service.call('GET', `/v1/audit?limit=100${cursor}`, auditor);
    expect(status).toBe(200);
    found.push(...(at(body, 'entries') as Entry[]));
    const next = at(body, 'next');
    if (typeof next !== 'string') return found;
    cursor = `&cursor=${next}`;
  }
}

describe('the audit', () => {
  it('holds every answered check, hits and misses, without the data searched', async () => {
    const hit = await service.check(deu, {
      person: { fullName: 'Maëlys Le Bihan' },
      onBehalfOf: { user: 'officer-7' },
    });
    const miss = await service.check(deu, { documents: [{ number: 'NOWHERE9', issuer: 'FRA' }] });
    const all = await entries();
    const entryOf = (reply: typeof hit): Entry | undefined =>
      all.find(({ checkId }) => checkId === at(reply.body, 'checkId'));
    expect(entryOf(hit)).toMatchObject({
      kind: 'check',
      result: 'match',
      returned: ['FRA-a'],
      agency: 'border',
      onBehalfOf: 'officer-7',
    });
    expect(entryOf(miss)).toMatchObject({ kind: 'check', result: 'clear', returned: [] });
    expect(JSON.stringify(all)).not.toContain('NOWHERE9');
    expect(JSON.stringify(all).toUpperCase()).not.toContain('BIHAN');
  });

  it('names equal searches equally and different ones differently', async () => {
    const search = async (number: string): Promise<string | undefined> => {
      const reply = await service.check(deu, { documents: [{ number, issuer: 'FRA' }] });
      return (await entries()).find(({ checkId }) => checkId === at(reply.body, 'checkId'))
        ?.searched;
    };
    const [one, same, other] = [
      await search('SAME1'),
      await search('same-1'),
      await search('OTHER1'),
    ];
    expect(one).toBe(same);
    expect(one).not.toBe(other);
  });

  it('holds what was changed by whom, and that the audit was read', async () => {
    await entries();
    const actions = (await entries()).map(({ action }) => action);
    expect(actions).toContain('record.put');
    expect(actions).toContain('credential.issue');
    expect(actions).toContain('audit.read');
  });

  it('counts checks per asking and per owning member, over a restart too', async () => {
    const before = await service.call('GET', '/v1/stats', auditor);
    const count = (
      body: unknown,
      list: string,
      key: string,
      code: string,
      field: string,
    ): number => {
      const rows = at(body, list) as Record<string, unknown>[];
      return Number(rows.find((row) => row[key] === code)?.[field] ?? 0);
    };
    const checks = Array.from({ length: 300 }, (_, n) => ({
      purpose: 'border',
      documents: [{ number: n % 3 === 0 ? 'AUD12345' : `MISS${n}`, issuer: 'FRA' }],
    }));
    await service.call('POST', '/v1/checks/batch', deu, { checks });
    await service.end();
    await service.start();
    const after = await service.call('GET', '/v1/stats', auditor);
    const gained = (list: string, key: string, code: string, field: string): number =>
      count(after.body, list, key, code, field) - count(before.body, list, key, code, field);
    expect(gained('byMember', 'member', 'DEU', 'checks')).toBe(300);
    expect(gained('byMember', 'member', 'DEU', 'matches')).toBe(100);
    expect(gained('byOwner', 'owner', 'FRA', 'checksAgainst')).toBe(100);
    expect(gained('byOwner', 'owner', 'FRA', 'matches')).toBe(100);
  });

  it('shows a bureau its own rows alone', async () => {
    const deuNcb = await service.token('DEU', 'ncb');
    const { body } = await service.call('GET', '/v1/stats', deuNcb);
    expect(
      (at(body, 'byMember') as { member: string }[]).every(({ member }) => member === 'DEU'),
    ).toBe(true);
    expect(at(body, 'byOwner')).toEqual([]);
    expect((await service.call('GET', '/v1/stats/owners/FRA', deuNcb)).status).toBe(403);
    const own = await service.call('GET', '/v1/stats/owners/FRA', fra);
    expect(Number(at(own.body, 'byDay', 0, 'checksAgainst'))).toBeGreaterThanOrEqual(100);
  });

  it('is moved to disk, leaves Redis, and is verified and exported whole', async () => {
    const checks = Array.from({ length: 10 }, (_, n) => ({
      purpose: 'border',
      documents: [{ number: `ARCH${n}`, issuer: 'FRA' }],
    }));
    const total = 600;
    for (let n = 0; n < total; n += 1) {
      await service.call('POST', '/v1/checks/batch', deu, { checks });
    }
    // The chain of a process that has ended goes to disk.
    await service.end();
    await service.start();
    const dir = join(service.dir, 'audit');
    await until(async () => {
      try {
        return readdirSync(dir).length > 0;
      } catch {
        return false;
      }
    });
    expect(await service.cli(['audit', 'verify'])).toContain('no problem found');
    const exported = (await service.cli(['audit', 'export'])).trim().split('\n');
    const ids = exported.map((line) => (JSON.parse(line) as Entry).checkId).filter(Boolean);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThanOrEqual(total * 10);
  });

  it('shows where it was tampered with', async () => {
    const dir = join(service.dir, 'audit');
    const chain = readdirSync(dir)[0] ?? '';
    const name = readdirSync(join(dir, chain))[0] ?? '';
    const file = join(dir, chain, name);
    const original = readFileSync(file);
    const bytes = gunzipSync(original);
    const changed = Buffer.from(bytes);
    const place = changed.indexOf('DEU');
    changed.write('ITA', place);
    writeFileSync(file, gzipSync(changed));
    await expect(service.cli(['audit', 'verify'])).rejects.toMatchObject({ code: 1 });
    writeFileSync(file, original);
    appendFileSync(file, 'x');
    writeFileSync(file, original);
    expect(await service.cli(['audit', 'verify'])).toContain('no problem found');
  });
});
