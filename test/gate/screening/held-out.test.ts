/** How the lists of terms do on wordings that they were never fitted to; nothing here is a reason to take up a term. */
import { describe, expect, it } from 'vitest';
import { TERM_LISTS, termsIn } from '../../../src/gate/screening/terms.js';
import { ARABIC_HELD_OUT } from './held-out/arabic.js';
import { CHINESE_HELD_OUT } from './held-out/chinese.js';
import { ENGLISH_HELD_OUT } from './held-out/english.js';
import { FRENCH_HELD_OUT } from './held-out/french.js';
import { GERMAN_HELD_OUT } from './held-out/german.js';
import { PERSIAN_HELD_OUT } from './held-out/persian.js';
import { PORTUGUESE_HELD_OUT } from './held-out/portuguese.js';
import { RUSSIAN_HELD_OUT } from './held-out/russian.js';
import { SPANISH_HELD_OUT } from './held-out/spanish.js';
import { TURKISH_HELD_OUT } from './held-out/turkish.js';
import { UKRAINIAN_HELD_OUT } from './held-out/ukrainian.js';
import type { Wordings } from './wordings/form.js';

const HELD_OUT: Readonly<Record<string, Wordings>> = {
  arabic: ARABIC_HELD_OUT,
  chinese: CHINESE_HELD_OUT,
  english: ENGLISH_HELD_OUT,
  french: FRENCH_HELD_OUT,
  german: GERMAN_HELD_OUT,
  persian: PERSIAN_HELD_OUT,
  portuguese: PORTUGUESE_HELD_OUT,
  russian: RUSSIAN_HELD_OUT,
  spanish: SPANISH_HELD_OUT,
  turkish: TURKISH_HELD_OUT,
  ukrainian: UKRAINIAN_HELD_OUT,
};

/** The topics of Article 3. */
const TOPICS = ['political', 'military', 'religious', 'racial'] as const;
/** Under what was measured when the lists were last extended: 372 of 402, and 5 alarms of 266. */
const FOUND_MIN = 0.9;
const ALARMS_MAX = 0.03;

const tables = Object.values(HELD_OUT);
const isFound = (offence: string): boolean =>
  termsIn(offence).some(({ topic }) => TOPICS.some((one) => one === topic));
const share = (offences: readonly string[]): number =>
  offences.filter(isFound).length / offences.length;

describe('offences in words that the lists were not fitted to', () => {
  it('are given in every language of the lists', () => {
    expect(Object.keys(HELD_OUT)).toEqual(Object.keys(TERM_LISTS));
  });

  it('are found in nine cases of ten', () => {
    const offences = tables.flatMap((table) => TOPICS.flatMap((topic) => table[topic]));
    expect(share(offences)).toBeGreaterThanOrEqual(FOUND_MIN);
  });

  it('are passed over where they are ordinary crimes, save for a few', () => {
    expect(share(tables.flatMap(({ ordinary }) => ordinary))).toBeLessThanOrEqual(ALARMS_MAX);
  });
});
