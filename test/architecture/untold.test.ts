import { describe, expect, it } from 'vitest';
import { sourcesIn } from './sources.js';

describe('what the gate holds back', () => {
  it('is looked at by the gate and by the row for the reviewers, and by nothing else', () => {
    const readers = sourcesIn('src', 'workers')
      .filter(({ text }) => /\buntold\b/.test(text))
      .map(({ path }) => path);
    expect(readers.sort()).toEqual(['src/flow/gate.ts', 'src/flow/referral-consequence.ts']);
  });
});
