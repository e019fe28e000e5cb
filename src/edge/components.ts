/**
 * The named schemas of the published document: each written once, and referred to wherever it is used.
 * It must never publish two schemas under one name.
 */
import type { TSchema } from '@sinclair/typebox';

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export class Components {
  readonly #published = new Map<string, Json>();
  readonly #sources = new Map<string, string>();

  /** The schema as it is published, with references in place of named ones. */
  of(schema: TSchema): unknown {
    return this.#written(schema);
  }

  get schemas(): Json {
    return Object.fromEntries([...this.#published].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  #written(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((each) => this.#written(each));
    if (!isObject(value)) return value;
    const { $id: name, ...rest } = value;
    if (typeof name !== 'string') return this.#fields(value);
    const source = JSON.stringify(rest);
    const known = this.#sources.get(name);
    const { description, ...other } = rest;
    if (known === undefined) {
      this.#sources.set(name, source);
      this.#published.set(name, this.#fields(rest));
    } else if (known !== source) {
      const { description: _first, ...first } = JSON.parse(known) as Json;
      if (JSON.stringify(first) !== JSON.stringify(other)) {
        throw new Error(`two schemas are called ${name}`);
      }
    }
    const $ref = `#/components/schemas/${name}`;
    const own = this.#published.get(name)?.['description'];
    return description === undefined || description === own ? { $ref } : { $ref, description };
  }

  #fields(value: Json): Json {
    return Object.fromEntries(Object.entries(value).map(([key, of]) => [key, this.#written(of)]));
  }
}
