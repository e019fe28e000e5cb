/**
 * Rule: the record has another colour than the version that is published.
 * It must never speak where nothing is published.
 */
import type { ScreeningRule } from '../rule.js';

export const changedColour: ScreeningRule = {
  id: 'changed.colour',
  version: 1,
  severity: 'serious',
  reason: 'The published version has another colour.',
  source:
    'https://interpollawfirm.com/blog/deletion-of-interpol-red-notice-outside-the-annual-sessions-of-the-ccf/',
  find: ({ content, published }) =>
    published === null || published.colour === content.colour
      ? []
      : [{ path: '/colour', context: `${published.colour ?? '-'} → ${content.colour ?? '-'}` }],
};
