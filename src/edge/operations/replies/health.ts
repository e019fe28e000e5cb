/**
 * What health and readiness answer, and the forms of what is text or a page, as it is published.
 * It must never leave a field out that a reply has; a test validates real replies.
 */
import { Type } from '@sinclair/typebox';
import { exact, named, said, string } from './terms.js';

export const alive = named('Alive', exact({ status: Type.Literal('alive') }));
export const ready = named('Ready', exact({ status: Type.Literal('ready') }));
export const notReady = named(
  'NotReady',
  exact({ status: Type.Literal('not ready'), troubles: Type.Array(string, { minItems: 1 }) }),
);
export const exposition = said('The Prometheus text format.', string);
export const page = said('A page of HTML.', string);
export const openApiDocument = Type.Object(
  {
    openapi: Type.Literal('3.1.0'),
    info: Type.Object({ title: string, version: string }),
    paths: Type.Object({}),
    components: Type.Object({}),
  },
  { description: 'OpenAPI 3.1.' },
);
