/**
 * What members and the General Secretariat are told of measures.
 * It must never leave the member concerned in the dark: supervision is no secret.
 */
import { instantOrNone } from '../clock.js';
import { measureStateAt, type Measure } from '../record/measure.js';
import { packMessage } from '../record/message.js';
import { tell, type Deed } from '../store/deeds.js';

/** A message to `reader` of a measure and of its state at `now`; `more` is said besides. */
export function tellOfMeasure(
  reader: string,
  measure: Measure,
  reason: string | null,
  now: number,
  more: Readonly<Record<string, unknown>> = {},
): Deed {
  const { measureId, member, scopes, policy, reviewOn, urgent, lift } = measure;
  const body = {
    measureId,
    member,
    state: measureStateAt(measure, now),
    scopes,
    policy,
    reason,
    urgent,
    reviewOn,
    effectiveOn: instantOrNone(lift?.effectiveOn ?? null),
    ...more,
  };
  const message = { type: 'measure', at: now, recordId: null, body, audience: null } as const;
  return tell(reader, packMessage(message), now);
}
