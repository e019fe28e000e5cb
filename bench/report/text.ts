/**
 * The result of a run as a table for a terminal.
 * It must never compute a figure: it only lays out what the result holds.
 */
import type { LoadFigures } from '../contenders.js';
import type { LatencyFigures, PhaseFigures, Ratio, ServerFigures, Spread } from '../figures.js';
import { SIDES } from '../load/tally.js';
import { percent, type BenchResult } from '../result.js';

const COLUMNS = ['server', 'answers/s', 'p50 us', 'p99 us', 'p99.9 us', 'errors', 'generator'];

/** Lines without line feeds; medians, with the least and greatest of the rounds in brackets. */
export function textReport(result: BenchResult): string {
  const { options, openRate } = result;
  const pace = options.rate === null ? `, half of ${paceSetter(result)}'s closed loop` : '';
  return [
    headline(result),
    machineLine(result),
    ...result.loads.map(loadLine),
    '',
    `closed loop, ${options.connections} connections, each asking again when it is answered`,
    ...table(result.servers, ({ closed }) => closed),
    '',
    `open loop at ${number(openRate)}/s${pace}; latency from the intended send time`,
    ...table(result.servers, ({ open }) => open),
    ...sideLines(result.servers),
    '',
    ...result.ratios.map(ratioLine),
    ...result.servers.map(answersLine),
    `CPU steal ${result.stealShare === null ? 'unknown' : percent(result.stealShare)}`,
    ...result.notes.map((note) => `note: ${note}`),
  ].join('\n');
}

/** The server whose closed-loop rate sets that of the open loop. */
function paceSetter({ servers }: BenchResult): string {
  return servers.at(-1)?.name ?? '';
}

export function headline({ scenario, options, rounds }: BenchResult): string {
  const listed = [
    ...(options.documents > 0 ? [`${number(options.documents)} documents`] : []),
    ...(options.records > 0 ? [`${number(options.records)} persons`] : []),
  ];
  return (
    `${scenario}: ${listed.join(' and ') || 'nothing'} listed, ` +
    `medians of ${rounds.length} rounds of ${options.seconds} s a phase (least-greatest)`
  );
}

export function machineLine({ machine, durability }: BenchResult): string {
  const gigabytes = Math.round(machine.memoryBytes / 1024 ** 3);
  return [
    `${machine.cpu ?? 'unknown CPU'}, ${machine.cores} cores, ${gigabytes} GiB`,
    `Linux ${machine.kernel}, Node ${machine.node}, Redis ${machine.redis ?? 'unknown'}`,
    ...(durability === null ? [] : [`appendonly ${durability.appendonly}`]),
    ...(durability === null ? [] : [`appendfsync ${durability.appendfsync}`]),
    `commit ${machine.commit ?? 'unknown'}`,
    machine.at,
  ].join(', ');
}

export function loadLine(load: LoadFigures): string {
  const rate = load.seconds > 0 ? load.records / load.seconds : 0;
  const bytes =
    load.redisBytes === null || load.records === 0
      ? ''
      : `, ${number(load.redisBytes / load.records)} bytes of Redis memory each`;
  const over = load.connections === 1 ? 'one connection' : `${load.connections} connections`;
  const how = load.name === 'portcullis' ? 'bulk route' : 'plain keys, unchecked';
  return (
    `${load.name} loaded ${number(load.records)} in ${load.seconds.toFixed(1)} s: ` +
    `${number(rate)}/s (${how}, ${over})${bytes}`
  );
}

export function ratioLine({ of, to, perRound, spread }: Ratio): string {
  const each = perRound.map((ratio) => ratio.toFixed(2)).join(' ');
  return `${of} / ${to}: ${spread.median.toFixed(2)}  (per round ${each})`;
}

export function answersLine({ name, byClass }: ServerFigures): string {
  const { unlisted, listed, changed } = byClass;
  const parts = [`listed ${number(listed.matched)} of ${number(listed.asked)} matched`];
  if (changed.asked > 0) {
    parts.push(`slightly changed ${number(changed.matched)} of ${number(changed.asked)}`);
  }
  parts.push(`not listed ${number(unlisted.matched)} of ${number(unlisted.asked)}`);
  const canned = name === 'no-op' || name === 'recorded' ? ' (canned answer)' : '';
  return `${name}: ${parts.join(', ')}${canned}`;
}

export function cells(name: string, figures: PhaseFigures): readonly string[] {
  return [
    name,
    spread(figures.rate),
    ...latencyCells(figures),
    number(figures.unanswered),
    percent(figures.generatorCpu.median),
  ];
}

function latencyCells({ p50, p99, p999 }: LatencyFigures): readonly string[] {
  return [spread(p50), spread(p99), spread(p999)];
}

export const SIDE_COLUMNS: readonly string[] = [
  ...['server', 'who asks', 'p50 us', 'p99 us', 'p99.9 us', 'answered', 'referred'],
];

/** Of the open loop, the others and the supervised members apart; without measures and with them. */
export function sideRows(servers: readonly ServerFigures[]): readonly (readonly string[])[] {
  return servers.flatMap(({ name, open: { bySide } }) =>
    bySide === null || !SIDES_SHOWN.includes(name)
      ? []
      : SIDES.map((side) => {
          const figures = bySide[side];
          const counts = [number(figures.answered), number(figures.referred)];
          return [name, side, ...latencyCells(figures), ...counts];
        }),
  );
}

/** The service without measures and with them; the other servers know no difference. */
const SIDES_SHOWN: readonly string[] = ['portcullis', 'supervised'];

function sideLines(servers: readonly ServerFigures[]): readonly string[] {
  const rows = sideRows(servers);
  if (rows.length === 0) return [];
  const what = "the open loop by who asks; 'supervised': the same service with measures in force";
  return ['', what, ...aligned([SIDE_COLUMNS, ...rows])];
}

export const TABLE_COLUMNS: readonly string[] = COLUMNS;

function table(
  servers: readonly ServerFigures[],
  phase: (server: ServerFigures) => PhaseFigures,
): readonly string[] {
  return aligned([COLUMNS, ...servers.map((server) => cells(server.name, phase(server)))]);
}

/** The first row is the head; the first column stands to the left. */
function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, place) =>
    Math.max(...rows.map((row) => (row[place] ?? '').length)),
  );
  return rows.map((row) =>
    row
      .map((cell, place) => {
        const width = widths[place] ?? 0;
        return place === 0 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  '),
  );
}

function spread({ median, min, max }: Spread): string {
  return `${number(median)} (${number(min)}-${number(max)})`;
}

function number(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}
