/**
 * The routes of measures: proposing, endorsing, lifting, reading.
 * It must never offer a way to exclude a member: a measure adds review and nothing else.
 */
import type { MeasureDesk } from '../../flow/measure-desk.js';
import { EndorseSchema, LiftSchema, MeasureSchema } from '../../record/compliance-wire.js';
import { shapeOf } from '../../record/shape.js';
import { callerOf, callRoute, type Route } from '../route.js';

const measureFrom = shapeOf(MeasureSchema);
const endorseFrom = shapeOf(EndorseSchema);
const liftFrom = shapeOf(LiftSchema);

export function measureRoutes(desk: MeasureDesk): Route[] {
  return [
    callRoute('GET', '/v1/measures', 'readMeasures', (call) => ({
      status: 200,
      value: desk.list(callerOf(call)),
    })),
    callRoute('POST', '/v1/measures', 'measures', async (call) => ({
      status: 201,
      value: await desk.propose(callerOf(call), measureFrom(call.body)),
    })),
    callRoute('GET', '/v1/measures/:measureId', 'readMeasures', (call) => ({
      status: 200,
      value: desk.one(callerOf(call), call.params[0] ?? ''),
    })),
    {
      ...callRoute('POST', '/v1/measures/:measureId/endorse', 'measures', async (call) => {
        const wire = call.body === undefined ? {} : endorseFrom(call.body);
        const value = await desk.endorse(callerOf(call), call.params[0] ?? '', wire);
        return { status: 200, value };
      }),
      mayBeEmpty: true,
    },
    callRoute('POST', '/v1/measures/:measureId/lift', 'measures', async (call) => ({
      status: 200,
      value: await desk.lift(callerOf(call), call.params[0] ?? '', liftFrom(call.body)),
    })),
  ];
}
