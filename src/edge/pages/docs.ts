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

interface Described {
  readonly summary: string;
  readonly description: string;
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema: unknown }>>;
  };
}

function operation(
  method: string,
  path: string,
  { summary, description, requestBody }: Described,
): string {
  const [content] = Object.entries(requestBody?.content ?? {});
  const body =
    content === undefined
      ? ''
      : `<details><summary>Body (${escapeHtml(Object.keys(requestBody?.content ?? {}).join(', '))})</summary><pre>${escapeHtml(JSON.stringify(content[1].schema, null, 2))}</pre></details>`;
  return `<section><h2><code>${method.toUpperCase()} ${escapeHtml(path)}</code></h2><p>${escapeHtml(summary)}.</p><p>${escapeHtml(description)}</p>${body}</section>`;
}

export function docsPage(document: OpenApiDocument): string {
  const sections = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) =>
      operation(method, path, described as Described),
    ),
  );
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>portcullis: interface</title><style>
body{font:16px/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}
h2{font-size:1rem;margin:2rem 0 .25rem;border-top:1px solid #ccc;padding-top:1rem}p{margin:.25rem 0}
pre{background:#f4f4f4;padding:1rem;overflow:auto;font-size:.8rem}
</style></head><body><h1>portcullis: interface</h1><p>Machine-readable form: <a href="/openapi.json">/openapi.json</a>.</p>${sections.join('')}</body></html>`;
}
