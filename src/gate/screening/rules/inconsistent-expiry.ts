/**
 * Rule: a record is not to be kept longer than records are kept.
 * It must never shorten it: the owner is asked.
 */
import { dayNumber, yearsOn } from '../persons.js';
import type { ScreeningRule } from '../rule.js';

export const inconsistentExpiry: ScreeningRule = {
  id: 'inconsistent.expiry',
  version: 1,
  severity: 'note',
  reason: 'The last valid day is beyond the time that records are kept.',
  source: 'https://ngm.com.au/interpol-data-retention',
  find: ({ content: { index, expiresOn }, today }, settings) => {
    const { documentRetentionYears, personRetentionYears } = settings;
    const years = index === 'documents' ? documentRetentionYears : personRetentionYears;
    const beyond = dayNumber(expiresOn) > yearsOn(dayNumber(today), years);
    return beyond ? [{ path: '/expiresOn', context: expiresOn }] : [];
  },
};
