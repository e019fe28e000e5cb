/**
 * The way from a command to the service: address, token, certificates, one POST.
 * It must never print the token, and never try again by itself.
 */
import { readFileSync } from 'node:fs';
import * as http from 'node:http';
import * as https from 'node:https';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { codeOf, failedEnd, usageEnd, type CliContext, type CommandEnd } from './context.js';

export const DEFAULT_URL = 'http://127.0.0.1:8080';
/** A service that says nothing for so long is taken for gone; its own longest deadline is 5 s. */
const SILENCE_MS = 30_000;
/** More of a refusal than this is not read. */
const PROBLEM_BYTES_MAX = 64 * 1024;
const TOKEN = /^[\x21-\x7e]{1,4096}$/;

export interface ConnectionOptions {
  readonly url?: string;
  readonly token?: string;
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
}

export function addConnectionOptions(command: Command): Command {
  return command
    .option('--url <url>', `address of the service (PORTCULLIS_URL, else ${DEFAULT_URL})`)
    .option('--token <token>', 'token (better PORTCULLIS_TOKEN: others can see command lines)')
    .option('--ca <file>', 'authorities (PEM) that the certificate of the service must be from')
    .option('--cert <file>', 'client certificate (PEM), for a service that asks for one')
    .option('--key <file>', 'key (PEM) of the client certificate');
}

/** Neither empty options nor empty variables count as given. */
function given(option: string | undefined, variable: string | undefined): string | null {
  return option || variable || null;
}

function baseFrom(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw usageEnd(`The address must be http://... or https://..., not "${text}".`);
  }
  url.search = '';
  url.hash = '';
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}

export interface Answer {
  readonly status: number;
  /** Seconds of a `Retry-After`, or `null`. */
  readonly retryAfterS: number | null;
  readonly body: http.IncomingMessage;
}

export class Connection {
  readonly url: URL;
  readonly #token: string;
  readonly #agent: http.Agent;

  constructor(url: URL, token: string, agent: http.Agent) {
    this.url = url;
    this.#token = token;
    this.#agent = agent;
  }

  /** Resolves with the head of the answer. Rejects with a system error when there is none. */
  post(path: string, contentType: string, body: Buffer): Promise<Answer> {
    const secure = this.url.protocol === 'https:';
    const options: http.RequestOptions = {
      agent: this.#agent,
      method: 'POST',
      timeout: SILENCE_MS,
      headers: {
        authorization: `Bearer ${this.#token}`,
        'content-type': contentType,
        'content-length': body.length,
      },
    };
    return new Promise((accept, reject) => {
      const request = (secure ? https : http).request(new URL(path, this.url), options);
      request.once('timeout', () => {
        const silent = new Error('the service is silent');
        request.destroy(Object.assign(silent, { code: 'ETIMEDOUT' }));
      });
      // Stays for good: the socket may break again after the answer has begun.
      request.on('error', reject);
      request.once('response', (answer) => {
        const wait = Number(answer.headers['retry-after'] ?? Number.NaN);
        const retryAfterS = Number.isFinite(wait) && wait >= 0 ? wait : null;
        accept({ status: answer.statusCode ?? 0, retryAfterS, body: answer });
      });
      request.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

/** Throws `CommandEnd` with exit code 2 where address, token or certificates cannot be used. */
export function connectionFrom(options: ConnectionOptions, context: CliContext): Connection {
  const { env, cwd } = context;
  const url = baseFrom(given(options.url, env['PORTCULLIS_URL']) ?? DEFAULT_URL);
  const token = given(options.token, env['PORTCULLIS_TOKEN']);
  if (token === null) throw usageEnd('No token: set PORTCULLIS_TOKEN or give --token.');
  if (!TOKEN.test(token)) throw usageEnd('The token holds characters that no token has.');
  if ((options.cert === undefined) !== (options.key === undefined)) {
    throw usageEnd('--cert and --key must be given together.');
  }
  const pem = (file: string): Buffer => {
    try {
      return readFileSync(resolve(cwd, file));
    } catch (error) {
      throw usageEnd(`Cannot read ${file}: ${reasonOf(error)}.`);
    }
  };
  const keep = { keepAlive: true, maxSockets: 1 };
  if (url.protocol === 'http:') return new Connection(url, token, new http.Agent(keep));
  const { ca, cert, key } = options;
  const agent = new https.Agent({
    ...keep,
    ...(ca === undefined ? {} : { ca: pem(ca) }),
    ...(cert === undefined ? {} : { cert: pem(cert) }),
    ...(key === undefined ? {} : { key: pem(key) }),
  });
  return new Connection(url, token, agent);
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'not allowed',
  EISDIR: 'it is a directory',
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection broke',
  EPIPE: 'the connection broke',
  ENOTFOUND: 'there is no such host',
};

/** A system error in a few words. */
export function reasonOf(error: unknown): string {
  const known = REASONS[codeOf(error)];
  if (known !== undefined) return known;
  const message = error instanceof Error ? error.message : '';
  return message || codeOf(error) || 'unknown reason';
}

/** The end of a command that could not reach the service. */
export function unreachable(connection: Connection, error: unknown): CommandEnd {
  return failedEnd(`The service at ${connection.url.origin} gave no answer: ${reasonOf(error)}.`);
}

/** The text of an answer up to a bound. Rejects when the connection breaks before its end. */
export async function textOf(answer: Answer, bytesMax = PROBLEM_BYTES_MAX): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of answer.body as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > bytesMax) break;
  }
  return Buffer.concat(chunks).toString('utf8');
}
