import { describe, expect, it } from 'vitest';
import { concentration } from '../../../src/gate/rules/concentration.js';
import { purposeMix } from '../../../src/gate/rules/purpose-mix.js';
import { repetition } from '../../../src/gate/rules/repetition.js';
import { volume } from '../../../src/gate/rules/volume.js';
import type { Purpose } from '../../../src/record/record.js';
import { context } from '../asking.js';

const asking = (purpose: Purpose = 'police', member = 'ITA') => ({
  member,
  agency: null,
  purpose,
});

describe('the rule on volume', () => {
  const rule = volume({ perMinute: 10, perHour: 100, perDay: 1_000 });
  const refers = (minute: number, hour: number, day: number): boolean =>
    rule.refers(asking(), context({ volume: { minute, hour, day } }));

  it.each([
    [11, 11, 11],
    [1, 101, 101],
    [1, 1, 1_001],
  ])('refers above the bound of the minute, the hour or the day: %i, %i, %i', (...counts) => {
    expect(refers(...counts)).toBe(true);
  });

  it('lets pass what just reaches the bounds', () => {
    expect(refers(10, 100, 1_000)).toBe(false);
    expect(refers(1, 1, 1)).toBe(false);
  });
});

describe('the rule on repetition', () => {
  const rule = repetition({ perHour: 5, perDay: 20 });
  const refers = (hour: number, day: number): boolean =>
    rule.refers(asking(), context({ repetition: { hour, day } }));

  it('refers the same search above the bound of the hour or of the day', () => {
    expect(refers(6, 6)).toBe(true);
    expect(refers(1, 21)).toBe(true);
  });

  it('lets pass what just reaches the bounds, however much else the member asks', () => {
    expect(refers(5, 20)).toBe(false);
    const busy = context({ volume: { minute: 1e6, hour: 1e6, day: 1e6 } });
    expect(rule.refers(asking(), busy)).toBe(false);
  });
});

describe('the rule on concentration', () => {
  const bound = { lookups: 10, share: 0.5 };
  const rule = concentration({
    border: { lookups: 100, share: 0.9 },
    police: bound,
    identification: bound,
    security: bound,
  });
  const refers = (
    of: Record<string, number>,
    any: number,
    who: ReturnType<typeof asking> = asking(),
  ): boolean => rule.refers(who, context({ asked: { any, of } }));

  it('refers lookups of nationals that preponderate', () => {
    expect(refers({ FRA: 10 }, 20)).toBe(true);
    expect(refers({ DEU: 1, FRA: 10 }, 11)).toBe(true);
  });

  it.each([
    ['few lookups', { FRA: 9 }, 9],
    ['a smaller share', { FRA: 10 }, 21],
    ['several nationalities that each have a smaller share', { FRA: 10, DEU: 10 }, 21],
    ['no nationality', {}, 1_000],
  ])('lets pass %s', (_, of, any) => {
    expect(refers(of, any)).toBe(false);
  });

  it('lets a member ask for its own nationals', () => {
    expect(refers({ ITA: 1_000 }, 1_000)).toBe(false);
    expect(refers({ ITA: 1_000 }, 1_000, asking('police', 'FRA'))).toBe(true);
  });

  it('expects a border to be one-sided', () => {
    expect(refers({ FRA: 80 }, 90, asking('border'))).toBe(false);
    expect(refers({ FRA: 100 }, 111, asking('border'))).toBe(true);
  });
});

describe('the rule on the mix of purposes', () => {
  const rule = purposeMix({ purposes: ['identification', 'security'], lookups: 10, share: 0.5 });
  const refers = (purpose: Purpose, purposes: Partial<Record<Purpose, number>>): boolean => {
    const counts = { border: 0, police: 0, identification: 0, security: 0, ...purposes };
    const day = Object.values(counts).reduce((sum, count) => sum + count, 0);
    return rule.refers(
      asking(purpose),
      context({ purposes: counts, volume: { minute: 1, hour: 1, day } }),
    );
  };

  it('refers lookups for such purposes where they are most of the member’s', () => {
    expect(refers('identification', { identification: 10, border: 10 })).toBe(true);
    expect(refers('security', { security: 4, identification: 6, police: 10 })).toBe(true);
  });

  it('lets pass few of them, and a small share', () => {
    expect(refers('identification', { identification: 9 })).toBe(false);
    expect(refers('identification', { identification: 10, border: 11 })).toBe(false);
  });

  it('lets the other purposes pass whatever the mix is', () => {
    expect(refers('border', { identification: 1_000, border: 1 })).toBe(false);
    expect(refers('police', { security: 1_000, police: 1 })).toBe(false);
  });
});
