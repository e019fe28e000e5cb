/**
 * `portcullis demo`: the service with an invented world in it, and tokens to try it with.
 * It must never load a record or issue a token into a store that holds anything else.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { Caller, Role } from '../access/caller.js';
import { write, type CliContext } from '../cli/context.js';
import { systemClock, utcDay } from '../clock.js';
import { configFrom, ConfigurationError } from '../config.js';
import { curlLine, DEMO_OWNER } from '../demo/specimen.js';
import { LIMITS } from '../limits.js';
import type { Service } from '../service.js';
import { serveUntilAsked } from './serve.js';

const NAME = 'demonstration';
const LOADED = 'demonstration.json';
const PROGRESS_EVERY = 20_000;

/** Who the demonstration's tokens belong to: a terminal far from the owner, and the owner's bureau. */
const SEATS: readonly { readonly member: string; readonly role: Role; readonly agency?: string }[] =
  [
    { member: 'FRA', role: 'terminal', agency: 'border' },
    { member: DEMO_OWNER, role: 'ncb' },
    { member: 'XPO', role: 'reviewer' },
    { member: 'XPO', role: 'supervisor' },
    { member: 'XPO', role: 'auditor' },
    { member: 'XPO', role: 'operator' },
  ];

const bureauOf = (member: string): Caller => ({
  credentialId: NAME,
  member,
  role: 'ncb',
  agency: null,
});

/** Pushes the whole world through the same flow as every other push. */
async function load(service: Service, context: CliContext): Promise<void> {
  // The name generator's locales take half a second to read: no other command needs them.
  const { DEMO_WORLD, demoRecords } = await import('../demo/world.js');
  const today = utcDay(systemClock.now());
  const world = demoRecords({ ...DEMO_WORLD, today });
  const total = DEMO_WORLD.persons + DEMO_WORLD.documents;
  let done = 0;
  // Lanes that take the next record each: as many are under way as the service would admit.
  const lane = async (): Promise<void> => {
    for (const { owner, line } of world) {
      const { recordId, ...wire } = line;
      await service.records.put(bureauOf(owner), recordId, wire, null);
      done += 1;
      if (done % PROGRESS_EVERY === 0) {
        await write(context.stderr, `loading the demonstration: ${done} of ${total} records\n`);
      }
    }
  };
  await Promise.all(Array.from({ length: LIMITS.pushesInFlightMax / 2 }, lane));
}

async function tokens(service: Service): Promise<Map<Role, string>> {
  for (const { credentialId, name, revokedAt } of service.credentials.list(null)) {
    // Tokens of an earlier start were shown then and cannot be shown again.
    if (name === NAME && revokedAt === null) await service.credentials.revoke(credentialId, null);
  }
  const issued = new Map<Role, string>();
  for (const { member, role, agency } of SEATS) {
    const { token } = await service.credentials.issue({ member, role, agency, name: NAME }, null);
    issued.set(role, token);
  }
  return issued;
}

async function prepare(service: Service, dataDir: string, context: CliContext): Promise<void> {
  const mark = join(dataDir, LOADED);
  if (!existsSync(mark)) {
    await load(service, context);
    writeFileSync(mark, `${JSON.stringify({ loadedAt: systemClock.now() })}\n`);
  }
  const issued = await tokens(service);
  const terminal = issued.get('terminal') ?? '';
  const lines = SEATS.map(
    ({ member, role }) => `  ${role.padEnd(11)}${member}  ${issued.get(role) ?? ''}`,
  );
  const text = [
    '',
    `portcullis listens on ${service.url}`,
    `console   ${service.url}/`,
    `interface ${service.url}/docs`,
    '',
    'Tokens of this demonstration, shown once (all persons and documents are invented):',
    ...lines,
    '',
    'This check matches:',
    curlLine(service.url, terminal),
    '',
    'Ctrl-C ends the service.',
    '',
  ];
  await write(context.stdout, text.join('\n'));
}

export function registerDemo(program: Command, context: CliContext): void {
  program
    .command('demo')
    .description('Run the service with an invented world: 20,000 persons, 200,000 documents.')
    .action(() => {
      const config = configFrom(context.env);
      if (config.redisUrl !== null) {
        throw new ConfigurationError(
          'the demonstration fills a private Redis only: unset REDIS_URL, or use `portcullis serve`',
        );
      }
      const quiet = { ...context, env: { LOG_LEVEL: 'warn', ...context.env } };
      return serveUntilAsked(quiet, (service) => prepare(service, config.dataDir, context));
    });
}
