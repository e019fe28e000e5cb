/**
 * The operations of operators, as they are published.
 * It must never describe what is not served.
 */
import type { Operation } from './operation.js';

export const OPERATOR_OPERATIONS: readonly Operation[] = [
  { method: 'get', path: '/healthz', summary: 'The process lives', access: 'open', success: [200] },
  {
    method: 'get',
    path: '/readyz',
    summary: 'Index, gate and screening answer',
    access: 'open',
    success: [200, 503],
  },
  {
    method: 'get',
    path: '/metrics',
    summary: 'Prometheus metrics; without a token on a loopback address only',
    access: 'open',
    success: [200],
  },
  {
    method: 'get',
    path: '/openapi.json',
    summary: 'This document',
    access: 'open',
    success: [200],
  },
  {
    method: 'get',
    path: '/docs',
    summary: 'This document as a page',
    access: 'open',
    success: [200],
  },
  { method: 'get', path: '/', summary: 'The console', access: 'open', success: [200] },
];
