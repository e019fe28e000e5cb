/**
 * Rule: a record that asks for an arrest refers to a warrant, by who issued it and when.
 * It must never judge whether the warrant is valid.
 */
import type { ScreeningRule } from '../rule.js';

export const completeWarrant: ScreeningRule = {
  id: 'complete.warrant',
  version: 1,
  severity: 'serious',
  reason: 'There is no reference to a warrant or an equivalent decision.',
  source: 'Policy, after RPD Article 83(2) (unverified)',
  find: ({ content: { colour, warrant } }, { demands }) => {
    if (colour === null || !demands[colour].includes('warrant')) return [];
    if (warrant === null) return [{ path: '/warrant' }];
    const { issuer, date } = warrant;
    return [
      ...(issuer === null
        ? [{ path: '/warrant/issuer', reason: 'The warrant does not say who issued it.' }]
        : []),
      ...(date === null
        ? [{ path: '/warrant/date', reason: 'The warrant does not say when it was issued.' }]
        : []),
    ];
  },
};
