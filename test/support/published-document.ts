/**
 * The published document as a test reads it: which answers are described, and whether a real one is as described.
 * It must never be made from the sources; it is what the service publishes.
 */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

interface Content {
  readonly content?: Readonly<Record<string, { readonly schema: object }>>;
  readonly headers?: Readonly<Record<string, HeaderOrReference>>;
}
type HeaderOrReference = { readonly $ref?: string; readonly required?: boolean };
type ResponseOrReference = Content & { readonly $ref?: string };

interface Described {
  readonly responses: Readonly<Record<string, ResponseOrReference>>;
}

export interface Published {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, object>>;
    readonly responses: Readonly<Record<string, Content>>;
    readonly headers: Readonly<Record<string, HeaderOrReference>>;
  };
}

export interface RealAnswer {
  readonly method: string;
  /** Without a query. */
  readonly path: string;
  readonly status: number;
  readonly headers: Headers;
  /** Of NDJSON all lines, of text the text, else the decoded value; `undefined` where there is no body. */
  readonly value: unknown;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;

const nameOf = ($ref: string): string => $ref.split('/').at(-1) ?? '';

export class PublishedDocument {
  readonly #document: Published;
  readonly #ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });
  readonly #compiled = new Map<string, ValidateFunction>();
  /** Answers that were as described: method, path, status and media type. */
  readonly seen = new Set<string>();

  constructor(document: Published) {
    this.#document = document;
    this.#ajv.addFormat('date', DAY).addFormat('date-time', INSTANT);
    this.#ajv.addVocabulary(['components']);
  }

  /** Every answer described that is no failure, as `seen` names them. */
  get successes(): string[] {
    return Object.entries(this.#document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, { responses }]) =>
        Object.entries(responses)
          .filter(([, { $ref }]) => $ref === undefined)
          .flatMap(([status, { content }]) =>
            Object.keys(content ?? { nothing: {} }).map((type) =>
              [method, path, status, type].join(' '),
            ),
          ),
      ),
    );
  }

  /** Throws where an answer is not described, or not as described; notes it otherwise. */
  hold(answer: RealAnswer): void {
    const { method, status, headers } = answer;
    const path = this.#templateOf(method, answer.path);
    // A path or method that is not described is answered as such.
    if (path === null) {
      if (status === 404 || status === 405) return;
      throw new Error(`${method} ${answer.path} is not described, and answered ${status}`);
    }
    const described = this.#document.paths[path]?.[method]?.responses[String(status)];
    const type = headers.get('content-type')?.split(';')[0] ?? 'nothing';
    const here = [method, path, status, type].join(' ');
    if (described === undefined) throw new Error(`${here} is not described`);
    const response =
      described.$ref === undefined
        ? described
        : (this.#document.components.responses[nameOf(described.$ref)] ?? {});
    for (const [name, header] of Object.entries(response.headers ?? {})) {
      const { required } = this.#headerOf(header);
      if (required === true && !headers.has(name)) throw new Error(`${here} lacks ${name}`);
    }
    const schema = response.content?.[type]?.schema;
    if (schema === undefined && type !== 'nothing') throw new Error(`${here} is not described`);
    const values = type === 'application/x-ndjson' ? (answer.value as unknown[]) : [answer.value];
    if (schema !== undefined) for (const value of values) this.#validate(here, schema, value);
    this.seen.add(here);
  }

  /** Throws where a value is not of a published schema of this name. */
  holdValue(name: string, value: unknown): void {
    this.#validate(name, { $ref: `#/components/schemas/${name}` }, value);
  }

  #headerOf(header: HeaderOrReference): HeaderOrReference {
    if (header.$ref === undefined) return header;
    return this.#document.components.headers[nameOf(header.$ref)] ?? {};
  }

  #validate(here: string, schema: object, value: unknown): void {
    const { components } = this.#document;
    const key = JSON.stringify(schema);
    const validate =
      this.#compiled.get(key) ??
      this.#ajv.compile({ ...schema, components: { schemas: components.schemas } });
    this.#compiled.set(key, validate);
    if (validate(value)) return;
    const errors = (validate.errors ?? []).map(
      ({ instancePath, message, params }) =>
        `${instancePath} ${message ?? ''} ${JSON.stringify(params)}`,
    );
    const told = JSON.stringify(value).slice(0, 2_000);
    throw new Error(`${here} is not as described:\n${errors.join('\n')}\n${told}`);
  }

  /** The path as it is described; one that names it whole goes before one with a parameter, whatever the method. */
  #templateOf(method: string, path: string): string | null {
    const { paths } = this.#document;
    const asked = path.split('/');
    const fits = (template: string): boolean => {
      const parts = template.split('/');
      return (
        parts.length === asked.length &&
        parts.every((part, nth) => part.startsWith('{') || part === asked[nth])
      );
    };
    const [found] = Object.keys(paths)
      .filter(fits)
      .sort((a, b) => a.split('{').length - b.split('{').length);
    return found !== undefined && method in (paths[found] ?? {}) ? found : null;
  }
}
