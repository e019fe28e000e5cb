/**
 * The routes of protected persons: a member sets, lists and takes back its own.
 * It must never offer a reading of another member's.
 */
import type { ProtectionDesk } from '../../flow/protections.js';
import { LIMITS } from '../../limits.js';
import { ProtectionSchema } from '../../record/compliance-wire.js';
import { shapeOf } from '../../record/shape.js';
import type { Admission } from '../admission.js';
import { oneQuery, pageSize } from '../query.js';
import { callerOf, callRoute, type Call, type Route } from '../route.js';

export interface ProtectionServices {
  readonly protections: ProtectionDesk;
  readonly admission: Admission;
}

const protectionFrom = shapeOf(ProtectionSchema);
const referenceOf = (call: Call): string => call.params[0] ?? '';
const PATH = '/v1/protections/:reference';

export function protectionRoutes({ protections, admission }: ProtectionServices): Route[] {
  return [
    callRoute('GET', '/v1/protections', 'protections', async (call) => ({
      status: 200,
      value: await protections.list(
        callerOf(call),
        oneQuery(call.query, 'cursor'),
        pageSize(call.query),
      ),
    })),
    {
      ...callRoute('PUT', PATH, 'protections', (call) => {
        const wire = protectionFrom(call.body);
        return admission.run(1, async () => ({
          status: 200,
          value: await protections.put(callerOf(call), referenceOf(call), wire),
        }));
      }),
      deadlineMs: LIMITS.pushDeadlineMs,
    },
    {
      ...callRoute('DELETE', PATH, 'protections', async (call) => ({
        status: 200,
        value: await protections.remove(callerOf(call), referenceOf(call)),
      })),
      body: 'none',
    },
  ];
}
