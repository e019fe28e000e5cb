/** Bodies as they are decoded: what JSON and MessagePack let through, and what they refuse. */
import fc from 'fast-check';
import { Packr } from 'msgpackr';
import { describe, expect, it } from 'vitest';
import { jsonFrom } from '../../src/edge/json.js';
import { msgpackFrom, msgpackOf } from '../../src/edge/msgpack.js';
import { Fault } from '../../src/errors.js';
import { LIMITS } from '../../src/limits.js';

const json = (text: string): unknown => jsonFrom(Buffer.from(text));

function faultIn(decode: () => unknown): unknown[] {
  try {
    decode();
  } catch (error) {
    if (error instanceof Fault) return [error.code, error.message, error.path];
    throw error;
  }
  return [];
}

const TWICE = 'A name stands twice in one object.';
/** Values as bodies have them; names of an object are told apart by case alone, quotes and signs included. */
const values = fc.jsonValue({ maxDepth: LIMITS.depthMax - 2 });
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('a JSON body', () => {
  it('comes through as it was written, whatever signs its names and texts have', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(json(JSON.stringify(value, null, 1))).toEqual(plain(value));
      }),
    );
  });

  it.each([
    ['{"person":{"fullName":"A"},"person":{"fullName":"B"}}', '/person'],
    ['{"a":[{"b":1},{"b":1,"c":{"d":2},"b":1}]}', '/a/1/b'],
    ['{"a":1,"\\u0061":2}', '/a'],
    ['{"x/y":{"~":1,"~":2}}', '/x~1y/~0'],
    ['{"":0,"":0}', '/'],
    ['{"__proto__":1,"__proto__":2}', '/__proto__'],
    ['[0,[1,{"q\\"":",{[:","q\\"":1}]]', '/1/1/q"'],
  ])('is refused for a name that stands twice: %s', (text, path) => {
    expect(faultIn(() => json(text))).toEqual(['invalid_request', TWICE, path]);
  });

  it('is refused wherever a name is written once more, whatever the value', () => {
    const objects = fc.dictionary(fc.string(), values, { minKeys: 1 });
    fc.assert(
      fc.property(objects, fc.nat(), values, (object, nth, more) => {
        const names = Object.keys(object);
        const name = names[nth % names.length] ?? '';
        const text = JSON.stringify(object);
        const doubled = `${text.slice(0, -1)},${JSON.stringify(name)}:${JSON.stringify(more)}}`;
        expect(faultIn(() => json(doubled)).slice(0, 2)).toEqual(['invalid_request', TWICE]);
      }),
    );
  });

  it('may have the same name in several objects, and colons in texts', () => {
    const text = '{"a":{"a":":\\":"},"b":[{"a":1},{"a":2}]}';
    expect(json(text)).toEqual(JSON.parse(text));
  });

  it.each(['{"a":1', '{"a" 1}', '"', '{"a":"\\', ':', '{]', ''])(
    'is refused where it is not JSON: %s',
    (text) => {
      const [code, detail] = faultIn(() => json(text));
      expect([code, detail]).toEqual(['invalid_request', 'The text is not JSON.']);
    },
  );
});

describe('a MessagePack body', () => {
  const packr = new Packr({ useRecords: false });
  /** A map of pairs, as a careless client may write it. */
  const mapOf = (...pairs: readonly [string, unknown][]): Buffer =>
    Buffer.concat([
      Buffer.from([0x80 + pairs.length]),
      ...pairs.flatMap(([name, value]) => [packr.pack(name), packr.pack(value)]),
    ]);

  it('comes through as it was written', () => {
    fc.assert(
      fc.property(values, (value) => {
        // The decoder renames this one; no field of ours is called so.
        fc.pre(!JSON.stringify(value).includes('__proto__'));
        expect(msgpackFrom(Buffer.from(msgpackOf(value)))).toEqual(plain(value));
      }),
    );
  });

  it('is refused for a name that stands twice', () => {
    const fault = ['invalid_request', 'A name stands twice in one map.', ''];
    const person = { fullName: 'A' };
    const doubled = mapOf(['person', person], ['purpose', 'border'], ['person', person]);
    expect(faultIn(() => msgpackFrom(doubled))).toEqual(fault);
    expect(faultIn(() => msgpackFrom(mapOf(['a', 1], ['a', 1])))).toEqual(fault);
    expect(msgpackFrom(mapOf(['a', { a: 1 }], ['b', [{ a: 1 }]]))).toEqual({
      a: { a: 1 },
      b: [{ a: 1 }],
    });
  });
});
