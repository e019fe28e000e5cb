/**
 * Rule: the colour is one of those that the index holds.
 * It must never speak of a record without a colour.
 */
import type { ScreeningRule } from '../rule.js';

export const inconsistentColour: ScreeningRule = {
  id: 'inconsistent.colour',
  version: 1,
  severity: 'serious',
  reason: 'Records of this index do not have this colour.',
  source: 'https://euextraditionlaw.com/interpol/; the table is policy',
  find: ({ content: { index, colour } }, { colours }) =>
    colour === null || colours[index].includes(colour)
      ? []
      : [{ path: '/colour', context: `${index}, ${colour}` }],
};
