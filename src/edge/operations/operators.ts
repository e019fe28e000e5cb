/**
 * The operations of operators, as they are published.
 * It must never describe what is not served.
 */
import { ok, type Operation } from './operation.js';
import { alive, exposition, notReady, openApiDocument, page, ready } from './replies/health.js';

export const OPERATOR_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/healthz',
    summary: 'The process lives',
    access: 'open',
    replies: [ok(alive, 'It lives.')],
  },
  {
    method: 'get',
    path: '/readyz',
    summary: 'Index, gate and screening answer',
    access: 'open',
    replies: [
      ok(ready, 'All answer.'),
      { status: 503, description: 'Something does not answer.', schema: notReady },
    ],
  },
  {
    method: 'get',
    path: '/metrics',
    summary: 'Prometheus metrics; without a token on a loopback address only',
    access: 'open',
    replies: [
      { status: 200, description: 'What is measured.', schema: exposition, type: 'text/plain' },
    ],
    failures: ['forbidden', 'index_unavailable'],
  },
  {
    method: 'get',
    path: '/openapi.json',
    summary: 'This document',
    access: 'open',
    replies: [
      { status: 200, description: 'It.', schema: openApiDocument, type: 'application/json' },
    ],
  },
  {
    method: 'get',
    path: '/docs',
    summary: 'This document as a page',
    access: 'open',
    replies: [{ status: 200, description: 'The page.', schema: page, type: 'text/html' }],
  },
  {
    method: 'get',
    path: '/',
    summary: 'The console',
    access: 'open',
    replies: [{ status: 200, description: 'The page.', schema: page, type: 'text/html' }],
  },
];
