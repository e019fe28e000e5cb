import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RunningService } from '../support/running-service.js';
import { PROTOCOL, refusalOf, StreamClient } from '../support/stream-client.js';

const dir = mkdtempSync(join(tmpdir(), 'pc-tls-'));
const file = (name: string): string => join(dir, name);
const openssl = (...args: string[]): void => {
  execFileSync('openssl', args, { stdio: 'ignore', cwd: dir });
};

/** An authority with one certificate for the server and one for a client, and a stranger's. */
function makeCertificates(): void {
  const ec = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  for (const name of ['ca', 'stranger']) {
    openssl(
      'req',
      '-x509',
      ...ec,
      '-keyout',
      `${name}.key`,
      '-out',
      `${name}.pem`,
      '-subj',
      `/CN=${name}`,
    );
  }
  for (const name of ['server', 'client']) {
    openssl(
      'req',
      ...ec.slice(0, 5),
      '-keyout',
      `${name}.key`,
      '-out',
      `${name}.csr`,
      '-subj',
      `/CN=${name}`,
    );
    openssl(
      'x509',
      '-req',
      '-in',
      `${name}.csr`,
      '-CA',
      'ca.pem',
      '-CAkey',
      'ca.key',
      '-CAcreateserial',
      '-days',
      '2',
      '-out',
      `${name}.pem`,
    );
  }
}

let service: RunningService;
beforeAll(async () => {
  makeCertificates();
  service = await new RunningService({
    TLS_CERT: file('server.pem'),
    TLS_KEY: file('server.key'),
    TLS_CLIENT_CA: file('ca.pem'),
  }).start();
});
afterAll(async () => {
  await service.stop();
  rmSync(dir, { recursive: true, force: true });
});

/** The status of a GET, or `null` where the connection was refused. */
function statusWith(path: string, client: string | null): Promise<number | null> {
  return new Promise((resolve) => {
    const identity =
      client === null
        ? {}
        : { cert: readFileSync(file(`${client}.pem`)), key: readFileSync(file(`${client}.key`)) };
    const call = request(
      `${service.url}${path}`,
      {
        ca: readFileSync(file('ca.pem')),
        checkServerIdentity: () => undefined,
        agent: false,
        ...identity,
      },
      (response) => {
        response.resume();
        resolve(response.statusCode ?? null);
      },
    );
    call.on('error', () => resolve(null));
    call.end();
  });
}

async function tokenFromTheCommand(): Promise<string> {
  const args = ['credential', 'issue', '--country', 'DEU', '--role', 'terminal'];
  const issued = JSON.parse(await service.cli(args)) as { token: string };
  return issued.token;
}

describe('with TLS_CLIENT_CA', () => {
  it.each(['/healthz', '/metrics', '/v1/members', '/nothing'])(
    'a connection without a client certificate is refused on %s',
    async (path) => {
      expect(await statusWith(path, null)).toBe(401);
    },
  );

  it('a certificate of another authority is refused', async () => {
    expect([null, 401]).toContain(await statusWith('/healthz', 'stranger'));
  });

  it('a certificate of that authority is let in, and needs its token all the same', async () => {
    expect(await statusWith('/healthz', 'client')).toBe(200);
    expect(await statusWith('/v1/members', 'client')).toBe(401);
  });

  it('a stream needs both, like every other route', async () => {
    const authority = { ca: readFileSync(file('ca.pem')), servername: 'server' };
    const identity = {
      cert: readFileSync(file('client.pem')),
      key: readFileSync(file('client.key')),
    };
    const token = await tokenFromTheCommand();
    const headers = { authorization: `Bearer ${token}` };
    const without = await refusalOf(service.url, [PROTOCOL], { ...authority, headers });
    expect(without.status).toBe(401);
    const anonymous = await refusalOf(service.url, [PROTOCOL], { ...authority, ...identity });
    expect(anonymous.status).toBe(401);
    const stream = await StreamClient.open(service.url, token, {
      ...authority,
      ...identity,
      headers,
    });
    const check = { purpose: 'border', documents: [{ number: 'A1', issuer: 'FRA' }] };
    expect((await stream.ask(1, { check })).reply).toBeDefined();
    await stream.end();
  });
});
