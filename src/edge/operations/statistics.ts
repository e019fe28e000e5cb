/**
 * The operations of statistics and the audit, as they are published.
 * It must never describe what is not served.
 */
import { ok, type Operation } from './operation.js';
import { audit, ownerStatistics, statistics } from './replies/figures.js';

const STATISTICS =
  'from and to are instants, by default the last 24 hours; of the time in which anything has been counted, 366 ' +
  'days are read at once. The span begins with from and ends before to, so that spans that meet add up. It is ' +
  'told to the second for two hours, to the minute for eight days, to the hour before that: a minute or an hour ' +
  'belongs to the span in which it begins; a second within which an end lies is counted whole. identifications: checks in which a wanted person ' +
  'reached the threshold, and by how many members the persons of one check were wanted (byCountries). ' +
  'series: checks and messages by the minute for a span up to two hours, by the hour up to eight days, by ' +
  'the day beyond; it begins with the first hour ever counted and ends now at the latest, and its points add up ' +
  "to the totals. A bureau is told of its own member's checks alone: " +
  'totals, identifications and series are of what it asked, and messages are not counted for it.';

export const STATISTICS_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/v1/stats',
    summary: 'Checks and matches per asking and per owning member, identifications, and a series',
    description: STATISTICS,
    access: 'statistics',
    query: ['from', 'to'],
    replies: [ok(statistics, 'What was counted.')],
  },
  {
    method: 'get',
    path: '/v1/stats/owners/{code}',
    summary: "Checks against one member's data, by day",
    access: 'statistics',
    query: ['from', 'to'],
    replies: [ok(ownerStatistics, 'What was counted.')],
    failures: ['not_found'],
  },
  {
    method: 'get',
    path: '/v1/audit',
    summary: 'The audit, page by page; the reading is itself recorded',
    access: 'audit',
    query: ['from', 'to', 'limit', 'cursor'],
    replies: [ok(audit, 'In the order of time as far as blocks tell it.')],
  },
];
