import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { VARIABLES } from '../../src/config.js';
import { configFrom } from '../../src/config.js';
import { FAILURES } from '../../src/errors.js';
import { ROOT } from '../architecture/sources.js';

const read = (name: string): string => readFileSync(join(ROOT, name), 'utf8');
const readme = read('README.md');

describe('the README', () => {
  it('lists every variable with its default and meaning, and no other', () => {
    const rows = [...readme.matchAll(/^\| `([A-Z_]+)` \| (?:`([^`]*)`)? ?\| (.*) \|$/gm)].map(
      ([, name, value, meaning]) => [name, value ?? '', meaning],
    );
    const known = Object.entries(VARIABLES).map(([name, row]) => [name, row.default, row.meaning]);
    expect(rows).toEqual(known);
  });

  it('links only to what is there', () => {
    for (const name of ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md']) {
      for (const [, target = ''] of read(name).matchAll(/\]\(([^)#]+)\)/g)) {
        if (target.startsWith('http')) continue;
        expect([name, target, existsSync(join(ROOT, target))]).toEqual([name, target, true]);
      }
    }
  });

  it('names only scripts that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    for (const name of ['README.md', 'CONTRIBUTING.md']) {
      for (const [, script = ''] of read(name).matchAll(/npm run ([a-z]+)/g)) {
        expect([name, script, script in scripts]).toEqual([name, script, true]);
      }
    }
  });
});

describe('the architecture', () => {
  it('names every room of the sources', () => {
    const text = read('ARCHITECTURE.md');
    for (const room of [
      'edge',
      'flow',
      'store',
      'gate',
      'audit',
      'access',
      'matching',
      'lists',
      'record',
    ]) {
      expect(text).toContain(`\`${room}\``);
    }
  });

  it('names every code of a failure', () => {
    const text = read('ARCHITECTURE.md');
    for (const code of Object.keys(FAILURES)) expect(text).toContain(`\`${code}\``);
  });
});

describe('the configuration', () => {
  it.each([
    [{ PORT: 'eighty' }, /PORT/],
    [{ PORT: '70000' }, /PORT/],
    [{ REDIS_MODE: 'swarm' }, /REDIS_MODE/],
    [{ REDIS_MODE: 'cluster' }, /cluster/],
    [{ REDIS_MODE: 'sentinel' }, /REDIS_URL/],
    [{ REDIS_URL: 'localhost:6379' }, /REDIS_URL/],
    [{ PORTCULLIS_WORKERS: '0' }, /PORTCULLIS_WORKERS/],
    [{ PORTCULLIS_WORKERS: '65' }, /PORTCULLIS_WORKERS/],
    [{ RATE_LIMIT_PER_CREDENTIAL: '-1' }, /RATE_LIMIT_PER_CREDENTIAL/],
    [{ PORTCULLIS_RETENTION_WARNING_DAYS: 'half a year' }, /PORTCULLIS_RETENTION_WARNING_DAYS/],
    [{ PORTCULLIS_RETENTION_DELETE_DAYS: '-1' }, /PORTCULLIS_RETENTION_DELETE_DAYS/],
    [{ PORTCULLIS_RETENTION_REFERRAL_DAYS: '0' }, /PORTCULLIS_RETENTION_REFERRAL_DAYS/],
    [{ TLS_CERT: 'cert.pem' }, /TLS_KEY/],
    [{ LOG_LEVEL: 'loud' }, /LOG_LEVEL/],
    [{ HOST: 'a b' }, /HOST/],
    [{ PORTCULLIS_OWNERS_TOLD_FOR: 'border,tourism' }, /PORTCULLIS_OWNERS_TOLD_FOR/],
    [{ PORTCULLIS_OWNERS_TOLD_FOR: 'border;police' }, /PORTCULLIS_OWNERS_TOLD_FOR/],
  ])('refuses %j by name', (env, name) => {
    expect(() => configFrom(env)).toThrow(name);
  });

  it.each([
    ['', ['border', 'police', 'identification']],
    ['none', []],
    ['security, border', ['security', 'border']],
  ])('reads "%s" as the purposes of which owners are told', (value, purposes) => {
    const { ownersToldFor } = configFrom({ PORTCULLIS_OWNERS_TOLD_FOR: value });
    expect(ownersToldFor).toEqual(purposes);
  });

  it('is complete without any variable', () => {
    expect(configFrom({})).toMatchObject({
      host: '127.0.0.1',
      port: 8080,
      redisUrl: null,
      workers: 1,
    });
  });
});
