/**
 * The interface as a page for people, made from the OpenAPI document.
 * It must never say anything that the document does not.
 */
import type { OpenApiDocument } from '../openapi.js';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);

type Content = Readonly<Record<string, { readonly schema: unknown }>>;

interface Response {
  readonly $ref?: string;
  readonly description?: string;
  readonly content?: Content;
}

interface Described {
  readonly summary: string;
  readonly description: string;
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, Response>>;
}

const written = (schema: unknown): string =>
  `<pre>${escapeHtml(JSON.stringify(schema, null, 2)).replace(
    /#\/components\/schemas\/(\w+)/g,
    '<a href="#$1">#/components/schemas/$1</a>',
  )}</pre>`;

function folded(title: string, content: Content): string {
  const [first] = Object.values(content);
  const types = Object.keys(content).join(', ');
  return `<details><summary>${escapeHtml(`${title} (${types})`)}</summary>${written(first?.schema)}</details>`;
}

/** Failures are told by their statuses: they all have the one form. */
function answers(responses: Described['responses']): string {
  const told = Object.entries(responses).map(([status, { description = '', content, $ref }]) => {
    if ($ref !== undefined) return '';
    const title = `${status}: ${description}`;
    return content === undefined ? `<p>${escapeHtml(title)}</p>` : folded(title, content);
  });
  const failures = Object.entries(responses).flatMap(([status, { $ref }]) =>
    $ref === undefined
      ? []
      : [`${status} ${$ref.split('/').at(-1)?.replaceAll('-or-', ', ') ?? ''}`],
  );
  return `${told.join('')}<p>Failures: ${escapeHtml(failures.join('; '))}.</p>`;
}

function operation(method: string, path: string, described: Described): string {
  const { summary, description, requestBody, responses } = described;
  const body = requestBody === undefined ? '' : folded('Body', requestBody.content);
  return `<section><h2><code>${method.toUpperCase()} ${escapeHtml(path)}</code></h2><p>${escapeHtml(summary)}.</p><p>${escapeHtml(description)}</p>${body}${answers(responses)}</section>`;
}

const schemaSection = ([name, schema]: readonly [string, unknown]): string =>
  `<section id="${escapeHtml(name)}"><h2><code>${escapeHtml(name)}</code></h2>${written(schema)}</section>`;

export function docsPage(document: OpenApiDocument): string {
  const sections = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) =>
      operation(method, path, described as Described),
    ),
  );
  const schemas = Object.entries(document.components.schemas).map(schemaSection);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>portcullis: interface</title><style>
body{font:16px/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}
h2{font-size:1rem;margin:2rem 0 .25rem;border-top:1px solid #ccc;padding-top:1rem}p{margin:.25rem 0}
pre{background:#f4f4f4;padding:1rem;overflow:auto;font-size:.8rem}
</style></head><body><h1>portcullis: interface</h1><p>Machine-readable form: <a href="/openapi.json">/openapi.json</a>.</p>${sections.join('')}<h1>Schemas</h1>${schemas.join('')}</body></html>`;
}
