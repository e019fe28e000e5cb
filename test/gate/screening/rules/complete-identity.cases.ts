/**
 * Cases for and against the rule in complete-identity.ts.
 * It must never be run alone: rules.test.ts runs the cases of every rule.
 */
import { completeIdentity } from '../../../../src/gate/screening/rules/complete-identity.js';
import { about, asked, listed, missing, named, PERSON, undivided } from '../records.js';
import { describeRule } from '../rule-cases.js';

describeRule(completeIdentity, {
  finds: [
    [
      'a red record without a forename',
      asked(about({ names: [named('Lindhagen', null)] })),
      [['/person/names', /forename/]],
    ],
    [
      'a red record with a single undivided word',
      asked(about({ names: [undivided('Solveig')] })),
      [['/person/names', /forename/]],
    ],
    [
      'a red record without a family name',
      asked(about({ names: [named(' ', 'Solveig')] })),
      [['/person/names', /family/]],
    ],
    [
      'a name that says that it is unknown',
      asked(about({ names: [named('Lindhagen', 'Unknown')] })),
      [['/person/names', /forename/]],
    ],
    ['a red record without a sex', asked(about({ sex: 'U' })), ['/person/sex']],
    [
      'a red record without a date of birth',
      asked(about({ datesOfBirth: [] })),
      [['/person/datesOfBirth', /year/]],
    ],
    [
      'everything that a yellow record lacks',
      asked(
        missing({ person: { ...PERSON, names: [named(null, null)], sex: 'U', datesOfBirth: [] } }),
      ),
      ['/person/names', '/person/names', '/person/sex', '/person/datesOfBirth'],
    ],
    [
      'a green record without a forename',
      asked(about({ names: [named('Lindhagen', '')] }, { colour: 'green' })),
      ['/person/names'],
    ],
  ],
  passes: [
    ['a record that states everything', asked()],
    ['a year as date of birth', asked(about({ datesOfBirth: ['1981'] }))],
    ['a decade as date of birth', asked(about({ datesOfBirth: ['198X'] }))],
    ['an undivided name of two words', asked(about({ names: [undivided('Solveig Lindhagen')] }))],
    ['an undivided name of two Han characters', asked(about({ names: [undivided('李明')] }))],
    ['a family name that is short', asked(about({ names: [named('Na', 'Nil')] }))],
    [
      'a blue record that knows a name alone',
      asked(
        about(
          { names: [named('Lindhagen', null)], sex: 'U', datesOfBirth: [] },
          { colour: 'blue' },
        ),
      ),
    ],
    ['a document', asked(listed())],
  ],
});
