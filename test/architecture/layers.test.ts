import { describe, expect, it } from 'vitest';
import { sourcesIn } from './sources.js';

/** From the top down: a file may import its own room and rooms further down, never one above. */
const LAYERS: readonly (readonly string[])[] = [
  ['src/main.ts'],
  ['src/commands'],
  ['src/service.ts'],
  ['src/cli', 'src/demo', 'src/edge'],
  ['src/flow'],
  ['src/store'],
  ['src/gate', 'src/audit', 'src/access', 'src/matching', 'src/lists'],
  ['src/record'],
  ['src/config.ts', 'src/metrics.ts'],
  ['src/log.ts'],
  ['src/limits.ts', 'src/errors.ts', 'src/clock.ts'],
];

/** Rooms beside one another that one of them may still look into. */
const BESIDE: readonly (readonly [string, string])[] = [
  // The audit names the role of a caller.
  ['src/audit', 'src/access'],
];

function roomOf(path: string): string {
  const [top = '', second = ''] = path.split('/');
  return `${top}/${second}`;
}

const levelOf = (room: string): number => LAYERS.findIndex((rooms) => rooms.includes(room));
const sources = sourcesIn('src', 'workers', 'bench');
const inSrc = sources.filter(({ path }) => path.startsWith('src/'));

describe('imports', () => {
  it('point downward', () => {
    const wrong: string[] = [];
    for (const { path, imports } of inSrc) {
      const room = roomOf(path);
      if (levelOf(room) < 0) wrong.push(`${path}: ${room} has no layer; give it one here`);
      for (const target of imports) {
        if (!target.startsWith('src/')) continue;
        const other = roomOf(target);
        if (other === room) continue;
        const beside = BESIDE.some(([from, to]) => from === room && to === other);
        if (!beside && levelOf(other) <= levelOf(room)) wrong.push(`${path} imports ${target}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('make no cycle', () => {
    const graph = new Map(sources.map(({ path, imports }) => [path, imports]));
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

  it.each([
    ['uWebSockets.js', ['src/edge/http/', 'bench/']],
    ['redis', ['src/store/', 'bench/servers/plain.ts']],
    ['piscina', ['src/gate/']],
  ])('of %s stay in one place', (name, places) => {
    const users = sources.filter(({ imports }) => imports.includes(name)).map(({ path }) => path);
    expect(users.length).toBeGreaterThan(0);
    expect(users.filter((path) => !places.some((place) => path.startsWith(place)))).toEqual([]);
  });

  it('never lead from the edge into the store', () => {
    const wrong = inSrc.filter(
      ({ path, imports }) =>
        path.startsWith('src/edge/') && imports.some((target) => target.startsWith('src/store/')),
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  it('of the worker reach neither sockets nor Redis', () => {
    const graph = new Map(sources.map(({ path, imports }) => [path, imports]));
    const reached = new Set<string>();
    const visit = (path: string): void => {
      if (reached.has(path)) return;
      reached.add(path);
      for (const target of graph.get(path) ?? []) visit(target);
    };
    visit('workers/gate.ts');
    expect([...reached].filter((path) => /redis|uWebSockets|src\/store/.test(path))).toEqual([]);
  });
});
