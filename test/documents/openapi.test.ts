import { describe, expect, it } from 'vitest';
import { OPERATIONS } from '../../src/edge/operations.js';
import { openApiOf } from '../../src/edge/openapi.js';
import { routesOf, type RouteServices } from '../../src/edge/routes.js';
import type { Route } from '../../src/edge/route.js';

/** Routes are made without their services being touched, so none is needed to list them. */
function routes(): Route[] {
  const nothing: unknown = new Proxy(
    {},
    { get: (_, name) => (name === 'then' ? undefined : nothing) },
  );
  return routesOf(nothing as RouteServices);
}

const written = (path: string): string => path.replace(/:(\w+)/g, '{$1}');

describe('the OpenAPI document', () => {
  const served = routes().map(({ method, path }) => `${method.toLowerCase()} ${written(path)}`);
  const described = OPERATIONS.map(({ method, path }) => `${method} ${path}`);

  it('describes every route that is served, and no other', () => {
    expect([...described].sort()).toEqual([...served].sort());
  });

  it('asks for the same permission as the route', () => {
    const access = new Map(
      routes().map((route) => [
        `${route.method.toLowerCase()} ${written(route.path)}`,
        route.access,
      ]),
    );
    for (const operation of OPERATIONS) {
      const known = access.get(`${operation.method} ${operation.path}`);
      const expected = known === 'loopback-or-operator' ? 'open' : known;
      expect([operation.path, operation.access]).toEqual([operation.path, expected]);
    }
  });

  it('is valid in its references and its form', () => {
    const text = JSON.stringify(openApiOf());
    expect(text).toContain('"openapi":"3.1.0"');
    for (const [, name] of text.matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      expect(text).toContain(`"${name ?? ''}":{`);
    }
  });

  it('offers nothing that would remove, suspend or exclude a member', () => {
    const changing = served.filter((route) => /^(?:post|put|delete) \/v1\/members/.test(route));
    expect(changing.sort()).toEqual([
      'post /v1/members/{code}/connection',
      'put /v1/members/{code}/restrictions',
    ]);
  });
});
