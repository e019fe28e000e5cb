/**
 * The published form of the interface: an OpenAPI 3.1 document made from the schemas that are enforced.
 * It must never say more than the list of operations.
 */
import { PERMISSIONS } from '../access/caller.js';
import { FAILURES, type FailureCode, type FailureRow } from '../errors.js';
import { LIMITS } from '../limits.js';
import { Components } from './components.js';
import { OPERATIONS, type Operation } from './operations.js';
import type { Reply } from './operations/operation.js';
import {
  OF_ALL,
  OF_BODIES,
  OF_CALLERS,
  OF_VALUES,
  problem,
} from './operations/replies/problems.js';

const BOTH_FORMS = ['application/json', 'application/msgpack'] as const;

/** Parameters of a query that are not any text. */
const QUERY_SCHEMAS: Readonly<Record<string, object>> = {
  limit: { type: 'integer', minimum: 1 },
  wait: { type: 'integer', minimum: 0, maximum: LIMITS.inboxWaitSecondsMax },
};

const IF_MATCH = {
  name: 'If-Match',
  in: 'header',
  description:
    'The version that the change is meant for, in quotes, such as "3"; another one is answered 412. ' +
    'Without it the last write wins.',
  schema: { type: 'string', pattern: '^"[0-9]+"$' },
} as const;

const HEADERS = {
  ETag: {
    description: "The record's version in quotes, as If-Match takes it.",
    required: true,
    schema: { type: 'string', pattern: '^"[0-9]+"$' },
  },
  RetryAfter: {
    description: 'Seconds after which to try again.',
    schema: { type: 'integer', minimum: 0 },
  },
  WwwAuthenticate: { required: true, schema: { const: 'Bearer' } },
} as const;

function parametersOf({ path, query, ifMatch }: Operation): object[] {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const inQuery = (query ?? []).map((name) => ({
    name,
    in: 'query',
    schema: QUERY_SCHEMAS[name] ?? { type: 'string' },
  }));
  return [...inPath, ...inQuery, ...(ifMatch === undefined ? [] : [IF_MATCH])];
}

function bodyOf({ body, bodyType, bodyMayBeLeftOut }: Operation): object {
  if (body === undefined) return {};
  const types = bodyType === undefined ? BOTH_FORMS : [bodyType];
  const content = Object.fromEntries(types.map((type) => [type, { schema: body }]));
  return { requestBody: { required: bodyMayBeLeftOut === undefined, content } };
}

function replyOf({ description, schema, type, etag }: Reply, components: Components): object {
  const headers =
    etag === undefined ? {} : { headers: { ETag: { $ref: '#/components/headers/ETag' } } };
  if (schema === undefined) return { description, ...headers };
  const types = type === undefined ? BOTH_FORMS : [type];
  const published = components.of(schema);
  const content = Object.fromEntries(types.map((each) => [each, { schema: published }]));
  return { description, ...headers, content };
}

/** Every code that an operation may fail with, by status. */
export function failuresOf(operation: Operation): ReadonlyMap<number, readonly FailureCode[]> {
  const { access, method, body, bodyType, query, failures = [] } = operation;
  // Of lines each is answered for itself.
  const lines = bodyType !== undefined;
  const value = body !== undefined && !lines;
  const codes = new Set<FailureCode>([
    ...OF_ALL,
    ...(access === 'open' ? [] : OF_CALLERS),
    ...(value || (method === 'post' && !lines) ? OF_BODIES : []),
    ...(value || query !== undefined ? OF_VALUES : []),
    ...failures,
  ]);
  const byStatus = new Map<number, FailureCode[]>();
  for (const code of Object.keys(FAILURES) as FailureCode[]) {
    if (!codes.has(code)) continue;
    const { status } = FAILURES[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return byStatus;
}

/** One response of the document for codes of one status; its name tells them. */
const failureName = (codes: readonly FailureCode[]): string => codes.join('-or-');

function failureResponse(codes: readonly FailureCode[]): object {
  const rows = codes.map((code): FailureRow => FAILURES[code]);
  const told = codes.map((code, nth) => `${code}: ${rows[nth]?.title ?? ''}`).join('; ');
  const headers = {
    ...(rows.some(({ retryAfterS }) => retryAfterS !== undefined)
      ? { 'Retry-After': { $ref: '#/components/headers/RetryAfter' } }
      : {}),
    ...(codes.includes('unauthenticated')
      ? { 'WWW-Authenticate': { $ref: '#/components/headers/WwwAuthenticate' } }
      : {}),
  };
  const narrowed = {
    type: 'object',
    allOf: [{ $ref: '#/components/schemas/Problem' }],
    properties: { status: { const: rows[0]?.status }, code: { enum: codes } },
  };
  return {
    description: `${told}.`,
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
    content: { 'application/problem+json': { schema: narrowed } },
  };
}

/** The parts of the document that more than one operation refers to. */
class Shared {
  readonly components = new Components();
  readonly responses: Record<string, object> = {};

  failures(operation: Operation): Record<string, object> {
    const entries = [...failuresOf(operation)].map(([status, codes]) => {
      const name = failureName(codes);
      this.responses[name] ??= failureResponse(codes);
      return [status, { $ref: `#/components/responses/${name}` }] as const;
    });
    return Object.fromEntries(entries);
  }
}

function describe(operation: Operation, shared: Shared): object {
  const { access, summary, description, replies } = operation;
  const roles = access === 'open' ? null : PERMISSIONS[access];
  return {
    summary,
    description: [description, roles === null ? null : `Roles: ${roles.join(', ')}.`]
      .filter((part) => part != null)
      .join(' '),
    parameters: parametersOf(operation),
    ...bodyOf(operation),
    ...(roles === null ? {} : { security: [{ token: [] }] }),
    responses: {
      ...shared.failures(operation),
      ...Object.fromEntries(
        replies.map((reply) => [reply.status, replyOf(reply, shared.components)]),
      ),
    },
  };
}

export interface OpenApiDocument {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, object>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, unknown>>;
    readonly responses: Readonly<Record<string, object>>;
  };
}

export function openApiOf(): OpenApiDocument {
  const paths: Record<string, Record<string, object>> = {};
  const shared = new Shared();
  shared.components.of(problem);
  for (const operation of OPERATIONS) {
    (paths[operation.path] ??= {})[operation.method] = describe(operation, shared);
  }
  const document = {
    openapi: '3.1.0',
    info: {
      title: 'portcullis',
      version: '1',
      description:
        'Database checks for police cooperation. A match is not proof of identity: confirm with the ' +
        'owning bureau before acting. A failure is always JSON, whatever was asked for. What is not described ' +
        'here is answered 404, another method of a described path 405.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      headers: HEADERS,
      responses: shared.responses,
      schemas: shared.components.schemas,
    },
  };
  return document;
}
