/**
 * The parent's side of a reference server: forks it and waits for its port.
 * It must never run a server in its own process, where it would share the measured core's caches.
 */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { BENCH } from '../bounds.js';
import type { RunScope } from '../run-scope.js';
import type { ListeningMessage } from './child.js';

/** Forks a module of this folder; resolves with the port it listens on. */
export function forkServer(
  scope: RunScope,
  module: 'noop.js' | 'plain.js' | 'recorded.js',
  args: readonly string[],
): Promise<number> {
  const path = fileURLToPath(new URL(module, import.meta.url));
  const child = scope.adopt(fork(path, args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] }));
  return new Promise((resolve, reject) => {
    const late = setTimeout(
      () => reject(new Error(`${module} does not listen after ${BENCH.serverStartMs} ms`)),
      BENCH.serverStartMs,
    );
    child.once('message', (message) => {
      clearTimeout(late);
      resolve((message as ListeningMessage).listening);
    });
    child.once('exit', (code) => {
      clearTimeout(late);
      reject(new Error(`${module} ended with ${code ?? 'a signal'}`));
    });
  });
}
