/**
 * Media types: which form a body has, and which form the answer shall take.
 * It must never guess the form of a body that does not name it.
 */
import { Fault } from '../../errors.js';

export type Form = 'json' | 'msgpack';

const FORMS: ReadonlyMap<string, Form> = new Map([
  ['application/json', 'json'],
  ['application/msgpack', 'msgpack'],
  ['application/x-msgpack', 'msgpack'],
  ['application/vnd.msgpack', 'msgpack'],
]);
const NDJSON: ReadonlySet<string> = new Set(['application/x-ndjson', 'application/ndjson']);

/** Type and parameters of a media type, lower case. */
function partsOf(text: string): readonly [string, readonly string[]] {
  const [type = '', ...parameters] = text.toLowerCase().split(';');
  return [type.trim(), parameters.map((parameter) => parameter.trim())];
}

function requireUtf8(parameters: readonly string[]): void {
  for (const parameter of parameters) {
    const [name, value = ''] = parameter.split('=');
    if (name === 'charset' && value.replaceAll('"', '') !== 'utf-8') {
      throw new Fault('unsupported_media_type', 'Texts are UTF-8.');
    }
  }
}

/** The form of a body. Throws `unsupported_media_type`. */
export function formOfBody(contentType: string): Form {
  const exact = FORMS.get(contentType);
  if (exact !== undefined) return exact;
  const [type, parameters] = partsOf(contentType);
  const form = FORMS.get(type);
  if (form === undefined) {
    throw new Fault('unsupported_media_type', 'Send application/json or application/msgpack.');
  }
  requireUtf8(parameters);
  return form;
}

/** Throws `unsupported_media_type` unless the body is NDJSON. */
export function requireLines(contentType: string): void {
  const [type, parameters] = partsOf(contentType);
  if (!NDJSON.has(type)) throw new Fault('unsupported_media_type', 'Send application/x-ndjson.');
  requireUtf8(parameters);
}

/** The form of the answer: the best that `Accept` names (RFC 9110, section 12.5.1), else the body's own. */
export function formOfAnswer(accept: string, own: Form): Form {
  if (accept === '' || accept === '*/*') return own;
  const exact = FORMS.get(accept);
  if (exact !== undefined) return exact;
  let best: Form | null = null;
  let bestQuality = 0;
  for (const range of accept.split(',').slice(0, 20)) {
    const [type, parameters] = partsOf(range);
    const form = FORMS.get(type) ?? (type === '*/*' || type === 'application/*' ? own : undefined);
    if (form === undefined) continue;
    const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    const value = quality === undefined ? 1 : Number(quality);
    if (value > bestQuality) {
      best = form;
      bestQuality = value;
    }
  }
  return best ?? own;
}
