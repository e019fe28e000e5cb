import { describe, expect, it } from 'vitest';
import { OPERATIONS } from '../../src/edge/operations.js';
import { openApiOf } from '../../src/edge/openapi.js';
import { at } from '../support/running-service.js';
import { routesOf, type RouteServices } from '../../src/edge/routes.js';
import { docsPage, escapeHtml } from '../../src/edge/pages/docs.js';
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
    const document = openApiOf();
    expect(document.openapi).toBe('3.1.0');
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)];
    expect(refs.length).toBeGreaterThan(100);
    const lost = refs
      .map(([, pointer]) => pointer ?? '')
      .filter((pointer) => at(document, ...pointer.split('/')) === undefined);
    expect(lost).toEqual([]);
  });

  it('says of every answer what it holds, and knows every field of it', () => {
    const { schemas } = openApiOf().components;
    const bare = OPERATIONS.flatMap(({ path, replies }) =>
      replies
        .filter(({ schema, status }) => schema === undefined && status !== 101)
        .map(() => path),
    );
    expect(bare).toEqual([]);
    const open: string[] = [];
    const look = (value: unknown, here: string): void => {
      if (typeof value !== 'object' || value === null) return;
      const { type, additionalProperties, properties } = value as Record<string, unknown>;
      const aMap = 'patternProperties' in value && properties === undefined;
      if (type === 'object' && !aMap && additionalProperties !== false) open.push(here);
      for (const [name, of] of Object.entries(value)) look(of, `${here}/${name}`);
    };
    for (const [name, schema] of Object.entries(schemas)) look(schema, name);
    expect(open).toEqual([]);
  });

  it('says of every call how it may fail, and when to try again', () => {
    const { paths, components } = openApiOf();
    for (const { method, path, access } of OPERATIONS) {
      const statuses = Object.keys(at(paths, path, method, 'responses') as object);
      const ofCallers = access === 'open' ? [] : ['403', '503'];
      expect(statuses, path).toEqual(
        expect.arrayContaining(['400', '401', '415', '500', '504', ...ofCallers]),
      );
    }
    for (const [name, response] of Object.entries(components.responses)) {
      const again = /rate_limited|overloaded/.test(name);
      expect([name, at(response, 'headers', 'Retry-After') !== undefined]).toEqual([name, again]);
    }
  });

  it('shows the version that a push may ask for, and the one it is answered', () => {
    const put = at(openApiOf().paths, '/v1/records/{recordId}', 'put');
    expect(JSON.stringify(at(put, 'parameters'))).toContain('"If-Match"');
    for (const status of ['200', '201', '202']) {
      expect(at(put, 'responses', status, 'headers', 'ETag')).toBeDefined();
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

describe('the page of the interface', () => {
  const document = openApiOf();
  const page = docsPage(document);

  it('has every operation with its answers, and every schema that they lead to', () => {
    for (const { path, replies } of OPERATIONS) {
      expect(page).toContain(escapeHtml(path));
      for (const { status, description } of replies) {
        expect(page).toContain(escapeHtml(`${status}: ${description}`));
      }
    }
    const leads = [...page.matchAll(/href="#(\w+)"/g)].map(([, name]) => name ?? '');
    expect(leads.length).toBeGreaterThan(0);
    expect(leads.filter((name) => !page.includes(`<section id="${name}">`))).toEqual([]);
  });
});
