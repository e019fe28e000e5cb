/**
 * Rule: a red record asks for an arrest, with a view to extradition.
 * It must never speak of any other colour, nor of a record without one.
 */
import type { ScreeningRule } from '../rule.js';

export const inconsistentRed: ScreeningRule = {
  id: 'inconsistent.red',
  version: 1,
  severity: 'serious',
  reason: 'The record is red, but asks for something else than an arrest.',
  source: 'https://euextraditionlaw.com/interpol/',
  find: ({ content: { action, colour } }) =>
    colour === 'red' && action !== 'arrest' ? [{ path: '/action', context: action }] : [],
};
