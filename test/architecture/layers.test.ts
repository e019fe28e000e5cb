import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { importsOf, placesWhere, sourcesIn } from './sources.js';

/** From the top down: a file may import its own room and rooms further down, never one above. */
const LAYERS: readonly (readonly string[])[] = [
  ['src/main.ts'],
  ['src/commands'],
  ['src/service.ts'],
  ['src/compose.ts', 'src/limit-relations.ts'],
  ['src/cli', 'src/demo', 'src/edge'],
  ['src/flow'],
  ['src/store'],
  ['src/gate', 'src/audit', 'src/access', 'src/matching', 'src/lists'],
  ['src/record'],
  ['src/config.ts', 'src/metrics.ts'],
  ['src/log.ts'],
  ['src/limits.ts', 'src/errors.ts', 'src/clock.ts', 'src/pace.ts'],
];

/** Rooms beside one another that one of them may still look into. */
const BESIDE: readonly (readonly [string, string])[] = [
  // The audit names the role of a caller.
  ['src/audit', 'src/access'],
];

const GROUND = ['src/limits.ts', 'src/errors.ts', 'src/clock.ts', 'src/pace.ts'];

/** Rooms that may look into fewer than all below them. */
const NARROW: readonly (readonly [string, readonly string[]])[] = [
  ['src/edge', ['src/flow', 'src/access', 'src/record', 'src/metrics.ts', ...GROUND]],
  ['src/store', ['src/access', 'src/audit', 'src/record', ...GROUND]],
  ['src/gate', ['src/record', ...GROUND]],
  ['src/audit', ['src/access', 'src/record', ...GROUND]],
  ['src/access', ['src/record', ...GROUND]],
  ['src/matching', ['src/record', ...GROUND]],
  ['src/lists', ['src/record', ...GROUND]],
  ['src/record', GROUND],
  // Rules can neither leak nor wait: the worker sees the policy, and through it the record.
  ['workers', ['src/gate', 'src/record']],
  // The bench drives the contract from outside, as any caller would.
  ['bench', []],
];

/** Rooms of which another may know the types alone. */
const TYPES_ONLY: readonly (readonly [string, readonly string[]])[] = [
  ['src/store', ['src/access', 'src/audit']],
];

/** Packages that one place alone may know. */
const KEPT: readonly (readonly [string, RegExp, readonly string[]])[] = [
  ['uWebSockets.js', /^(?:uWebSockets\.js|uws-pack)(?:\/|$)/, ['src/edge/http/', 'bench/']],
  ['redis', /^(?:redis(?:\/|$)|@redis\/)/, ['src/store/', 'bench/servers/plain.ts']],
  ['piscina', /^piscina(?:\/|$)/, ['src/gate/threads.ts']],
];

function roomOf(path: string): string {
  const [top = '', second = ''] = path.split('/');
  return top === 'src' ? `${top}/${second}` : top;
}

const levelOf = (room: string): number => LAYERS.findIndex((rooms) => rooms.includes(room));
const sources = sourcesIn('src', 'workers', 'bench');
const inSrc = sources.filter(({ path }) => path.startsWith('src/'));
const graph = new Map(sources.map(({ path, imports }) => [path, imports]));

function reachedFrom(start: string): string[] {
  const reached = new Set<string>();
  const visit = (path: string): void => {
    if (reached.has(path)) return;
    reached.add(path);
    for (const target of graph.get(path) ?? []) visit(target);
  };
  visit(start);
  return [...reached];
}

