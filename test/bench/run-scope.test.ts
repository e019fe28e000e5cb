/**
 * What a run leaves behind: nothing.
 * It must never end a process that it did not start.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isRunning, RunScope } from '../../bench/run-scope.js';

/** A process that lives until it is ended; resolves when its handlers are in place. */
async function startIdle(script: string): Promise<ChildProcess> {
  const child = spawn(
    process.execPath,
    ['-e', `${script};console.log(1);setInterval(()=>{},1e6)`],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  if (child.stdout === null) throw new Error('no output');
  await once(child.stdout, 'data');
  return child;
}

describe('the scope of a run', () => {
  it('ends its children and removes its directories', async () => {
    const scope = new RunScope();
    const child = scope.adopt(await startIdle(''));
    const directory = scope.makeDirectory();
    writeFileSync(join(directory, 'file'), 'x');
    await scope.end();
    expect(child.signalCode).toBe('SIGTERM');
    expect(existsSync(directory)).toBe(false);
  });

  it('kills a child that does not end when asked', async () => {
    const scope = new RunScope(50);
    const child = scope.adopt(await startIdle('process.on("SIGTERM",()=>{})'));
    await scope.end();
    expect(isRunning(child)).toBe(false);
    expect(child.signalCode).toBe('SIGKILL');
  });

  it('kills children and grandchildren without waiting when the process exits', async () => {
    const scope = new RunScope();
    const child = scope.adopt(await startIdle(''));
    const grandchild = await startIdle('');
    if (grandchild.pid === undefined) throw new Error('not started');
    scope.alsoKill(grandchild.pid);
    const gone = Promise.all([once(child, 'exit'), once(grandchild, 'exit')]);
    scope.endNow();
    await gone;
    expect([child.signalCode, grandchild.signalCode]).toEqual(['SIGKILL', 'SIGKILL']);
    await scope.end();
  });

  it('does not let a child live that is started while it ends', async () => {
    const scope = new RunScope();
    await scope.end();
    const child = await startIdle('');
    const gone = once(child, 'exit');
    scope.adopt(child);
    await gone;
    expect(child.signalCode).toBe('SIGKILL');
  });
});
