import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UNRESTRICTED, type Restrictions } from '../../src/record/record.js';
import {
  sees,
  stricterOf,
  widens,
  type Viewer,
  type VisibilityClass,
} from '../../src/record/visibility.js';

const OWNER = 'FRA';
/** One more than any list of this test names, as there is in the world. */
const MEMBERS = ['FRA', 'DEU', 'ITA', 'AUT', 'ZZZ'] as const;
const AGENCIES = ['border', 'customs', 'another'] as const;
const PURPOSES = ['border', 'police', 'identification', 'security'] as const;

const viewers: Viewer[] = MEMBERS.flatMap((member) =>
  [...AGENCIES, null].flatMap((agency) =>
    [...PURPOSES, null].map((purpose) => ({ member, agency, purpose })),
  ),
);

const someMembers = fc.subarray(['FRA', 'DEU', 'ITA', 'AUT'] as const);
const bounds: fc.Arbitrary<Restrictions> = fc.record({
  deny: someMembers,
  allowOnly: fc.option(someMembers),
  agencies: fc.option(fc.subarray(['border', 'customs'])),
  purposes: fc.option(fc.subarray([...PURPOSES])),
});
const visibility: fc.Arbitrary<VisibilityClass> = fc.record({
  owner: fc.constant(OWNER),
  recipients: fc.oneof(fc.constant('all' as const), someMembers),
  restrictions: bounds,
});

const open = (restrictions: Partial<Restrictions>): VisibilityClass => ({
  owner: OWNER,
  recipients: 'all',
  restrictions: { ...UNRESTRICTED, ...restrictions },
});

describe('bounds that widen', () => {
  it('are those under which somebody sees who did not before, and no others', () => {
    fc.assert(
      fc.property(visibility, visibility, (before, after) => {
        const more = viewers.some(
          (viewer) => sees(viewer, after, UNRESTRICTED) && !sees(viewer, before, UNRESTRICTED),
        );
        expect(widens(before, after)).toBe(more);
      }),
      { numRuns: 5_000 },
    );
  });

  it('are the only ones that let somebody in, whatever the defaults of the owner', () => {
    fc.assert(
      fc.property(visibility, visibility, bounds, (before, after, defaults) => {
        fc.pre(!widens(before, after));
        for (const viewer of viewers) {
          if (sees(viewer, after, defaults)) expect(sees(viewer, before, defaults)).toBe(true);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('never come of the stricter of two', () => {
    fc.assert(
      fc.property(visibility, bounds, (before, other) => {
        const restrictions = stricterOf(before.restrictions, other);
        expect(widens(before, { ...before, restrictions })).toBe(false);
      }),
    );
  });

  it.each([
    ['one exclusion fewer', { deny: ['DEU'] }, {}, true],
    ['one exclusion for another', { deny: ['DEU'] }, { deny: ['ITA'] }, true],
    ['one exclusion more', { deny: ['DEU'] }, { deny: ['DEU', 'ITA'] }, false],
    ['a list longer by one', { allowOnly: ['DEU'] }, { allowOnly: ['DEU', 'ITA'] }, true],
    [
      'a list longer by one that is excluded',
      { allowOnly: ['DEU'], deny: ['ITA'] },
      { allowOnly: ['DEU', 'ITA'], deny: ['ITA'] },
      false,
    ],
    ['every agency, for no purpose', { agencies: ['border'] }, { purposes: [] }, false],
    ['no list of agencies any more', { agencies: ['border'] }, {}, true],
    ['the owner itself named', { allowOnly: ['DEU'] }, { allowOnly: ['DEU', OWNER] }, false],
  ] as const)('%s: %j to %j is %s', (_, before, after, expected) => {
    expect(widens(open(before), open(after))).toBe(expected);
  });
});
