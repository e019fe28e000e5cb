/**
 * `portcullis serve`: the service alone, until it is told to end.
 * It must never issue a token nor load a record by itself.
 */
import type { Command } from 'commander';
import { failedEnd, type CliContext } from '../cli/context.js';
import { configFrom, VARIABLES } from '../config.js';
import { LIMITS } from '../limits.js';
import { openLog, type Log } from '../log.js';
import { startService, type Service } from '../service.js';
import { DirectoryInUse } from '../store/data-lock.js';
import { Siblings } from './siblings.js';

/** Resolves with the first signal that asks the process to end. */
function endAsked(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const)
      process.once(signal, () => resolve(signal));
  });
}

/** Starts the service, lets `ready` do what belongs to the start, and serves until told to end. */
export async function serveUntilAsked(
  context: CliContext,
  ready: (service: Service, log: Log) => Promise<void>,
): Promise<void> {
  const config = configFrom(context.env);
  const log = openLog(config.logLevel);
  // Whatever escapes is a defect of ours; it is logged, and the process answers on.
  process.on('uncaughtException', (error) => log.error('uncaught', error));
  process.on('unhandledRejection', (error) => log.error('unhandled', error));
  const asked = endAsked();
  // Whatever hangs, the process ends within its promise of ten seconds.
  void asked.then(() => setTimeout(() => process.exit(1), LIMITS.endMs).unref());
  let service: Service;
  try {
    service = await startService(config, log);
  } catch (error) {
    if (error instanceof DirectoryInUse) throw failedEnd(error.message);
    throw error;
  }
  try {
    const { place } = service;
    const siblings = await Siblings.start(config.workers - 1, place, context, log);
    try {
      await Promise.race([ready(service, log), asked]);
      log.info('ending', { signal: await asked });
    } finally {
      // Together: each has its own connections to drain, and none needs longer than the other.
      await Promise.all([siblings.stop(), service.drain()]);
    }
  } finally {
    await service.stop();
  }
}

const ENVIRONMENT = Object.entries(VARIABLES)
  .map(([name, { default: value, meaning }]) => `  ${name.padEnd(36)}${meaning} [${value}]`)
  .join('\n');

export function registerServe(program: Command, context: CliContext): void {
  program
    .command('serve')
    .description('Run the service: no demonstration data, no demonstration tokens.')
    .addHelpText('after', `\nConfiguration, by environment only:\n${ENVIRONMENT}`)
    .action(() => serveUntilAsked(context, async () => undefined));
}
