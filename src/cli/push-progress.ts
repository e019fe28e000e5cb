/**
 * How far a push is, for the person who watches: a bar on a terminal, nothing elsewhere.
 * It must never write to standard output, which carries the counts alone.
 */
import { SingleBar } from 'cli-progress';
import type { CliContext } from './context.js';

export interface PushProgress {
  to(readTo: number, lines: number): void;
  /** Writes a line of text without tearing the bar. */
  say(text: string): void;
  end(): void;
}

/** Redraws of the bar per second. */
const FRAMES = 8;
const BYTES_PER_KB = 1024;

/** `bytes`: the size of the input, or `null` where it cannot be known. */
export function pushProgress(context: CliContext, bytes: number | null): PushProgress {
  const { stderr, stderrIsTTY } = context;
  const write = (text: string): void => void stderr.write(`${text}\n`);
  if (!stderrIsTTY) return { to: () => undefined, say: write, end: () => undefined };
  const format =
    bytes === null
      ? 'push | {lines} lines | {duration_formatted}'
      : 'push [{bar}] {percentage}% | {value}/{total} kB | {lines} lines | {eta_formatted}';
  const bar = new SingleBar({ format, stream: stderr, fps: FRAMES, clearOnComplete: true });
  const inKB = (count: number): number => Math.ceil(count / BYTES_PER_KB);
  let at = { readTo: 0, lines: 0 };
  const start = (): void => {
    bar.start(bytes === null ? 1 : Math.max(1, inKB(bytes)), 0, { lines: at.lines });
    show();
  };
  const show = (): void => {
    bar.update(bytes === null ? 0 : inKB(at.readTo), { lines: at.lines });
  };
  start();
  return {
    to: (readTo, lines) => {
      at = { readTo, lines };
      show();
    },
    say: (text) => {
      bar.stop();
      write(text);
      start();
    },
    end: () => bar.stop(),
  };
}
