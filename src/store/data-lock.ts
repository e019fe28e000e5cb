/**
 * One service per data directory: a file naming the process that has it.
 * It must never take a directory from a living process.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export class DirectoryInUse extends Error {}

/** State and start time of a process in clock ticks (proc(5), fields 3 and 22); '' where the system does not tell. */
function statOf(pid: number): { readonly state: string; readonly start: string } {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state = '', ...others] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state, start: others[18] ?? '' };
  } catch {
    return { state: '', start: '' };
  }
}

/** Ended, and its parent has not asked how: in a container without an init it may never be. */
const ENDED = 'Z';

export function processLives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/**
 * Takes `dataDir`, making it where it is missing, mode 0700. Returns what gives it back.
 * Throws `DirectoryInUse`, naming the process, while another living process has it.
 */
export function lockDirectory(dataDir: string): () => void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = join(dataDir, 'service.lock');
  const mine = `${process.pid} ${statOf(process.pid).start}\n`;
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      writeFileSync(file, mine, { flag: 'wx', mode: 0o600 });
      return () => {
        if (readFileSync(file, 'utf8') === mine) rmSync(file);
      };
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const [pid = '', started = ''] = readOwner(file);
    const { state, start } = statOf(Number(pid));
    const same = started === '' || start === started;
    if (processLives(Number(pid)) && state !== ENDED && same) {
      throw new DirectoryInUse(`${dataDir} is in use by process ${pid}`);
    }
    // Its process is gone: a crash left the file behind.
    rmSync(file, { force: true });
  }
  throw new DirectoryInUse(`${dataDir} is being taken by another process`);
}

function readOwner(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').trim().split(' ');
  } catch {
    return [];
  }
}
