import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { ROOT } from './sources.js';

const FLOW = join(ROOT, 'src/flow');
const HEAD = `
import { ask, type Asked } from './ask.js';
import { find, type Found } from './find.js';
import { score, type Scored } from './score.js';
import { restrict, type Restricted } from './restrict.js';
import { gate, type Cleared } from './gate.js';
import { audit, type Audited } from './record-in-audit.js';
import { reply, replyText } from './reply.js';
import { validate, type Validated } from './validate.js';
import { circulate, type Directed } from './circulate.js';
import type { Store } from '../store/store.js';
declare const asked: Asked, found: Found, scored: Scored, restricted: Restricted;
declare const cleared: Cleared, audited: Audited, validated: Validated, directed: Directed;
declare const store: Store;
declare const measures: Parameters<typeof gate>[2], pool: Parameters<typeof gate>[3];
declare const lookups: Parameters<typeof gate>[4];
declare const circulation: Parameters<typeof circulate>[1];
declare const trail: Parameters<typeof audit>[2], context: Parameters<typeof reply>[1];
declare const cache: Parameters<typeof find>[2], told: Parameters<typeof audit>[5];
declare const sinks: Parameters<typeof find>[3];
export { ask, find, score, restrict, gate, audit, reply, replyText, validate, circulate };
export const all = [asked, found, scored, restricted, cleared, audited, validated, directed,
  store, measures, pool, lookups, circulation, trail, context, cache, told, sinks];
`;

const RIGHT: readonly string[] = [
  'export const a = find([asked], store, cache, sinks);',
  'export const a = score(found, 0);',
  'export const a = restrict(scored, store.tables);',
  "export const a = gate('id', restricted, measures, pool, lookups);",
  "export const a = audit('id', cleared, trail, 'secret', 0, told, null, []);",
  'export const a = reply(audited, context, 0);',
  'export const a = circulate(validated, circulation);',
];

const WRONG: readonly (readonly [string, string])[] = [
  ['a check that was not asked', 'export const a = find([{ ...asked }], store, cache, sinks);'],
  ['candidates that were not found', 'export const a = score(asked, 0);'],
  ['candidates that were not scored', 'export const a = restrict(found, store.tables);'],
  [
    'matches that were not restricted',
    "export const a = gate('id', scored, measures, pool, lookups);",
  ],
  [
    'a gate that is not waited for',
    "export const a = audit('id', gate('id', restricted, measures, pool, lookups), trail, 's', 0, told, null, []);",
  ],
  [
    'matches that were not gated',
    "export const a = audit('id', restricted, trail, 'secret', 0, told, null, []);",
  ],
  ['an answer that is not on record', 'export const a = reply(cleared, context, 0);'],
  ['matches that were only restricted', 'export const a = replyText(restricted, context, 0);'],
  [
    'an object made to look like an answer',
    "export const a = reply({ checkId: 'x', cleared, result: 'clear' }, context, 0);",
  ],
  [
    'an answer that is only on its way into the audit',
    "export const a = reply(audit('id', cleared, trail, 's', 0, told, null, []), context, 0);",
  ],
  [
    'a record that was not validated',
    "export const a = circulate({ caller: validated.caller, recordId: 'FRA-1', content: validated.content, expiryGiven: true }, circulation);",
  ],
];

/** A copy could have been changed on the way, so it counts for as little as an object made by hand. */
const COPIED: readonly (readonly [string, string])[] = [
  ['a copy of what was found', 'export const a = score({ ...found }, 0);'],
  ['a copy of what was scored', 'export const a = restrict({ ...scored }, store.tables);'],
  [
    'a copy of what was restricted',
    "export const a = gate('id', { ...restricted }, measures, pool, lookups);",
  ],
  [
    'a copy of what was gated',
    "export const a = audit('id', { ...cleared }, trail, 's', 0, told, null, []);",
  ],
  ['a copy of what is on record', 'export const a = reply({ ...audited }, context, 0);'],
  ['a copy of a validated record', 'export const a = circulate({ ...validated }, circulation);'],
];

/** Compiles each snippet as a file of the flow's folder; gives the errors of each. */
function errorsOf(snippets: readonly string[]): string[][] {
  const configFile = join(ROOT, 'tsconfig.json');
  const { config } = ts.readConfigFile(configFile, (path) => ts.sys.readFile(path)) as {
    config: unknown;
  };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
  const files = new Map(snippets.map((text, n) => [join(FLOW, `snippet-${n}.ts`), HEAD + text]));
  const host = ts.createCompilerHost({ ...options, noEmit: true });
  const read = host.getSourceFile.bind(host);
  const exists = host.fileExists.bind(host);
  host.fileExists = (name) => files.has(name) || exists(name);
  host.getSourceFile = (name, language, ...more) => {
    const text = files.get(name);
    return text === undefined
      ? read(name, language, ...more)
      : ts.createSourceFile(name, text, language);
  };
  const program = ts.createProgram([...files.keys()], { ...options, noEmit: true }, host);
  return [...files.keys()].map((name) => {
    const source = program.getSourceFile(name);
    return program
      .getSemanticDiagnostics(source)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
  });
}

const FORBIDDEN = [...WRONG, ...COPIED];

describe('the order of stages', () => {
  const errors = errorsOf([...RIGHT, ...FORBIDDEN.map(([, snippet]) => snippet)]);

  it.each(RIGHT.map((snippet, n) => [snippet, n] as const))('compiles: %s', (_, n) => {
    expect(errors[n]).toEqual([]);
  });

  it.each(FORBIDDEN.map(([what], n) => [what, n] as const))('does not compile with %s', (_, n) => {
    const found = errors[RIGHT.length + n] ?? [];
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/not assignable|missing/);
  });
});
