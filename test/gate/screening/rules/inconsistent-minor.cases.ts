/**
 * Cases for and against the rule in inconsistent-minor.ts.
 * It must never be run alone: rules.test.ts runs the cases of every rule.
 */
import { inconsistentMinor } from '../../../../src/gate/screening/rules/inconsistent-minor.js';
import { about, asked, missing, PERSON } from '../records.js';
import { describeRule } from '../rule-cases.js';

describeRule(inconsistentMinor, {
  finds: [
    [
      'a minor',
      asked(about({ datesOfBirth: ['2008-03-02'] })),
      [['/person/datesOfBirth/0', / is a minor/]],
    ],
    [
      'somebody who may be a minor',
      asked(about({ datesOfBirth: ['1981', '2008'] })),
      [['/person/datesOfBirth/1', /may be a minor/]],
    ],
    [
      'somebody who may be one because the date may be off',
      asked(about({ datesOfBirth: ['2007~'] })),
      [['/person/datesOfBirth/0', /may be/]],
    ],
    [
      'a minor on a red record that asks for less',
      asked(about({ datesOfBirth: ['2015'] }, { action: 'locate' })),
      ['/person/datesOfBirth/0'],
    ],
    [
      'a minor whose arrest a blue record asks for',
      asked(about({ datesOfBirth: ['2015'] }, { colour: 'blue' })),
      ['/person/datesOfBirth/0'],
    ],
  ],
  passes: [
    ['somebody who is of age today', asked(about({ datesOfBirth: ['2008-03-01'] }))],
    ['a missing child', asked(missing({ person: { ...PERSON, datesOfBirth: ['2015'] } }))],
    ['a person without a date of birth', asked(about({ datesOfBirth: [] }))],
  ],
});
