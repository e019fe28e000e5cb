/**
 * Further processes that share the port and the store of the first one (PORTCULLIS_WORKERS).
 * It must never leave one running when the first has ended, nor give one a store of its own.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { failedEnd, type CliContext } from '../cli/context.js';
import { configFrom } from '../config.js';
import { LIMITS } from '../limits.js';
import { openLog, type Log } from '../log.js';
import { startService, type Place } from '../service.js';

const MAIN = fileURLToPath(new URL('../main.js', import.meta.url));
const COMMAND = 'sibling';
/** A sibling that ends is started again, but not faster than this. */
const RESTART_MS = 200;

export class Siblings {
  readonly #place: Place;
  readonly #env: Readonly<Record<string, string | undefined>>;
  readonly #log: Log;
  readonly #children = new Set<ChildProcess>();
  #stopping = false;

  private constructor(place: Place, context: CliContext, log: Log) {
    this.#place = place;
    this.#env = context.env;
    this.#log = log;
  }

  /** Resolves when `count` siblings listen. Rejects when one cannot. */
  static async start(
    count: number,
    place: Place,
    context: CliContext,
    log: Log,
  ): Promise<Siblings> {
    const siblings = new Siblings(place, context, log);
    try {
      await Promise.all(Array.from({ length: count }, () => siblings.#launch()));
    } catch (error) {
      await siblings.stop();
      throw error;
    }
    return siblings;
  }

  #launch(): Promise<void> {
    const child = fork(MAIN, [COMMAND], { env: this.#env });
    this.#children.add(child);
    child.send(this.#place);
    return new Promise((listening, failed) => {
      let up = false;
      child.once('message', () => {
        up = true;
        listening();
      });
      child.once('exit', (code, signal) => {
        this.#children.delete(child);
        if (!up)
          failed(
            new Error(`a process sharing the port ended at its start (${code ?? signal ?? ''})`),
          );
        else if (!this.#stopping) this.#restart(String(code ?? signal));
      });
    });
  }

  #restart(why: string): void {
    this.#log.warn('worker_restart', { why });
    setTimeout(() => {
      if (this.#stopping) return;
      this.#launch().catch((error: unknown) => {
        this.#log.error('worker_restart_failed', error);
        this.#restart('did not come up');
      });
    }, RESTART_MS);
  }

  /** Tells all to drain, and waits until they have ended. */
  async stop(): Promise<void> {
    this.#stopping = true;
    const gone = [...this.#children].map(
      (child) => new Promise((done) => child.once('exit', done)),
    );
    for (const child of this.#children) child.kill('SIGTERM');
    await Promise.all(gone);
  }
}

const isPlace = (message: unknown): message is Place =>
  typeof message === 'object' && message !== null && 'redisUrl' in message && 'port' in message;

/** Waits for the place that the first process gives, serves there, and ends with it. */
async function serveBeside(context: CliContext): Promise<void> {
  if (process.send === undefined) {
    throw failedEnd('this command is for `portcullis serve`, which starts it by itself');
  }
  const ended = new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'disconnect'] as const) process.once(signal, () => resolve());
    // Ctrl-C reaches the whole group; the first process decides.
    process.on('SIGINT', () => undefined);
  });
  void ended.then(() => setTimeout(() => process.exit(1), LIMITS.endMs).unref());
  const place = await new Promise<Place>((resolve) => {
    process.on('message', (message) => {
      if (isPlace(message)) resolve(message);
    });
  });
  const config = configFrom(context.env);
  const log = openLog(config.logLevel);
  process.on('uncaughtException', (error) => log.error('uncaught', error));
  process.on('unhandledRejection', (error) => log.error('unhandled', error));
  const service = await startService(config, log, { beside: place });
  process.send({ listening: true });
  await ended;
  await service.stop();
  process.disconnect?.();
}

export function registerSibling(program: Command, context: CliContext): void {
  program.command(COMMAND, { hidden: true }).action(() => serveBeside(context));
}
