/**
 * The operations of statistics and the audit, as they are published.
 * It must never describe what is not served.
 */
import type { Operation } from './operation.js';

export const STATISTICS_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/v1/stats',
    summary: 'Checks and matches per asking and per owning member',
    access: 'statistics',
    query: ['from', 'to'],
    success: [200],
  },
  {
    method: 'get',
    path: '/v1/stats/owners/{code}',
    summary: "Checks against one member's data, by day",
    access: 'statistics',
    query: ['from', 'to'],
    success: [200],
  },
  {
    method: 'get',
    path: '/v1/audit',
    summary: 'The audit, page by page; the reading is itself recorded',
    access: 'audit',
    query: ['from', 'to', 'limit', 'cursor'],
    success: [200],
  },
];
