/**
 * Rule: the record resembles one that was refused before, whatever its colour, reference or owner.
 * It must never say that it is the same: the matcher found them alike, and a reviewer compares.
 */
import { excerpt } from '../words.js';
import type { ScreeningRule } from '../rule.js';

export const reentryRefused: ScreeningRule = {
  id: 'reentry.refused',
  version: 1,
  severity: 'serious',
  reason: 'A record like this one has been refused before.',
  source:
    'https://interpollawfirm.com/blog/deletion-of-interpol-red-notice-outside-the-annual-sessions-of-the-ccf/',
  find: ({ recordId: own, lookalikes }, { lookalikeScoreMin }) =>
    lookalikes
      .filter(({ score }) => score >= lookalikeScoreMin)
      .map(({ recordId, score, reason }) => ({
        path: null,
        context: excerpt(reason),
        reason:
          recordId === own
            ? 'A version of this record has been refused before.'
            : `Record ${recordId} has been refused before, and is alike (${score.toFixed(2)}).`,
      })),
};
