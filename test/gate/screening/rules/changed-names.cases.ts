/**
 * Cases for and against the rule in changed-names.ts.
 * It must never be run alone: rules.test.ts runs the cases of every rule.
 */
import { changedNames } from '../../../../src/gate/screening/rules/changed-names.js';
import { about, asked, content, listed, named, PERSON, undivided } from '../records.js';
import { describeRule } from '../rule-cases.js';

describeRule(changedNames, {
  finds: [
    [
      'a new name',
      asked(about({ names: [...PERSON.names, named('Other', 'Else')] }), { published: content() }),
      [['/person/names/1', /new.*\nElse Other/]],
    ],
    [
      'a name that is gone',
      asked(content(), { published: about({ names: [...PERSON.names, named('Other', 'Else')] }) }),
      [['/person/names', /gone.*\nElse Other/]],
    ],
    [
      'a name exchanged for another',
      asked(about({ names: [undivided('Else Other')] }), { published: content() }),
      [
        ['/person/names/0', 'Else Other'],
        ['/person/names', 'Solveig Lindhagen'],
      ],
    ],
  ],
  passes: [
    ['the same names', asked(content({ offences: ['theft'] }), { published: content() })],
    [
      'the same name undivided, in capitals, in another order',
      asked(about({ names: [undivided('LINDHAGEN, SOLVEIG')] }), { published: content() }),
    ],
    [
      'names in another order',
      asked(about({ names: [named('B', 'C'), named('Lindhagen', 'Solveig')] }), {
        published: about({ names: [named('Lindhagen', 'Solveig'), named('B', 'C')] }),
      }),
    ],
    ['a person where there was a document', asked(content(), { published: listed() })],
    ['a record of which nothing is published', asked()],
  ],
});
