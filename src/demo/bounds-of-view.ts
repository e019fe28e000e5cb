/**
 * Who may see an invented record: nearly always everyone, now and then fewer.
 * It must never single a member out: whoever is denied is drawn.
 */
import type { BulkLineWire } from '../record/wire.js';
import type { Chance } from './chance.js';
import { SHARES_ORDER } from './shares.js';

type Bounds = Pick<BulkLineWire, 'restrictions' | 'recipients' | 'confidentiality'>;

const AGENCIES = ['border', 'customs', 'police', 'consular'] as const;

/** Bounds of a person record; an empty object for most. */
export function boundsFor(owner: string, chance: Chance): Bounds {
  const others = (count: number): string[] =>
    chance.some(SHARES_ORDER, count).filter((code) => code !== owner);
  const kind = chance.weighted([
    ['none', 880],
    ['deny', 45],
    ['confidential', 25],
    ['recipients', 20],
    ['allowOnly', 10],
    ['agencies', 10],
    ['purposes', 10],
  ] as const);
  switch (kind) {
    case 'none':
      return {};
    case 'deny':
      return { restrictions: { deny: others(3) } };
    case 'confidential':
      return { confidentiality: chance.percent(70) ? 'restricted' : 'confidential' };
    case 'recipients':
      return { recipients: [owner, ...others(12)].sort() };
    case 'allowOnly':
      return { restrictions: { allowOnly: [owner, ...others(20)].sort() } };
    case 'agencies':
      return { restrictions: { agencies: chance.some(AGENCIES, 2) } };
    case 'purposes':
      return { restrictions: { purposes: ['border', 'police'] } };
  }
}
