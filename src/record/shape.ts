/**
 * Holds unknown values against their schemas and says precisely what is wrong, with a JSON Pointer.
 * It must never pass a value on that it has not looked at whole.
 */
import type { Static, TSchema } from '@sinclair/typebox';
import { Ajv, type ErrorObject } from 'ajv';
import { Fault } from '../errors.js';

const ajv = new Ajv({ allErrors: false, strict: false, ownProperties: true });

/** Syntax, wrong type and unknown fields are 400; a described field breaking its bound is 422 (CONTRACT 10). */
const MALFORMED = new Set(['type', 'additionalProperties']);

/** The JSON Pointer (RFC 6901) of a property of what `parent` points to. */
export function pointerTo(parent: string, property: string): string {
  return `${parent}/${property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

function faultFrom(errors: readonly ErrorObject[]): Fault {
  // Of the branches of a nullable field the one that went deepest says most.
  const error = errors
    .filter((e) => e.keyword !== 'anyOf' && e.keyword !== 'if')
    .reduce<ErrorObject | null>(
      (best, e) => (best === null || e.instancePath.length > best.instancePath.length ? e : best),
      null,
    );
  if (error === null)
    return new Fault('invalid_request', 'The body is not of the described form.', '');
  const params = error.params as Record<string, unknown>;
  if (error.keyword === 'additionalProperties') {
    const path = pointerTo(error.instancePath, String(params['additionalProperty']).slice(0, 100));
    return new Fault('invalid_request', 'There is no such field.', path);
  }
  if (error.keyword === 'required') {
    const path = pointerTo(error.instancePath, String(params['missingProperty']));
    return new Fault('unprocessable', 'This field is mandatory.', path);
  }
  const allowed = Array.isArray(params['allowedValues'])
    ? `must be one of: ${params['allowedValues'].join(', ')}`
    : (error.message ?? 'is not allowed');
  const codeOf = MALFORMED.has(error.keyword) ? 'invalid_request' : 'unprocessable';
  return new Fault(codeOf, `This field ${allowed}.`, error.instancePath);
}

/** A compiled check of one schema. Throws `invalid_request` or `unprocessable` with the path at fault. */
export function shapeOf<T extends TSchema>(schema: T): (value: unknown) => Static<T> {
  const validate = ajv.compile(schema);
  return (value) => {
    if (!validate(value)) throw faultFrom(validate.errors ?? []);
    return value;
  };
}
