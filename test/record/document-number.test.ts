/** Document numbers: one form, or none. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../src/limits.js';
import { canonicalDocumentNumber } from '../../src/record/document-number.js';

describe('a document number', () => {
  it.each([
    ['L898902C3', 'L898902C3'],
    [' l 8989-02c<3<< ', 'L898902C3'],
    ['1', '1'],
    ['A'.repeat(22), 'A'.repeat(22)],
    [`A${'-'.repeat(100)}B`, 'AB'],
  ])('written %j is compared as %j', (written, canonical) =>
    expect(canonicalDocumentNumber(written)).toBe(canonical),
  );

  it.each([
    '',
    ' ',
    '<<<',
    'A'.repeat(23),
    'AB/12',
    'AB.12',
    'É123',
    '\u0131123',
    'A\u017f1',
    '١٢٣',
    'A\n1',
  ])('is refused when written %j', (written) =>
    expect(canonicalDocumentNumber(written)).toBeNull(),
  );

  it('does not change when it is made canonical twice, and keeps to the alphabet', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (written) => {
        const once = canonicalDocumentNumber(written);
        if (once === null) return;
        expect(once).toMatch(/^[A-Z0-9]+$/);
        expect(once.length).toBeLessThanOrEqual(LIMITS.documentNumberCharactersMax);
        expect(canonicalDocumentNumber(once)).toBe(once);
      }),
    );
  });

  it('is the same however its letters are spaced and cased', () => {
    const character = fc.constantFrom(...'ABCXYZ0189');
    const separator = fc.constantFrom('', ' ', '-', '<');
    const written = fc.array(fc.tuple(character, separator, fc.boolean()), {
      minLength: 1,
      maxLength: 22,
    });
    fc.assert(
      fc.property(written, (parts) => {
        const text = parts.map(([c, gap, lower]) => (lower ? c.toLowerCase() : c) + gap).join('');
        expect(canonicalDocumentNumber(text)).toBe(parts.map(([c]) => c).join(''));
      }),
    );
  });

  it('of a million characters is refused, not worked on for long', () => {
    expect(canonicalDocumentNumber('A'.repeat(1_000_000))).toBeNull();
    expect(canonicalDocumentNumber('-'.repeat(1_000_000))).toBeNull();
  });
});
