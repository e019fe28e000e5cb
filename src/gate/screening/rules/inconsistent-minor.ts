/**
 * Rule: nobody whose arrest is asked for is a minor, or may be one.
 * It must never decide by the mildest of several dates of birth: each is looked at.
 */
import { ageOn, birthsOf, dayNumber, seeksArrest, widened } from '../persons.js';
import type { ScreeningRule } from '../rule.js';

export const inconsistentMinor: ScreeningRule = {
  id: 'inconsistent.minor',
  version: 1,
  severity: 'serious',
  reason: 'An arrest is asked for, and the person is or may be a minor.',
  source: 'Convention on the Rights of the Child, Article 1; policy',
  find: ({ content, today: day }, { majorityYears, approximateYears }) => {
    if (!seeksArrest(content)) return [];
    const today = dayNumber(day);
    return birthsOf(content.person).flatMap((birth) => {
      const { earliest, latest } = widened(birth, approximateYears);
      if (ageOn(today, latest) >= majorityYears) return [];
      const surely = ageOn(today, earliest) < majorityYears;
      const reason = `By this date of birth the person ${surely ? 'is' : 'may be'} a minor.`;
      return [{ path: birth.path, context: birth.text, reason }];
    });
  },
};
