/**
 * The operations of measures, as they are published.
 * It must never describe what is not served.
 */
import { EndorseSchema, LiftSchema, MeasureSchema } from '../../record/compliance-wire.js';
import { ok, created, type Operation } from './operation.js';
import { measure, measures } from './replies/compliance.js';

export const MEASURE_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/v1/measures',
    summary: 'Measures with their history; a bureau is shown those on its own member',
    access: 'readMeasures',
    replies: [ok(measures, 'Newest first.')],
  },
  {
    method: 'post',
    path: '/v1/measures',
    summary: 'Propose a measure',
    description:
      'An urgent one is in force at once and lapses unless endorsed within its term; others are in ' +
      'force from their endorsement. A measure adds review: a member under every scope still checks, ' +
      'sends and receives.',
    access: 'measures',
    body: MeasureSchema,
    replies: [created(measure, 'Proposed; in force where it is urgent.')],
    failures: ['conflict'],
  },
  {
    method: 'get',
    path: '/v1/measures/{measureId}',
    summary: 'One measure',
    access: 'readMeasures',
    replies: [ok(measure, 'As it stands now.')],
    failures: ['not_found'],
  },
  {
    method: 'post',
    path: '/v1/measures/{measureId}/endorse',
    summary: 'Endorse a measure; by another credential than proposed it',
    description:
      'A reason may be left out; one that is given stands in the history and in the audit. A measure ' +
      'whose end is set for a day to come is endorsed like any other, and holds until then.',
    access: 'measures',
    body: EndorseSchema,
    bodyMayBeLeftOut: true,
    replies: [ok(measure, 'Endorsed.')],
    failures: ['not_found', 'conflict'],
  },
  {
    method: 'post',
    path: '/v1/measures/{measureId}/lift',
    summary: 'Lift a measure, now or from an instant on',
    description:
      'Nothing that was held is published by it, and nothing that was refused reopened. Until the ' +
      'instant has come another lift may be set instead, earlier or later; the history keeps each.',
    access: 'measures',
    body: LiftSchema,
    replies: [ok(measure, 'Lifted, or the day set.')],
    failures: ['not_found', 'conflict'],
  },
];
