/**
 * The machine as `/proc` tells it: what it is, and how much of its time others took.
 * It must never hide that it could not find out: unknown is `null`, not 0.
 */
import { readFileSync } from 'node:fs';

export interface CpuTimes {
  readonly total: number;
  readonly idle: number;
  readonly steal: number;
}

/** Places of `user nice system idle iowait irq softirq steal`; guest time is part of user time. */
const COUNTED = 8;
const IDLE_AT = 3;
const WAITING_AT = 4;
const STEAL_AT = 7;

export function parseCpuTimes(stat: string): CpuTimes | null {
  const line = stat.slice(0, Math.max(0, stat.indexOf('\n')));
  if (!line.startsWith('cpu ')) return null;
  const ticks = line
    .trim()
    .split(/ +/)
    .slice(1, COUNTED + 1)
    .map(Number);
  if (ticks.length < COUNTED || !ticks.every(Number.isFinite)) return null;
  return {
    total: ticks.reduce((sum, tick) => sum + tick, 0),
    idle: (ticks[IDLE_AT] ?? 0) + (ticks[WAITING_AT] ?? 0),
    steal: ticks[STEAL_AT] ?? 0,
  };
}

export function readCpuTimes(): CpuTimes | null {
  try {
    return parseCpuTimes(readFileSync('/proc/stat', 'utf8'));
  } catch {
    return null;
  }
}

/** Share of all cores' time that the hypervisor gave to others between two readings. */
export function stealShare(before: CpuTimes | null, after: CpuTimes | null): number | null {
  if (before === null || after === null) return null;
  const total = after.total - before.total;
  return total > 0 ? (after.steal - before.steal) / total : null;
}

/** Share of all cores' time in which somebody worked, here or outside. */
export function busyShare(before: CpuTimes | null, after: CpuTimes | null): number | null {
  if (before === null || after === null) return null;
  const total = after.total - before.total;
  return total > 0 ? 1 - (after.idle - before.idle) / total : null;
}
