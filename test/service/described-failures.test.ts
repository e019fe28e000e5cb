/** However a call fails, the published document says that it may: of each operation, with what goes wrong most. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PERMISSIONS, ROLES, type Role } from '../../src/access/caller.js';
import { OPERATIONS, type Operation } from '../../src/edge/operations.js';
import { LIMITS } from '../../src/limits.js';
import { DescribedService } from '../support/described-service.js';
import { at, type Reply } from '../support/running-service.js';
import { bornThen } from './described-scene.js';

const service = new DescribedService('application/json', { RATE_LIMIT_PER_CREDENTIAL: '2' });
const tokens = new Map<Role, string>();
const JSON_TYPE = { 'content-type': 'application/json' };

beforeAll(async () => {
  await service.start();
  for (const role of ROLES) {
    const member = role === 'terminal' || role === 'ncb' ? 'HRV' : 'XPO';
    tokens.set(role, await service.token(member, role));
  }
});
afterAll(() => service.stop());

const ofCallers = OPERATIONS.filter(({ access }) => access !== 'open');
const withValue = OPERATIONS.filter(
  ({ body, bodyType }) => body !== undefined && bodyType === undefined,
);

const rolesOf = ({ access }: Operation): readonly Role[] =>
  access === 'open' ? ROLES : PERMISSIONS[access];

/** Somebody who may make the call. */
const insider = (operation: Operation): string | null =>
  operation.access === 'open' ? null : (tokens.get(rolesOf(operation)[0] ?? 'ncb') ?? null);

const outsider = (operation: Operation): string | null => {
  const role = ROLES.find((one) => !rolesOf(operation).includes(one));
  return role === undefined ? null : (tokens.get(role) ?? null);
};

/** The path with identifiers that nothing has. */
const pathOf = ({ path }: Operation): string =>
  path
    .replace('{code}', 'HRV')
    .replace('{recordId}', 'HRV-none')
    .replace(/\{\w+\}/g, 'none');

const nameOf = ({ method, path }: Operation): string => `${method} ${path}`;

/** Makes a call of each operation; each answer is held against the document on its way. */
async function statuses(
  operations: readonly Operation[],
  call: (operation: Operation, method: string) => Promise<Reply>,
): Promise<[string, number][]> {
  const made = operations.map(async (operation): Promise<[string, number]> => {
    const { status } = await call(operation, operation.method.toUpperCase());
    return [nameOf(operation), status];
  });
  return Promise.all(made);
}

const all = (operations: readonly Operation[], status: number): [string, number][] =>
  operations.map((operation) => [nameOf(operation), status]);

describe('a failure is described', () => {
  it('where no token is given', async () => {
    const answers = await statuses(ofCallers, (one, method) =>
      service.asked(method, pathOf(one), null, {}),
    );
    expect(answers).toEqual(all(ofCallers, 401));
  });

  it('where the role may not make the call', async () => {
    const barred = ofCallers.filter((one) => outsider(one) !== null);
    const answers = await statuses(barred, (one, method) =>
      service.asked(method, pathOf(one), outsider(one), {}),
    );
    expect(answers).toEqual(all(barred, 403));
  });

  it('where a body is compressed', async () => {
    const answers = await statuses(withValue, (one, method) =>
      service.asked(method, pathOf(one), insider(one), { 'content-encoding': 'gzip' }, '{}'),
    );
    expect(answers).toEqual(all(withValue, 415));
  });

  it.each([
    ['of another media type', 415, 'text/plain', '{}'],
    ['not of its type', 400, 'application/json', '{'],
    ['no object', 400, 'application/json', '[]'],
    ['of unknown fields', 400, 'application/json', '{"unknown":1}'],
    ['not of the other type', 400, 'application/msgpack', '{'],
    ['too large', 413, 'application/json', ' '.repeat(LIMITS.batchBytesMax + 1)],
  ])('where a body is %s', async (_, status, type, body) => {
    const answers = await statuses(withValue, (one, method) =>
      service.asked(method, pathOf(one), insider(one), { 'content-type': type }, body),
    );
    // A field that is missing is told of before one that is unknown, and checks of a spent limit come first.
    const odd = answers.filter(([, answered]) => ![status, 422, 429].includes(answered));
    expect(odd).toEqual([]);
  });

  it('where a query says a thing twice, or a number out of range', async () => {
    const asked = OPERATIONS.filter(({ query }) => query !== undefined);
    const twice = await statuses(asked, (one, method) => {
      const name = one.query?.[0] ?? '';
      return service.asked(method, `${pathOf(one)}?${name}=1&${name}=2`, insider(one), {});
    });
    expect(twice).toEqual(all(asked, 400));
    const limited = asked.filter(({ query }) => query?.includes('limit'));
    const none = await statuses(limited, (one, method) =>
      service.asked(method, `${pathOf(one)}?limit=0`, insider(one), {}),
    );
    expect(none).toEqual(all(limited, 422));
  });

  it('where there is nothing of an identifier', async () => {
    const one = OPERATIONS.filter(({ path }) => /\{(?!code|reference)/.test(path));
    const body = JSON.stringify({ reason: 'because' });
    const answers = await statuses(one, (operation, method) =>
      method === 'GET'
        ? service.asked(method, pathOf(operation), insider(operation), {})
        : service.asked(method, pathOf(operation), insider(operation), JSON_TYPE, body),
    );
    expect(answers.filter(([, status]) => ![404, 400, 422].includes(status))).toEqual([]);
  });

  it('where the limit of a credential is spent, with when to try again', async () => {
    const token = tokens.get('terminal') ?? '';
    const checks = Array.from({ length: 5 }, () => service.check(token, bornThen('Nemo Nullus')));
    const codes = (await Promise.all(checks)).map(({ body }) => at(body, 'code'));
    expect(codes).toContain('rate_limited');
  });

  it('where the index does not answer', async () => {
    process.kill(service.redisPid, 'SIGSTOP');
    try {
      const answers = await statuses(OPERATIONS, (one, method) =>
        one.body === undefined
          ? service.asked(method, pathOf(one), insider(one), {})
          : service.asked(method, pathOf(one), insider(one), JSON_TYPE, valid(one)),
      );
      const failed = answers.filter(([, status]) => status >= 500);
      expect(failed.length).toBeGreaterThan(ofCallers.length / 2);
    } finally {
      process.kill(service.redisPid, 'SIGCONT');
    }
  });
});

/** A body that is good enough to be acted on, where one reason is all it takes. */
function valid({ path }: Operation): string {
  if (path === '/v1/checks') return JSON.stringify({ purpose: 'border', ...bornThen('Nemo') });
  return JSON.stringify({ reason: 'because' });
}
