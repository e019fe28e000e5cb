/**
 * The routes of statistics and of the audit.
 * It must never show a bureau any row but its own member's, and never read the audit unrecorded.
 */
import type { Caller } from '../../access/caller.js';
import type { AuditReadings } from '../../flow/audit-readings.js';
import { Fault } from '../../errors.js';
import { LIMITS } from '../../limits.js';
import { isMember } from '../../record/countries.js';
import { instantQuery, oneQuery, pageSize } from '../query.js';
import { callerOf, type Call, type Route } from '../route.js';

const DAY_MS = 86_400_000;

export interface StatisticsServices {
  readonly readings: AuditReadings;
  readonly now: () => number;
}

interface Bounds {
  readonly from: number | null;
  readonly to: number | null;
}

/** As they are given. Throws `unprocessable` where they are the wrong way round: nothing lies between them. */
function bounds({ query }: Call): Bounds {
  const [from, to] = [instantQuery(query, 'from'), instantQuery(query, 'to')];
  if (from !== null && to !== null && from > to) throw reversed();
  return { from, to };
}

const reversed = (): Fault => new Fault('unprocessable', 'from is later than to.', '/from');

function span(call: Call, now: number): { readonly from: number; readonly to: number } {
  const given = bounds(call);
  // A span ends before its end: the moment that runs belongs to the one up to now.
  const to = given.to ?? now + 1;
  const from = given.from ?? to - DAY_MS;
  if (from > to) throw reversed();
  return { from, to };
}

/** A bureau reads its own rows; the General Secretariat all. */
const ownRows = (caller: Caller): string | null => (caller.role === 'ncb' ? caller.member : null);

export function statisticsRoutes({ readings, now }: StatisticsServices): Route[] {
  const base = {
    method: 'GET',
    body: 'none',
    bodyBytesMax: 0,
    deadlineMs: LIMITS.callDeadlineMs,
  } as const;
  return [
    {
      ...base,
      path: '/v1/stats',
      access: 'statistics',
      handle: async (call) => {
        const { from, to } = span(call, now());
        return { status: 200, value: await readings.statistics(from, to, ownRows(callerOf(call))) };
      },
    },
    {
      ...base,
      path: '/v1/stats/owners/:code',
      access: 'statistics',
      handle: async (call) => {
        const code = call.params[0] ?? '';
        const caller = callerOf(call);
        if (!isMember(code)) throw new Fault('not_found', 'There is no such member.');
        const own = ownRows(caller);
        if (own !== null && own !== code) {
          throw new Fault('forbidden', "A bureau reads its own member's statistics.");
        }
        const { from, to } = span(call, now());
        return { status: 200, value: await readings.owner(code, from, to) };
      },
    },
    {
      ...base,
      path: '/v1/audit',
      access: 'audit',
      handle: async (call) => ({
        status: 200,
        value: await readings.page(callerOf(call), {
          ...bounds(call),
          limit: pageSize(call.query, LIMITS.auditPageMax),
          cursor: oneQuery(call.query, 'cursor'),
        }),
      }),
    },
  ];
}
