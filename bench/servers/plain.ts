/**
 * The plain server: what one would write first. Fastify, node-redis with its default options, one
 * awaited GET per request. It must never be tuned: it is there to show what tuning is worth. It asks
 * for no credential and keeps no audit, which is in its favour.
 */
import { pathToFileURL } from 'node:url';
import Fastify from 'fastify';
import { createClient } from 'redis';
import { serveParent, type RunningServer } from './child.js';
import { documentKey, personKey } from '../workload.js';

interface PlainCheck {
  readonly person?: {
    readonly name: { readonly family: string; readonly given: string };
    readonly dateOfBirth: string;
  };
  readonly documents?: readonly { readonly number: string; readonly issuer: string }[];
}

function keyOf({ person, documents }: PlainCheck): string {
  if (person !== undefined) {
    return personKey(person.name.family, person.name.given, person.dateOfBirth);
  }
  const document = documents?.[0];
  return document === undefined ? 'nothing' : documentKey(document.issuer, document.number);
}

/** Listens on a free port of `127.0.0.1`; `redisPath` is the Unix socket of its own Redis. */
export async function startPlain(redisPath: string): Promise<RunningServer> {
  const redis = createClient({ socket: { path: redisPath, tls: false } });
  redis.on('error', (error: Error) => console.error(`plain server: ${error.message}`));
  await redis.connect();
  const app = Fastify();
  app.get('/healthz', async () => 'ok');
  app.post<{ Body: PlainCheck }>('/v1/checks', async ({ body }) => {
    const found = await redis.get(keyOf(body));
    return {
      checkId: 'AAAAAAAAAAAAAAAAAAAA',
      result: found === null ? 'clear' : 'match',
      matches: found === null ? [] : [JSON.parse(found) as unknown],
    };
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const address = app.server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    close: async () => {
      await app.close();
      await redis.close();
    },
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await serveParent(() => startPlain(process.argv[2] ?? ''));
}
