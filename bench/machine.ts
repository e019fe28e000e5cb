/**
 * What a figure was measured on: machine, versions, commit, time.
 * It must never fail a run: what cannot be found out is `null`.
 */
import { execFileSync } from 'node:child_process';
import { cpus, release, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';

export interface MachineFacts {
  /** ISO 8601, by this machine's clock. */
  readonly at: string;
  readonly cpu: string | null;
  readonly cores: number;
  readonly memoryBytes: number;
  readonly kernel: string;
  readonly node: string;
  readonly redis: string | null;
  readonly commit: string | null;
}

export function machineFacts(): MachineFacts {
  const cores = cpus();
  const redis = firstLine('redis-server', ['--version']);
  return {
    at: new Date().toISOString(),
    cpu: cores[0]?.model.trim() ?? null,
    cores: cores.length,
    memoryBytes: totalmem(),
    kernel: release(),
    node: process.versions.node,
    redis: /\bv=(\S+)/.exec(redis ?? '')?.[1] ?? null,
    commit: firstLine('git', ['rev-parse', '--short', 'HEAD']),
  };
}

function firstLine(command: string, words: readonly string[]): string | null {
  try {
    const cwd = fileURLToPath(new URL('.', import.meta.url));
    const stdio: ['ignore', 'pipe', 'ignore'] = ['ignore', 'pipe', 'ignore'];
    const text = execFileSync(command, words, { cwd, stdio, encoding: 'utf8', timeout: 5_000 });
    return text.split('\n')[0]?.trim() ?? null;
  } catch {
    return null;
  }
}
