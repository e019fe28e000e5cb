/**
 * The published form of the interface: an OpenAPI 3.1 document made from the schemas that are enforced.
 * It must never say more than the list of operations.
 */
import { PERMISSIONS } from '../access/caller.js';
import { FAILURES } from '../errors.js';
import { OPERATIONS, type Operation } from './operations.js';

const ProblemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail', 'retryable'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', enum: Object.keys(FAILURES) },
    detail: { type: 'string' },
    path: { type: 'string', description: 'JSON Pointer (RFC 6901) to the field at fault.' },
    retryable: { type: 'boolean' },
    checkId: { type: 'string' },
  },
} as const;

const PROBLEM = {
  description: 'A problem (RFC 9457).',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
} as const;

function parametersOf({ path, query }: Operation): object[] {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const inQuery = (query ?? []).map((name) => ({ name, in: 'query', schema: { type: 'string' } }));
  return [...inPath, ...inQuery];
}

function bodyOf({ body, bodyType }: Operation): object {
  if (body === undefined) return {};
  const types = bodyType === undefined ? ['application/json', 'application/msgpack'] : [bodyType];
  const content = Object.fromEntries(types.map((type) => [type, { schema: body }]));
  return { requestBody: { required: true, content } };
}

function describe(operation: Operation): object {
  const { access, summary, description, success } = operation;
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
      ...Object.fromEntries(success.map((status) => [status, { description: 'Done.' }])),
      default: PROBLEM,
    },
  };
}

export interface OpenApiDocument {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, object>>>>;
}

export function openApiOf(): OpenApiDocument {
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of OPERATIONS) {
    (paths[operation.path] ??= {})[operation.method] = describe(operation);
  }
  const document = {
    openapi: '3.1.0',
    info: {
      title: 'portcullis',
      version: '1',
      description:
        'Database checks for police cooperation. A match is not proof of identity: confirm with the ' +
        'owning bureau before acting.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: { Problem: ProblemSchema },
    },
  };
  return document;
}
