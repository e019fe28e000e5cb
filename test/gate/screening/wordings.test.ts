/** Offences as charges word them: which of them the lists of terms find, and what they stay silent on. */
import { describe, expect, it } from 'vitest';
import { TERM_LISTS, termsIn } from '../../../src/gate/screening/terms.js';
import { ARABIC_WORDINGS } from './wordings/arabic.js';
import { CHINESE_WORDINGS } from './wordings/chinese.js';
import { ENGLISH_WORDINGS } from './wordings/english.js';
import type { Wordings } from './wordings/form.js';
import { FRENCH_WORDINGS } from './wordings/french.js';
import { GERMAN_WORDINGS } from './wordings/german.js';
import { PERSIAN_WORDINGS } from './wordings/persian.js';
import { PORTUGUESE_WORDINGS } from './wordings/portuguese.js';
import { RUSSIAN_WORDINGS } from './wordings/russian.js';
import { SPANISH_WORDINGS } from './wordings/spanish.js';
import { TURKISH_WORDINGS } from './wordings/turkish.js';
import { UKRAINIAN_WORDINGS } from './wordings/ukrainian.js';

const WORDINGS: Readonly<Record<string, Wordings>> = {
  arabic: ARABIC_WORDINGS,
  chinese: CHINESE_WORDINGS,
  english: ENGLISH_WORDINGS,
  french: FRENCH_WORDINGS,
  german: GERMAN_WORDINGS,
  persian: PERSIAN_WORDINGS,
  portuguese: PORTUGUESE_WORDINGS,
  russian: RUSSIAN_WORDINGS,
  spanish: SPANISH_WORDINGS,
  turkish: TURKISH_WORDINGS,
  ukrainian: UKRAINIAN_WORDINGS,
};

/** The topics of Article 3. */
const TOPICS = ['political', 'military', 'religious', 'racial'] as const;
/** Wordings of one topic that a language is measured by, at least. */
const WORDINGS_MIN = 6;

const tables = Object.entries(WORDINGS);
/** A wording may be about several topics at once; it has to be found under one of Article 3. */
const about = (offence: string): string[] =>
  termsIn(offence).flatMap(({ topic, term }) =>
    TOPICS.some((one) => one === topic) ? [`${topic}: ${term}`] : [],
  );

describe('offences as charges word them', () => {
  it('are given in every language of the lists', () => {
    expect(Object.keys(WORDINGS)).toEqual(Object.keys(TERM_LISTS));
  });

  it.each(tables)('are given for every topic of Article 3, and against: %s', (_, wordings) => {
    for (const topic of TOPICS) expect(wordings[topic].length).toBeGreaterThanOrEqual(WORDINGS_MIN);
    expect(wordings.ordinary.length).toBeGreaterThanOrEqual(TOPICS.length * WORDINGS_MIN);
  });

  describe.each(TOPICS)('of %s character', (topic) => {
    it.each(tables)('are found: %s', (_, wordings) => {
      expect(wordings[topic].filter((offence) => about(offence).length === 0)).toEqual([]);
    });
  });

  it.each(tables)('are passed over where they are ordinary crimes: %s', (_, { ordinary }) => {
    const alarms = ordinary.map((offence) => [offence, ...about(offence)]);
    expect(alarms.filter((alarm) => alarm.length > 1)).toEqual([]);
  });
});
