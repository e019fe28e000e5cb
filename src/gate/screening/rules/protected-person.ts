/**
 * Rule: the person resembles one whom a member protects, or asked to be protected, against the owner.
 * It must never say who protects, nor anything that tells it: not how many do, and not since when.
 */
import type { ScreeningRule } from '../rule.js';

export const protectedPerson: ScreeningRule = {
  id: 'protected.person',
  version: 1,
  severity: 'grave',
  reason: 'A member has said that a person like this one is protected against this owner.',
  source:
    'Resolution GA-2017-86-RES-09, ' +
    'https://www.interpol.int/Who-we-are/Legal-framework/INTERPOL-Refugee-Resolution',
  find: ({ protections, content: { person } }, { protectionScoreMin }) => {
    const alike = protections.filter(({ score }) => score >= protectionScoreMin);
    if (alike.length === 0) return [];
    const granted = alike.some(({ status }) => status === 'granted');
    const status = granted ? 'has been granted' : 'has been asked for';
    // One finding whatever their number, and no score: either could point at a member's own file.
    return [
      {
        path: person === null ? null : '/person',
        reason: `A member has said that protection against this owner ${status} for a person like this one.`,
      },
    ];
  },
};
