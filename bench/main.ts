/**
 * The bench's command: reads options, runs, reports, and ends with everything it started.
 * It must never leave a process or a directory behind, whichever way it ends.
 */
import { writeFileSync } from 'node:fs';
import { BENCH } from './bounds.js';
import { parseOptions, UsageEnd, type BenchOptions } from './options.js';
import { pageReport } from './report/page.js';
import { textReport } from './report/text.js';
import { runBench } from './run.js';
import { RunScope } from './run-scope.js';

/** 128 and the number of the signal, as shells have it. */
const ENDED_BY = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

await main(process.argv.slice(2));

async function main(words: readonly string[]): Promise<void> {
  let options: BenchOptions;
  try {
    options = parseOptions(words);
  } catch (error) {
    if (!(error instanceof UsageEnd)) throw error;
    if (error.exitCode !== 0) console.error(`bench: ${error.message}`);
    process.exit(error.exitCode);
  }
  const scope = new RunScope();
  const end = endOnce(scope);
  for (const [signal, code] of Object.entries(ENDED_BY)) {
    process.on(signal, () => end(code, `bench: ended by ${signal}`));
  }
  process.on('uncaughtException', (error) => end(1, `bench: ${error.stack ?? error.message}`));
  const limitMs = isQuick(options) ? BENCH.wholeQuickRunMs : BENCH.wholeRunMs;
  const limit = setTimeout(() => end(1, `bench: not done after ${limitMs / 1_000} s`), limitMs);
  try {
    const result = await runBench(scope, options, (what) => process.stderr.write(`${what}\n`));
    console.log(textReport(result));
    if (options.json !== null) writeFileSync(options.json, `${JSON.stringify(result, null, 2)}\n`);
    if (options.html !== null) writeFileSync(options.html, pageReport(result));
    clearTimeout(limit);
    end(0, null);
  } catch (error) {
    end(1, `bench: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** The promise of 2 minutes holds for the sizes that `--quick` chooses itself. */
function isQuick({ quick, documents, records, rounds, seconds }: BenchOptions): boolean {
  return (
    quick &&
    documents <= BENCH.documentsQuick &&
    records <= BENCH.recordsQuick &&
    rounds <= BENCH.roundsDefault &&
    seconds <= BENCH.secondsQuick
  );
}

/** The first call decides; what fails because of it afterwards is not worth a word. */
function endOnce(scope: RunScope): (code: number, message: string | null) => void {
  let ending = false;
  return (code, message) => {
    if (ending) return;
    ending = true;
    if (message !== null) console.error(message);
    void scope.end().finally(() => process.exit(code));
  };
}
