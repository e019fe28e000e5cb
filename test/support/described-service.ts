/**
 * A running service whose every answer to a test is held against the document that it publishes.
 * It must never let an answer pass that is not described.
 */
import { Packr, Unpackr } from 'msgpackr';
import { PublishedDocument, type Published } from './published-document.js';
import { RunningService, type Reply } from './running-service.js';

const packr = new Packr({ useRecords: false });
const unpackr = new Unpackr({ useRecords: false, int64AsType: 'number' });

export type Form = 'application/json' | 'application/msgpack';

export class DescribedService extends RunningService {
  /** How bodies are sent, and answers asked for. */
  readonly form: Form;
  #document: PublishedDocument | null = null;

  constructor(form: Form, env: Record<string, string> = {}) {
    super(env);
    this.form = form;
  }

  get document(): PublishedDocument {
    if (this.#document === null) throw new Error('the document has not been read');
    return this.#document;
  }

  override async start(): Promise<this> {
    await super.start();
    const response = await fetch(`${this.url}/openapi.json`);
    this.#document = new PublishedDocument((await response.json()) as Published);
    return this;
  }

  override async call(
    method: string,
    path: string,
    token: string | null,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Reply> {
    const { form } = this;
    const bytes = (): Uint8Array<ArrayBuffer> => new Uint8Array(packr.pack(body));
    const sent = form === 'application/json' ? JSON.stringify(body) : bytes();
    const type = body === undefined ? {} : { 'content-type': form };
    return this.asked(
      method,
      path,
      token,
      { accept: form, ...type, ...headers },
      body === undefined ? body : sent,
    );
  }

  override async bulk(token: string, lines: readonly object[]): Promise<unknown[]> {
    const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
    const type = { 'content-type': 'application/x-ndjson' };
    const { body } = await this.asked('POST', '/v1/records/bulk', token, type, text);
    return body as unknown[];
  }

  /** A call of any body and headers. */
  async asked(
    method: string,
    path: string,
    token: string | null,
    headers: Record<string, string>,
    body?: string | Uint8Array<ArrayBuffer>,
  ): Promise<Reply> {
    const authorization: Record<string, string> =
      token === null ? {} : { authorization: `Bearer ${token}` };
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: { ...authorization, ...headers },
      ...(body === undefined ? {} : { body }),
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    const value = decoded(response.headers.get('content-type') ?? '', bytes);
    this.document.hold({
      method: method.toLowerCase(),
      path: path.split('?')[0] ?? '',
      status: response.status,
      headers: response.headers,
      value,
    });
    const { status } = response;
    return { status, headers: response.headers, text: bytes.toString(), body: value };
  }
}

function decoded(contentType: string, bytes: Buffer): unknown {
  const [type] = contentType.split(';');
  if (type === 'application/msgpack') return unpackr.unpack(bytes);
  const text = bytes.toString('utf8');
  if (type === 'application/x-ndjson') {
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line): unknown => JSON.parse(line));
  }
  return type?.endsWith('json') === true ? (JSON.parse(text) as unknown) : text;
}
