/** How texts are taken apart: whole words, without case, marks, and what cannot be seen. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparable, contextOf, excerpt, wordsOf } from '../../../src/gate/screening/words.js';

const first = (text: string): string[] => wordsOf(text).map(({ forms }) => forms[0] ?? '');

describe('the words of a text', () => {
  it.each([
    ['Insult to the PRESIDENT', ['insult', 'to', 'the', 'president']],
    ['l’État, c’est', ['l', 'etat', 'c', 'est']],
    ['lèse-majesté', ['lese', 'majeste']],
    ['GROẞE Straße', ['grosse', 'strasse']],
    ['İzinsiz YÜRÜYÜŞ ırk', ['izinsiz', 'yuruyus', 'irk']],
    ['Ærø Łódź', ['aero', 'lodz']],
    ['Ёлка й', ['елка', 'и']],
    ['ОБРАЗА Їжака', ['образа', 'іжака']],
    ['颠覆 国家', ['颠', '覆', '国', '家']],
    ['参加2个 VIP组织', ['参', '加', '2', '个', 'vip', '组', '织']],
    ['إِهَانَة رئيس', ['اهانه', 'رييس']],
    ['می‌خواهم', ['ميخواهم']],
    ['de\u00adser\u200btion', ['desertion']],
    ['d\u0065\u0301serteur', ['deserteur']],
    ['ｆｒａｕｄ', ['fraud']],
    ['', []],
    ['—- ... \u0301', []],
  ])('of %j are %j', (text, words) => expect(first(text)).toEqual(words));

  it('are compared without what Arabic writes onto them too', () => {
    expect(wordsOf('والتجمهر')[0]?.forms).toEqual(['والتجمهر', 'تجمهر', 'التجمهر']);
    expect(wordsOf('وطن')[0]?.forms).toEqual(['وطن']);
  });

  it('stand where they stood', () => {
    const text = '  Insult to «the» l’État — 颠覆 🙂 end';
    const shown = wordsOf(text).map(({ start, end }) => text.slice(start, end));
    expect(shown).toEqual(['Insult', 'to', 'the', 'l', 'État', '颠', '覆', 'end']);
  });

  it('never overlap, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        let last = 0;
        for (const { start, end, forms } of wordsOf(text)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(forms.length).toBeGreaterThan(0);
          last = end;
        }
        expect(last).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 500 },
    );
  });

  it('are compared in a form that does not change again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 12 }), (word) => {
        expect(comparable(comparable(word))).toBe(comparable(word));
      }),
      { numRuns: 500 },
    );
  });
});

describe('what is shown of a text', () => {
  it('is all of it where it is short', () => {
    expect(contextOf('desertion from the army', 0, 9)).toBe('desertion from the army');
  });

  it('is what stands around the words found, with a sign where more was left out', () => {
    const text = `${'a'.repeat(100)} desertion ${'b'.repeat(100)}`;
    expect(contextOf(text, 101, 110)).toBe(`…${'a'.repeat(59)} desertion ${'b'.repeat(59)}…`);
  });

  it('is never half a character', () => {
    const text = '🙂'.repeat(100);
    for (let at = 60; at < 70; at += 1) expect(contextOf(text, at, at + 2)).not.toMatch(/\p{Cs}/u);
  });

  it('is bounded, however long what was found is', () => {
    expect(contextOf('x'.repeat(10_000), 5_000, 9_000).length).toBeLessThan(400);
    expect(excerpt('x'.repeat(10_000)).length).toBeLessThan(400);
    expect(excerpt('short')).toBe('short');
  });
});
