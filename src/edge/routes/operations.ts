/**
 * The routes for operators: health, readiness, metrics, and the published form of the interface.
 * It must never show person data.
 */
import type { Metrics } from '../../metrics.js';
import { LIMITS } from '../../limits.js';
import type { Answer, Route } from '../route.js';

export interface OperationServices {
  readonly metrics: Metrics;
  /** What is not ready; empty when everything is. */
  readonly troubles: () => Promise<readonly string[]>;
  /** The OpenAPI document as JSON text. */
  readonly openapi: string;
  /** Page of the interface, and page of the console, as HTML. */
  readonly docsPage: string;
  readonly consolePage: string;
}

const html = (encoded: string): Answer => ({
  status: 200,
  encoded,
  contentType: 'text/html; charset=utf-8',
  headers: [
    [
      'content-security-policy',
      "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
    ],
    ['referrer-policy', 'no-referrer'],
  ],
});

export function operationRoutes(services: OperationServices): Route[] {
  const open = (
    path: string,
    access: Route['access'],
    handle: () => Answer | Promise<Answer>,
  ): Route => ({
    method: 'GET',
    path,
    access,
    body: 'none',
    bodyBytesMax: 0,
    deadlineMs: LIMITS.callDeadlineMs,
    handle,
  });
  return [
    open('/healthz', 'open', () => ({ status: 200, value: { status: 'alive' } })),
    open('/readyz', 'open', async () => {
      const troubles = await services.troubles();
      return troubles.length === 0
        ? { status: 200, value: { status: 'ready' } }
        : { status: 503, value: { status: 'not ready', troubles } };
    }),
    open('/metrics', 'loopback-or-operator', async () => ({
      status: 200,
      encoded: await services.metrics.text(),
      contentType: services.metrics.contentType,
    })),
    open('/openapi.json', 'open', () => ({
      status: 200,
      encoded: services.openapi,
      contentType: 'application/json',
    })),
    open('/docs', 'open', () => html(services.docsPage)),
    open('/', 'open', () => html(services.consolePage)),
  ];
}
