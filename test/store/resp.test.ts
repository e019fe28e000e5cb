/** Replies are read the same however the bytes arrive, and what is none is refused. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandPieces, ReplyReader, UnreadableReply } from '../../src/store/resp.js';

const bulk = (value: Buffer | null): Buffer =>
  value === null
    ? Buffer.from('$-1\r\n')
    : Buffer.concat([Buffer.from(`$${value.length}\r\n`), value, Buffer.from('\r\n')]);

const values = fc.array(fc.option(fc.uint8Array({ maxLength: 40 }).map((b) => Buffer.from(b))), {
  maxLength: 30,
});

const readAll = (reader: ReplyReader): (Buffer | null)[] =>
  Array.from({ length: reader.count }, (_, n) => reader.at(n));

describe('a reply', () => {
  it('gives the values that were written, whatever their bytes', () => {
    fc.assert(
      fc.property(values, (list) => {
        const bytes = Buffer.concat([Buffer.from(`*${list.length}\r\n`), ...list.map(bulk)]);
        const reader = new ReplyReader();
        expect(reader.read(bytes, 0, bytes.length)).toBe(bytes.length);
        expect(readAll(reader)).toEqual(list);
      }),
    );
  });

  it('is waited for while any of its last bytes is missing', () => {
    fc.assert(
      fc.property(values, fc.nat(), (list, cut) => {
        const bytes = Buffer.concat([Buffer.from(`*${list.length}\r\n`), ...list.map(bulk)]);
        expect(new ReplyReader().read(bytes, 0, cut % bytes.length)).toBe(-1);
      }),
    );
  });

  it('may be a state, a number, nothing or an error', () => {
    const reader = new ReplyReader();
    const read = (text: string): (string | undefined)[] => {
      const bytes = Buffer.from(text);
      expect(reader.read(bytes, 0, bytes.length)).toBe(bytes.length);
      return readAll(reader).map((value) => value?.toString());
    };
    expect(read('+OK\r\n')).toEqual(['OK']);
    expect(read(':-12\r\n')).toEqual(['-12']);
    expect(read('$-1\r\n')).toEqual([undefined]);
    expect(read('-ERR no\r\n')).toEqual([]);
    expect(reader.error).toBe('ERR no');
  });

  it('is refused where it has another form', () => {
    for (const text of ['!x\r\n', '*1\r\n*1\r\n:1\r\n', '$1x\r\nab\r\n', '*1\r\n-ERR within\r\n']) {
      const bytes = Buffer.from(text);
      const read = (): number => new ReplyReader().read(bytes, 0, bytes.length);
      expect(read).toThrow(UnreadableReply);
    }
  });
});

describe('a command', () => {
  it('is written as a list of texts and bytes, each after its length', () => {
    const pieces = commandPieces(['SET', 'é', Buffer.from([0, 255])]);
    const bytes = Buffer.concat(pieces.map((piece) => Buffer.from(piece as string)));
    const tail = Buffer.concat([Buffer.from('$2\r\n'), Buffer.from([0, 255]), Buffer.from('\r\n')]);
    const head = Buffer.from('*3\r\n$3\r\nSET\r\n$2\r\né\r\n');
    expect(bytes).toEqual(Buffer.concat([head, tail]));
  });
});
