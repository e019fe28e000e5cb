import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { lockDirectory } from '../../src/store/data-lock.js';
import { RunningService, at, documentRecord, until } from '../support/running-service.js';

let service = new RunningService();
afterEach(() => service.stop());

const ALIVE = 2_000;

describe('a crash', () => {
  it('of the service in the middle of 2,000 pushes loses none that was acknowledged', async () => {
    service = await new RunningService().start();
    const ncb = await service.token('FRA', 'ncb');
    const terminal = await service.token('DEU', 'terminal');
    const acknowledged: number[] = [];
    const killed: Promise<void>[] = [];
    const push = async (n: number): Promise<void> => {
      try {
        const path = `/v1/records/FRA-c${n}`;
        const { status } = await service.call('PUT', path, ncb, documentRecord('FRA', `CR${n}`));
        if (status === 201) acknowledged.push(n);
      } catch {
        // The connection went with the process: not acknowledged.
      }
      if (acknowledged.length >= 1_200) killed[0] ??= service.kill();
    };
    const lane = async (from: number): Promise<void> => {
      for (let n = from; n < ALIVE; n += 20) await push(n);
    };
    await Promise.all(Array.from({ length: 20 }, (_, n) => lane(n)));
    await Promise.all(killed);
    expect(acknowledged.length).toBeGreaterThanOrEqual(1_200);
    expect(acknowledged.length).toBeLessThan(ALIVE);
    await service.start();
    const checks = acknowledged.map((n) => ({
      purpose: 'border',
      documents: [{ number: `CR${n}`, issuer: 'FRA' }],
    }));
    for (let from = 0; from < checks.length; from += 500) {
      const part = checks.slice(from, from + 500);
      const { body } = await service.call('POST', '/v1/checks/batch', terminal, { checks: part });
      const results = (at(body, 'replies') as unknown[]).map((r) => at(r, 'reply', 'result'));
      expect(results.filter((result) => result !== 'match')).toEqual([]);
    }
    const verdict = await service.cli(['audit', 'verify']);
    expect(verdict).toContain('no problem found');
  });

  it('of Redis under load answers 503 and never a wrong clear, and is recovered from', async () => {
    service = await new RunningService().start();
    const ncb = await service.token('FRA', 'ncb');
    const terminal = await service.token('DEU', 'terminal');
    const put = await service.call(
      'PUT',
      '/v1/records/FRA-r',
      ncb,
      documentRecord('FRA', 'REDIS1'),
    );
    expect(put.status).toBe(201);
    const outcomes = new Map<string, number>();
    let ended = false;
    const lane = async (): Promise<void> => {
      while (!ended) {
        const { status, body } = await service.check(terminal, {
          documents: [{ number: 'REDIS1', issuer: 'FRA' }],
        });
        const outcome = status === 200 ? String(at(body, 'result')) : String(status);
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      }
    };
    const lanes = Array.from({ length: 8 }, () => lane());
    for (let round = 0; round < 3; round += 1) {
      const before = outcomes.get('match') ?? 0;
      await until(async () => (outcomes.get('match') ?? 0) > before + 50);
      const failed = outcomes.get('503') ?? 0;
      process.kill(service.redisPid, 'SIGKILL');
      await until(async () => (outcomes.get('503') ?? 0) > failed);
      const recovered = outcomes.get('match') ?? 0;
      await until(async () => (outcomes.get('match') ?? 0) > recovered + 50);
    }
    ended = true;
    await Promise.all(lanes);
    // 504 is honest too; a clear would be a wanted document waved through.
    expect([...outcomes.keys()].filter((o) => !['match', '503', '504'].includes(o))).toEqual([]);
    expect((await service.call('GET', '/readyz', null)).status).toBe(200);
  });

  it('of Redis that hangs is answered in time, with no clear', async () => {
    service = await new RunningService().start();
    const terminal = await service.token('DEU', 'terminal');
    const pid = service.redisPid;
    process.kill(pid, 'SIGSTOP');
    try {
      const reply = await service.check(terminal, {
        documents: [{ number: 'AB1', issuer: 'FRA' }],
      });
      expect([503, 504]).toContain(reply.status);
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    await until(async () => {
      const reply = await service.check(terminal, {
        documents: [{ number: 'AB1', issuer: 'FRA' }],
      });
      return reply.status === 200;
    });
  });
});

describe('a data directory', () => {
  it('in use is refused to a second service, with a line naming the process', async () => {
    service = await new RunningService().start();
    const second = service.cli(['serve']);
    await expect(second).rejects.toMatchObject({ code: 1 });
    await expect(second).rejects.toThrow(String(service.pid));
    expect((await service.call('GET', '/healthz', null)).status).toBe(200);
  });

  it('is free again when its process has ended, also where nobody has asked how', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'portcullis-lock-'));
    // A child of a shell that has been replaced by one that never waits: it stays as it ended.
    const parent = spawn('sh', ['-c', 'sleep 0 & echo $!; exec sleep 60'], { stdio: 'pipe' });
    const [line] = (await once(parent.stdout, 'data')) as [Buffer];
    const pid = Number(line.toString());
    const stat = (): string => readFileSync(`/proc/${pid}/stat`, 'utf8');
    await until(() => Promise.resolve(stat().includes(') Z ')));
    const started =
      stat()
        .slice(stat().lastIndexOf(')') + 2)
        .split(' ')[19] ?? '';
    writeFileSync(join(dir, 'service.lock'), `${pid} ${started}\n`);
    lockDirectory(dir)();
    parent.kill();
    rmSync(dir, { recursive: true });
  });

  it('is left in order by an orderly end', async () => {
    service = await new RunningService().start();
    expect(await service.end()).toBe(0);
    await service.start();
    expect((await service.call('GET', '/readyz', null)).status).toBe(200);
  });
});
