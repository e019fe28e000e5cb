/**
 * Shows how far a step is: a bar on a terminal, one line at its beginning elsewhere.
 * It must never write to standard output, which is the report's.
 */
import { SingleBar } from 'cli-progress';

export interface Progress {
  readonly to: (value: number) => void;
  readonly end: () => void;
}

/** `total` may be 0 for a step of unknown length, which gets a line and no bar. */
export function showProgress(what: string, total: number): Progress {
  if (!process.stderr.isTTY || total === 0) {
    process.stderr.write(`${what}\n`);
    return { to: () => undefined, end: () => undefined };
  }
  const bar = new SingleBar({
    format: `${what} [{bar}] {percentage}% | {value}/{total} | {eta_formatted}`,
    clearOnComplete: true,
    hideCursor: true,
    stream: process.stderr,
  });
  bar.start(total, 0);
  return { to: (value) => bar.update(value), end: () => bar.stop() };
}
