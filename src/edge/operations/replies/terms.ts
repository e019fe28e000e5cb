/**
 * What the published replies are put together from: names, instants, codes, lists, and what may be null.
 * It must never be used to check what callers send; those schemas are enforced and stand elsewhere.
 */
import { Type, type TObject, type TSchema } from '@sinclair/typebox';
import { RECORD_ID_PATTERN } from '../../../record/wire.js';

/** A schema that is published once, under this name, and referred to from everywhere else. */
export const named = <T extends TSchema>(name: string, schema: T): T => ({ ...schema, $id: name });

export const said = <T extends TSchema>(description: string, schema: T): T => ({
  ...schema,
  description,
});

export const orNull = (schema: TSchema): TSchema =>
  typeof schema['type'] === 'string' && schema.$id === undefined && schema['enum'] === undefined
    ? { ...schema, type: [schema['type'], 'null'] }
    : Type.Union([schema, Type.Null()]);

export const flag = Type.Boolean();
export const count = Type.Integer({ minimum: 0 });
export const seconds = count;
export const string = Type.String();
export const fixed = (...values: readonly (string | boolean)[]): TSchema =>
  Type.Unsafe({ enum: [...values] });
export const instant = Type.String({ format: 'date-time' });
export const day = Type.String({ format: 'date' });
export const member = Type.String({ pattern: '^[A-Z]{3}$' });
export const recordId = Type.String({ pattern: RECORD_ID_PATTERN });
export const score = Type.Number({ minimum: 0, maximum: 1 });
export const version = Type.Integer({ minimum: 1 });
/** As the owner wrote it, or as a reader of a zone understood it: a code, not always one that exists. */
export const code = Type.String({ pattern: '^[A-Z]{1,3}$' });
export const credentialId = said('The credential that acted.', string);
export const rules = said('Identifiers of the rules that led to it.', Type.Array(string));

/** All fields named, all there, no other. */
export const exact = (properties: Record<string, TSchema>): TObject =>
  Type.Object(properties, { additionalProperties: false });

/** A page of a list. */
export const page = (of: string, item: TSchema): TObject =>
  exact({
    [of]: Type.Array(item),
    next: said('The `cursor` of the following page; null on the last.', orNull(string)),
  });