describe('imports', () => {
  it('are seen in every form', () => {
    const text = `import type { A } from './a.js';\nexport * from "../b.js";\nimport 'side';
      const c = await import('./c.js');\ntype D = import('./d.js').D;\nconst e = require('e');`;
    expect(importsOf('src/x/y.ts', text).sort()).toEqual(
      ['e', 'side', 'src/b.ts', 'src/x/a.ts', 'src/x/c.ts', 'src/x/d.ts'].sort(),
    );
  });

  it('lead to files that exist', () => {
    const own = sources.flatMap(({ path, imports }) =>
      imports.filter((to) => /^(?:src|workers|bench)\//.test(to)).map((to) => [path, to] as const),
    );
    expect(own.filter(([, to]) => to.endsWith('.ts') && !graph.has(to))).toEqual([]);
  });

  it('point downward', () => {
    const wrong: string[] = [];
    for (const { path, imports } of inSrc) {
      const room = roomOf(path);
      if (levelOf(room) < 0) wrong.push(`${path}: ${room} has no layer; give it one here`);
      for (const target of imports) {
        if (!target.startsWith('src/')) {
          if (/^(?:workers|bench|test)\//.test(target)) wrong.push(`${path} imports ${target}`);
          continue;
        }
        const other = roomOf(target);
        if (other === room) continue;
        const beside = BESIDE.some(([from, to]) => from === room && to === other);
        if (!beside && levelOf(other) <= levelOf(room)) wrong.push(`${path} imports ${target}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it.each(NARROW)('of %s stay within what it may know', (room, known) => {
    const own = sources.filter(({ path }) => roomOf(path) === room);
    expect(own.length).toBeGreaterThan(0);
    const wrong = own.flatMap(({ path, imports }) =>
      imports
        .filter((target) => /^(?:src|workers|bench|test)\//.test(target))
        .filter((target) => roomOf(target) !== room && !known.includes(roomOf(target)))
        .map((target) => `${path} imports ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  it.each(TYPES_ONLY)('of %s take nothing but types from %s', (room, others) => {
    const wrong = sources
      .filter(({ path }) => roomOf(path) === room)
      .flatMap((source) =>
        placesWhere(source, (node) => {
          if (!ts.isImportDeclaration(node) && !ts.isExportDeclaration(node)) return false;
          const { moduleSpecifier: from } = node;
          if (from === undefined || !ts.isStringLiteral(from)) return false;
          const [target = ''] = importsOf(source.path, `import '${from.text}';`);
          const typed = ts.isImportDeclaration(node)
            ? node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
            : node.isTypeOnly;
          return others.includes(roomOf(target)) && !typed;
        }),
      );
    expect(wrong).toEqual([]);
  });

  it('make no cycle', () => {
    const state = new Map<string, 'open' | 'done'>();
    const cycles: string[] = [];
    const visit = (path: string, trail: readonly string[]): void => {
      if (state.get(path) === 'done') return;
      if (state.get(path) === 'open') {
        cycles.push([...trail.slice(trail.indexOf(path)), path].join(' -> '));
        return;
      }
      state.set(path, 'open');
      for (const target of graph.get(path) ?? []) {
        if (graph.has(target)) visit(target, [...trail, path]);
      }
      state.set(path, 'done');
    };
    for (const { path } of sources) visit(path, []);
    expect(cycles).toEqual([]);
  });

  it.each(KEPT)('of %s stay in one place', (_, name, places) => {
    const users = sources.filter(({ imports }) => imports.some((target) => name.test(target)));
    expect(users.length).toBeGreaterThan(0);
    const wrong = users.filter(({ path }) => !places.some((place) => path.startsWith(place)));
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  it('of threads stay with the gate', () => {
    const users = sources.filter(({ imports }) =>
      imports.some((target) => /^(?:node:)?worker_threads$/.test(target)),
    );
    const wrong = users.filter(({ path }) => !/^(?:workers|src\/gate)\//.test(path));
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  it.each([
    ['workers/gate.ts', 'src/gate/policy.ts'],
    ['workers/screening.ts', 'src/gate/screening/rules.ts'],
  ])('of %s reach neither sockets nor Redis, nor threads', (worker, policy) => {
    const reached = reachedFrom(worker);
    expect(reached).toContain(policy);
    // The list of countries is a JSON file of a package, read when the module loads.
    const outside =
      /^node:(?!(?:crypto|module)$)|redis|uWebSockets|piscina|^src\/(?:store|edge|flow|audit)\//;
    expect(reached.filter((path) => outside.test(path))).toEqual([]);
  });
});
