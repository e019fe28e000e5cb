/** What is written into a block comes out of it unchanged. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ROLES } from '../../src/access/caller.js';
import { genesis, parseHead, readBlock, sealBlock, writeHead } from '../../src/audit/block.js';
import { CHECK_RESULTS, entryJson, type AuditEntry } from '../../src/audit/entry.js';
import { searchedHash } from '../../src/audit/searched.js';
import { INDEX_NAMES, PURPOSES } from '../../src/record/record.js';
import { call, check, START_MS } from './scene.js';

const text = fc.string({ unit: 'grapheme', maxLength: 300 });
const optional: fc.Arbitrary<string | null> = fc.option(text, { nil: null });
const texts = fc.array(text, { maxLength: 5 });
const at = fc.integer({ min: START_MS - 10_000, max: START_MS });

const checked = fc.record({
  kind: fc.constant('check' as const),
  at,
  checkId: text,
  credentialId: text,
  member: text,
  agency: optional,
  onBehalfOf: optional,
  purpose: fc.constantFrom(...PURPOSES),
  indexes: fc.subarray([...INDEX_NAMES]),
  searched: text,
  result: fc.constantFrom(...CHECK_RESULTS),
  returned: texts,
  withheld: texts,
  verdicts: fc.array(fc.record({ recordId: text, verdict: text, rules: texts }), { maxLength: 3 }),
  policyVersion: text,
  considered: texts,
  wantedBy: fc.nat({ max: 50 }),
});
/** Only what was returned can have identified somebody. */
const checks: fc.Arbitrary<AuditEntry> = checked.map((entry) =>
  entry.returned.length > 0 ? entry : { ...entry, wantedBy: 0 },
);

const calls: fc.Arbitrary<AuditEntry> = fc.record({
  kind: fc.constantFrom('call' as const, 'read' as const),
  at,
  credentialId: text,
  member: text,
  role: fc.constantFrom(...ROLES),
  action: text,
  subject: optional,
  status: fc.integer({ min: 200, max: 599 }),
  reason: optional,
});

const anchors: fc.Arbitrary<AuditEntry> = fc.record({
  kind: fc.constant('anchor' as const),
  at,
  heads: fc.array(fc.tuple(text, text), { maxLength: 5 }),
});

describe('an audit block', () => {
  it('gives back every entry that was sealed into it', () => {
    const entries = fc.array(fc.oneof(checks, calls, anchors), { maxLength: 20 });
    fc.assert(
      fc.property(entries, text, (list, chain) => {
        const sealed = sealBlock(chain, genesis(chain), START_MS, list);
        const block = readBlock(sealed.bytes);
        expect(block.entries).toEqual(list);
        expect([block.chain, block.number, block.firstEntry]).toEqual([chain, 1, 1]);
        expect(sealed.head.nextEntry).toBe(1 + list.length);
      }),
    );
  });

  it('reads or refuses any bytes, and never hangs on them', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        try {
          expect(readBlock(Buffer.from(bytes)).number).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toBeInstanceOf(Error);
        }
      }),
    );
  });

  it('takes text with lone surrogates without failing', () => {
    const entry = call({ reason: `\ud800${'x'.repeat(100)}\udfff`, subject: '\udc00' });
    const block = readBlock(sealBlock('c', genesis('c'), START_MS, [entry]).bytes);
    expect(block.entries).toHaveLength(1);
  });

  it('has a head that is read back as written, and no other text is a head', () => {
    const { head } = sealBlock('c', genesis('c'), START_MS, [check(), call()]);
    expect(parseHead(writeHead(head))).toEqual(head);
    for (const other of ['', '1.1.1.', `2${writeHead(head).slice(1)}`, `${writeHead(head)}A`]) {
      expect(parseHead(other)).toBeNull();
    }
  });

  it('begins in another way for every chain', () => {
    expect(genesis('a').hash.equals(genesis('b').hash)).toBe(false);
  });
});

describe('an exported entry', () => {
  it('names the fields of the contract and leaves out the owners considered', () => {
    const json = entryJson(check({ considered: ['DEU'] }), 'chain', 7);
    expect(Object.keys(json).sort()).toEqual(
      [
        ...['agency', 'at', 'chain', 'checkId', 'credentialId', 'indexes', 'kind', 'member'],
        ...['number', 'onBehalfOf', 'policyVersion', 'purpose', 'result', 'returned', 'searched'],
        ...['verdicts', 'wantedBy', 'withheld'],
      ].sort(),
    );
    expect(json).toMatchObject({ at: '2026-06-01T12:00:00.000Z', chain: 'chain', number: 7 });
  });
});

describe('the hash of the data searched', () => {
  it('is equal for equal data, differs with the secret and shows nothing of the data', () => {
    const one = searchedHash('secret', 'ERIKSSON ANNA');
    expect(searchedHash('secret', 'ERIKSSON ANNA')).toBe(one);
    expect(searchedHash('other', 'ERIKSSON ANNA')).not.toBe(one);
    expect(searchedHash('secret', 'ERIKSSON ANN')).not.toBe(one);
    expect(one).toMatch(/^[A-Za-z0-9_-]{22}$/);
  });
});
