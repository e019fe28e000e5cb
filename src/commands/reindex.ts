/**
 * `portcullis reindex`: every index built anew from the records, while the service answers.
 * It must never leave the indexes in use changed where it fails.
 */
import { SingleBar } from 'cli-progress';
import type { Command } from 'commander';
import { failedEnd, write, type CliContext } from '../cli/context.js';
import { systemClock } from '../clock.js';
import { configFrom } from '../config.js';
import { callEntry } from '../flow/call-trail.js';
import { RebuildUnderWay, RecordUnreadable, reindex } from '../flow/reindex.js';
import { LIMITS } from '../limits.js';
import { COMMAND, commandTrail } from './command-trail.js';
import { auditStoreOf, withStore } from './store-visit.js';

const HELP = `
The indexes are built beside those in use, which answer and take every push meanwhile, and are swapped for them
in one step. A rebuild that is interrupted changes nothing: what it built is dropped, by the service or the next one
where it was killed. Where the indexes were made by another version of this program nothing is answered from them
until the rebuild is done; the service does it by itself when it starts.
`;

/** A bar for the person who watches, nothing elsewhere. */
function bar({ stderr, stderrIsTTY }: CliContext): {
  to(done: number, of: number): void;
  end(): void;
} {
  if (!stderrIsTTY) return { to: () => undefined, end: () => undefined };
  const format = 'reindex [{bar}] {percentage}% | {value}/{total} records | {eta_formatted}';
  const shown = new SingleBar({ format, stream: stderr, fps: 8, clearOnComplete: true });
  let begun = false;
  return {
    to: (done, of) => {
      if (begun) shown.update(done);
      else shown.start(Math.max(1, of), done);
      begun = true;
    },
    end: () => shown.stop(),
  };
}

/** Who is told to end drops what was built first; told again, it ends at once. */
function untilTold(): { readonly signal: AbortSignal; over(): void } {
  const control = new AbortController();
  const told = (): void => control.abort(failedEnd('Interrupted: what was built is dropped.'));
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.once(signal, told);
  return {
    signal: control.signal,
    over: () => signals.forEach((signal) => process.off(signal, told)),
  };
}

export function registerReindex(program: Command, context: CliContext): void {
  program
    .command('reindex')
    .description('Rebuild every index from the records; the service answers throughout.')
    .addHelpText('after', HELP)
    .action(async () => {
      const progress = bar(context);
      const told = untilTold();
      const startedAt = performance.now();
      try {
        const { records, entries } = await withStore(configFrom(context.env), async (store) => {
          const said = { action: 'reindex', subject: null, status: 200, reason: null };
          await commandTrail(auditStoreOf(store)).append(
            callEntry(COMMAND, systemClock.now(), said),
          );
          return reindex({
            store,
            restFactor: LIMITS.rebuildRestFactor,
            onProgress: (done, of) => progress.to(done, of),
            signal: told.signal,
          });
        });
        const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
        progress.end();
        await write(context.stdout, `${records} records, ${entries} entries, ${seconds} s\n`);
      } catch (error) {
        progress.end();
        if (error instanceof RebuildUnderWay || error instanceof RecordUnreadable) {
          throw failedEnd(error.message);
        }
        throw error;
      } finally {
        told.over();
      }
    });
}
