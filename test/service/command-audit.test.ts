/** What is done by the command on the operator's machine is on record, whether the service runs or not. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openLink, type Link } from '../../src/store/redis-client.js';
import { KEYS } from '../../src/store/keys.js';
import { at, RunningService } from '../support/running-service.js';

const service = new RunningService();
let auditor = '';

beforeAll(async () => {
  await service.start();
  auditor = await service.token('XPO', 'auditor');
});
afterAll(() => service.stop());

type Entry = Record<string, unknown>;

const linesOf = (text: string): Entry[] =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Entry);

/** The entries of the command's own chain, as it exports them; the export itself is the last of them. */
async function recorded(): Promise<Entry[]> {
  const entries = linesOf(await service.cli(['audit', 'export']));
  return entries.filter(({ chain }) => chain === 'command');
}

const READ = {
  kind: 'read',
  credentialId: 'command',
  member: 'XPO',
  role: 'operator',
  action: 'audit.read',
  subject: '/',
  status: 200,
};

async function withRedis(use: (redis: Link) => Promise<unknown>): Promise<void> {
  const url = `unix:${service.redisSocket}`;
  const redis = await openLink({ url, mode: 'single', onTrouble: () => undefined });
  await use(redis).finally(() => redis.close());
}

async function refused(...words: string[]): Promise<string> {
  return endedWith(1, words);
}

/** What is said where nothing is printed. */
async function endedWith(code: number, words: readonly string[]): Promise<string> {
  const failed: unknown = await service.cli(words).then(
    () => null,
    (error: unknown) => error,
  );
  expect([at(failed, 'code'), at(failed, 'stdout')]).toEqual([code, '']);
  return String(at(failed, 'stderr'));
}

const ISSUE = ['credential', 'issue', '--country', 'FRA', '--role', 'ncb'];

function theCommand(): void {
  it('leaves an entry when it exports the audit, which the export shows already', async () => {
    const before = await recorded();
    const after = await recorded();
    expect(after).toHaveLength(before.length + 1);
    expect(after.at(-1)).toMatchObject({ ...READ, number: before.length + 1 });
  });

  it('names the span that was exported', async () => {
    const span = ['--from', '2026-01-01T00:00:00Z', '--to', '2026-01-02'];
    await service.cli(['audit', 'export', ...span]);
    const subject = '2026-01-01T00:00:00.000Z/2026-01-02T00:00:00.000Z';
    expect((await recorded()).at(-2)).toMatchObject({ ...READ, subject });
  });

  it.each([
    ['--from', '2026-02-30', '--from takes an ISO 8601 instant'],
    ['--from', '2026-02-30T00:00:00Z', '--from takes an ISO 8601 instant'],
    ['--to', '2026-04-31', '--to takes an ISO 8601 instant'],
    ['--to', 'Feb 1 2026', '--to takes an ISO 8601 instant'],
  ])('exports nothing %s %s, which no calendar has', async (option, text, said) => {
    expect(await endedWith(2, ['audit', 'export', option, text])).toContain(said);
  });

  it('exports nothing where the span ends before it begins', async () => {
    const span = ['--from', '2026-01-02', '--to', '2026-01-01'];
    const said = await endedWith(2, ['audit', 'export', ...span]);
    expect(said).toContain('--from is later than --to');
  });

  it('leaves an entry when it verifies the audit, and finds its own chain whole', async () => {
    const before = await recorded();
    expect(await service.cli(['audit', 'verify'])).toContain('no problem found');
    expect((await recorded()).slice(before.length)).toMatchObject([READ, READ]);
  });

  it('leaves an entry when it issues and when it revokes a credential', async () => {
    const issued = JSON.parse(await service.cli(ISSUE)) as unknown;
    const subject = String(at(issued, 'credentialId'));
    await service.cli(['credential', 'revoke', subject]);
    const by = { kind: 'call', credentialId: 'command', member: 'XPO', role: 'operator', subject };
    expect((await recorded()).slice(-3)).toMatchObject([
      { ...by, action: 'credential.issue', status: 201 },
      { ...by, action: 'credential.revoke', status: 200 },
      READ,
    ]);
  });

  it('leaves no entry for what it has not done', async () => {
    const before = await recorded();
    await refused('credential', 'revoke', 'nobody');
    expect(await recorded()).toHaveLength(before.length + 1);
  });
}

describe('the command, while the service runs,', () => {
  theCommand();

  it('leaves as many entries as it is run at once', async () => {
    const before = await recorded();
    const runs = Array.from({ length: 5 }, () => service.cli(['audit', 'verify']));
    for (const said of await Promise.all(runs)) expect(said).toContain('no problem found');
    expect(await recorded()).toHaveLength(before.length + 6);
  });

  it('is seen by the auditor of the service', async () => {
    await service.cli(['audit', 'verify']);
    const { body } = await service.call('GET', '/v1/audit?limit=500', auditor);
    const entries = at(body, 'entries') as Entry[];
    const own = entries.filter(
      ({ chain, action }) => chain === 'command' && action === READ.action,
    );
    expect(own.at(-1)).toMatchObject(READ);
  });

  it.each([['audit', 'export'], ['audit', 'verify'], ISSUE])(
    'prints nothing where the store takes no more: %s %s',
    async (...words) => {
      await withRedis(async (redis) => {
        await redis.send(['CONFIG', 'SET', 'maxmemory', '1']);
        await refused(...words).finally(() => redis.send(['CONFIG', 'SET', 'maxmemory', '0']));
      });
    },
  );
});

describe('the command, while the service does not run,', () => {
  beforeEach(() => service.end());
  theCommand();
});

describe('the command, where its own chain cannot be continued,', () => {
  beforeEach(async () => {
    await service.start();
    await withRedis((redis) => redis.send(['HSET', KEYS.auditHeads, 'command', 'torn']));
  });
  afterEach(() => service.end());

  it.each([['audit', 'export'], ['audit', 'verify'], ISSUE])(
    'says so and prints nothing else, with the service and without: %s %s',
    async (...words) => {
      expect(await refused(...words)).toContain('The audit chain has no readable head.');
      await service.end();
      expect(await refused(...words)).toContain('The audit chain has no readable head.');
    },
  );
});
