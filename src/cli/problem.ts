/**
 * A refusal of the service (RFC 9457, CONTRACT section 8) in words for a person.
 * It must never trust that what came is one: a proxy answers in its own way.
 */
import { printable } from './printable.js';

export interface ShownProblem {
  readonly title: string;
  readonly detail: string | null;
  readonly path: string | null;
  readonly retryable: boolean;
}

/** Statuses after which the same call may succeed: overload, and a gateway without its service. */
const RETRYABLE = new Set([429, 502, 503, 504]);

function fieldOf(value: unknown, field: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return (value as Record<string, unknown>)[field];
}

function textIn(value: unknown, field: string): string | null {
  const text = fieldOf(value, field);
  return typeof text === 'string' && text !== '' ? printable(text) : null;
}

export function problemFrom(status: number, text: string): ShownProblem {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = null;
  }
  const retryable = fieldOf(value, 'retryable');
  return {
    title: textIn(value, 'title') ?? `The service answered ${status}`,
    detail: textIn(value, 'detail'),
    path: textIn(value, 'path'),
    retryable: typeof retryable === 'boolean' ? retryable : RETRYABLE.has(status),
  };
}

/** One line: `title: detail (path)`, with a full stop. */
export function problemLine({ title, detail, path }: ShownProblem): string {
  const what = (detail === null ? title : `${title}: ${detail}`).replace(/\.$/, '');
  return path === null ? `${what}.` : `${what} (${path}).`;
}
