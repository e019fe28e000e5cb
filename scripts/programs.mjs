// Finds the programs that come from the system, or installs them: apt-get on Debian and Ubuntu, else Homebrew.
import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';

const PROGRAMS = {
  'redis-server': { apt: 'redis-server', brew: 'redis', command: 'redis-server' },
  chromium: { apt: 'chromium', brew: null, command: 'chromium' },
};

const has = (command) => spawnSync('sh', ['-c', `command -v ${command}`]).status === 0;

function installers({ apt, brew }) {
  const found = [];
  if (has('apt-get')) {
    const root = process.getuid?.() === 0 ? [] : has('sudo') ? ['sudo', '-n'] : null;
    if (root !== null) {
      const env = [...root, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get'];
      found.push([...env, 'install', '-y', '-qq', '--no-install-recommends', apt]);
      // Where the package lists are missing or old, once more with new ones.
      found.push(
        [...env, 'update', '-qq'],
        [...env, 'install', '-y', '-qq', '--no-install-recommends', apt],
      );
    }
  }
  if (brew !== null && has('brew')) found.push(['brew', 'install', brew]);
  return found;
}

/** Whether the program is there now. Says in one line what to do where it cannot be had. */
export function ensure(name) {
  const program = PROGRAMS[name];
  if (has(program.command)) return true;
  console.error(`${name} is not here; installing it`);
  for (const [command, ...args] of installers(program)) {
    // Debian starts a server of its own after the installation; ours is private and needs none of it.
    spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    if (has(program.command)) return true;
  }
  console.error(
    `Please install ${name} (Debian, Ubuntu: apt-get install ${program.apt}) and try again.`,
  );
  return false;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const missing = process.argv.slice(2).filter((name) => !ensure(name));
  process.exit(missing.length === 0 ? 0 : 1);
}
