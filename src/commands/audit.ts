/**
 * `portcullis audit`: verifying the chains and exporting the entries.
 * It must never change what is in the audit, nor show any of it before the reading itself is on record.
 */
import type { Command } from 'commander';
import { exportAudit } from '../audit/page.js';
import { AuditSource } from '../audit/reader.js';
import { verifyAudit } from '../audit/verify.js';
import { failedEnd, usageEnd, write, type CliContext } from '../cli/context.js';
import { systemClock } from '../clock.js';
import { configFrom } from '../config.js';
import { auditReadEntry } from '../flow/call-trail.js';
import { parseInstant } from '../record/instant.js';
import { COMMAND, commandTrail } from './command-trail.js';
import { auditStoreOf, withStore } from './store-visit.js';

interface ReadSpan {
  readonly from: number | null;
  readonly to: number | null;
}

const EVERYTHING: ReadSpan = { from: null, to: null };

function instantOf(text: string | undefined, option: string): number | null {
  if (text === undefined) return null;
  const at = parseInstant(text);
  if (at === null) throw usageEnd(`${option} takes an ISO 8601 instant, like 2026-01-31T12:00:00Z`);
  return at;
}

function spanOf(fromText: string | undefined, toText: string | undefined): ReadSpan {
  const [from, to] = [instantOf(fromText, '--from'), instantOf(toText, '--to')];
  if (from !== null && to !== null && from > to) throw usageEnd('--from is later than --to');
  return { from, to };
}

const RECORDED = `
Reading the audit is itself recorded in it, by the caller "command"; without that nothing is printed.
`;

const EXAMPLE = `
Example:
  portcullis audit export --from 2026-01-01T00:00:00Z --to 2026-01-02T00:00:00Z > day.ndjson
`;

export function registerAudit(program: Command, context: CliContext): void {
  const group = program
    .command('audit')
    .description('Verify and export the audit.')
    .addHelpText('after', RECORDED);
  const visit = <T>(span: ReadSpan, use: (source: AuditSource) => Promise<T>): Promise<T> => {
    const config = configFrom(context.env);
    return withStore(config, async (store) => {
      const auditStore = auditStoreOf(store);
      await commandTrail(auditStore).append(auditReadEntry(COMMAND, systemClock.now(), span));
      return use(new AuditSource({ store: auditStore, dataDir: config.dataDir }));
    });
  };

  group
    .command('verify')
    .description(
      'Walk every chain; exit code 1 where anything is missing, changed or out of order.',
    )
    .action(async () => {
      const { chains, blocks, entries, problems } = await visit(EVERYTHING, (source) =>
        verifyAudit(source),
      );
      for (const { chain, block, what } of problems) {
        await write(context.stdout, `chain ${chain}, block ${block}: ${what}\n`);
      }
      const verdict = problems.length === 0 ? 'no problem found' : `${problems.length} problems`;
      await write(
        context.stdout,
        `${chains} chains, ${blocks} blocks, ${entries} entries: ${verdict}\n`,
      );
      if (problems.length > 0) throw failedEnd(null);
    });

  group
    .command('export')
    .description('Print the entries as NDJSON, in the order of time.')
    .option('--from <instant>', 'from this instant on')
    .option('--to <instant>', 'up to this instant')
    .addHelpText('after', EXAMPLE)
    .action(async (options: { readonly from?: string; readonly to?: string }) => {
      const span = spanOf(options.from, options.to);
      await visit(span, async (source) => {
        for await (const entry of exportAudit(source, span)) {
          await write(context.stdout, `${JSON.stringify(entry)}\n`);
        }
      });
    });
}
