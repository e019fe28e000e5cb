/**
 * Finds the route of a method and a path.
 * It must never normalise a path: what is not written as a route is none.
 */
import type { Route } from '../route.js';

export interface Found {
  readonly route: Route;
  readonly params: readonly string[];
}

interface Pattern {
  readonly segments: readonly string[];
  readonly methods: Map<string, Route>;
}

const NONE: readonly string[] = [];

export class Router {
  /** Paths without parameters, by `METHOD path` and by path. */
  readonly #exact = new Map<string, Found>();
  readonly #paths = new Map<string, string[]>();
  readonly #patterns: Pattern[] = [];

  constructor(routes: readonly Route[]) {
    for (const route of routes) {
      if (route.path.includes(':')) this.#addPattern(route);
      else {
        this.#exact.set(`${route.method} ${route.path}`, { route, params: NONE });
        this.#paths.set(route.path, [...(this.#paths.get(route.path) ?? []), route.method]);
      }
    }
  }

  #addPattern(route: Route): void {
    const segments = route.path.split('/');
    const text = segments.map((s) => (s.startsWith(':') ? ':' : s)).join('/');
    let pattern = this.#patterns.find(
      (known) => known.segments.map((s) => (s.startsWith(':') ? ':' : s)).join('/') === text,
    );
    if (pattern === undefined) {
      pattern = { segments, methods: new Map() };
      this.#patterns.push(pattern);
    }
    pattern.methods.set(route.method, route);
  }

  /** The route, the methods allowed on a known path, or `null` for an unknown path. */
  find(method: string, path: string): Found | readonly string[] | null {
    const exact = this.#exact.get(`${method} ${path}`);
    if (exact !== undefined) return exact;
    const allowed = [...(this.#paths.get(path) ?? NONE)];
    // A path of its own is no parameter of another's.
    if (allowed.length > 0) return allowed;
    const segments = path.split('/');
    for (const pattern of this.#patterns) {
      const params = matched(pattern.segments, segments);
      if (params === null) continue;
      const route = pattern.methods.get(method);
      if (route !== undefined) return { route, params };
      allowed.push(...pattern.methods.keys());
    }
    return allowed.length === 0 ? null : allowed;
  }
}

function matched(pattern: readonly string[], segments: readonly string[]): string[] | null {
  if (pattern.length !== segments.length) return null;
  const params: string[] = [];
  for (let at = 0; at < pattern.length; at += 1) {
    const wanted = pattern[at] ?? '';
    const given = segments[at] ?? '';
    if (!wanted.startsWith(':')) {
      if (wanted !== given) return null;
      continue;
    }
    if (given === '') return null;
    try {
      params.push(given.includes('%') ? decodeURIComponent(given) : given);
    } catch {
      return null;
    }
  }
  return params;
}
