/**
 * The result of a run as one HTML page without scripts or outside parts.
 * It must never put text into the page unescaped.
 */
import type { PhaseFigures, ServerFigures } from '../figures.js';
import type { BenchResult } from '../result.js';
import {
  answersLine,
  cells,
  headline,
  loadLine,
  machineLine,
  ratioLine,
  SIDE_COLUMNS,
  sideRows,
  TABLE_COLUMNS,
} from './text.js';

const STYLE =
  'body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem}' +
  'table{border-collapse:collapse}td,th{padding:.25rem .9rem;text-align:right;' +
  'border-bottom:1px solid #ccc;font-variant-numeric:tabular-nums}' +
  'td:first-child,th:first-child{text-align:left}' +
  '.bar{background:#2b5f9e;height:1rem;min-width:2px}.bars td{border:0;width:30rem}' +
  '@media(prefers-color-scheme:dark){body{background:#181a1d;color:#e4e4e4}.bar{background:#6ea3e0}}';

export function pageReport(result: BenchResult): string {
  const { servers, options, openRate } = result;
  return [
    '<!doctype html><html lang="en"><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width">',
    `<title>portcullis bench: ${escape(result.scenario)}</title><style>${STYLE}</style>`,
    `<h1>portcullis bench</h1><p>${escape(headline(result))}</p>`,
    `<p>${escape(machineLine(result))}</p>`,
    `<h2>Answers per second, ${options.connections} connections</h2>`,
    bars(servers),
    phaseTable(servers, ({ closed }) => closed),
    `<h2>Latency at ${Math.round(openRate)} requests per second</h2>`,
    '<p>From the intended send time (open loop).</p>',
    phaseTable(servers, ({ open }) => open),
    ...sides(servers),
    '<h2>Beside it</h2>',
    list([...result.ratios.map(ratioLine), ...result.loads.map(loadLine)]),
    list([...servers.map(answersLine), ...result.notes]),
    '</html>',
  ].join('\n');
}

/** Bars of the closed loop's medians against the fastest. */
function bars(servers: readonly ServerFigures[]): string {
  const most = Math.max(1, ...servers.map(({ closed }) => closed.rate.median));
  const rows = servers.map(({ name, closed }) => {
    const width = ((closed.rate.median / most) * 100).toFixed(1);
    return `<tr><th>${escape(name)}<td><div class="bar" style="width:${width}%"></div>`;
  });
  return `<table class="bars">${rows.join('')}</table>`;
}

function phaseTable(
  servers: readonly ServerFigures[],
  phase: (server: ServerFigures) => PhaseFigures,
): string {
  return table(
    TABLE_COLUMNS,
    servers.map((server) => cells(server.name, phase(server))),
  );
}

/** The open loop by who asks, where anybody is supervised. */
function sides(servers: readonly ServerFigures[]): readonly string[] {
  const rows = sideRows(servers);
  if (rows.length === 0) return [];
  return ['<p>By who asks, without measures and with them:</p>', table(SIDE_COLUMNS, rows)];
}

function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const head = columns.map((name) => `<th>${escape(name)}`).join('');
  const lines = rows.map((row) => `<tr>${row.map((cell) => `<td>${escape(cell)}`).join('')}`);
  return `<table><tr>${head}${lines.join('')}</table>`;
}

function list(lines: readonly string[]): string {
  return `<ul>${lines.map((line) => `<li>${escape(line)}`).join('')}</ul>`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
