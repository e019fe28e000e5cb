/**
 * Cases for and against the rule in excluded-contested-norms.ts.
 * It must never be run alone: rules.test.ts runs the cases of every rule.
 */
import { excludedContestedNorms } from '../../../../src/gate/screening/rules/excluded-contested-norms.js';
import { asked, content } from '../records.js';
import { describeRule } from '../rule-cases.js';

describeRule(excludedContestedNorms, {
  finds: [
    [
      'homosexual acts',
      asked(content({ offences: ['homosexual acts'] })),
      [['/offences/0', 'homosexual*']],
    ],
    ['adultery', asked(content({ offences: ['adultery'] })), [['/offences/0', 'adulter*']]],
    [
      'relations homosexuelles',
      asked(content({ offences: ['relations homosexuelles'] })),
      [['/offences/0', 'homosexu*']],
    ],
    ['adulterio', asked(content({ offences: ['adulterio'] })), [['/offences/0', 'adulterio']]],
    [
      'aborto ilegal',
      asked(content({ offences: ['aborto ilegal'] })),
      [['/offences/0', 'aborto*']],
    ],
    ['Ehebruch', asked(content({ offences: ['Ehebruch'] })), [['/offences/0', 'ehebruch*']]],
    [
      'мужеложство',
      asked(content({ offences: ['мужеложство'] })),
      [['/offences/0', 'мужеложств*']],
    ],
    ['перелюб', asked(content({ offences: ['перелюб'] })), [['/offences/0', 'перелюб*']]],
    ['zina', asked(content({ offences: ['zina'] })), [['/offences/0', 'zina']]],
    ['اللواط', asked(content({ offences: ['اللواط'] })), [['/offences/0', 'لواط']]],
    [
      'رابطه نامشروع',
      asked(content({ offences: ['رابطه نامشروع'] })),
      [['/offences/0', 'رابطه نامشروع']],
    ],
    ['通姦罪', asked(content({ offences: ['通姦罪'] })), [['/offences/0', '通姦']]],
  ],
  passes: [
    ['rape', asked(content({ offences: ['rape'] }))],
    ['sexual assault of a minor', asked(content({ offences: ['sexual assault of a minor'] }))],
    ['viol sur mineur', asked(content({ offences: ['viol sur mineur'] }))],
    ['violación', asked(content({ offences: ['violación'] }))],
    ['estupro', asked(content({ offences: ['estupro'] }))],
    ['Vergewaltigung', asked(content({ offences: ['Vergewaltigung'] }))],
    ['изнасилование', asked(content({ offences: ['изнасилование'] }))],
    ['зґвалтування', asked(content({ offences: ['зґвалтування'] }))],
    ['cinsel saldırı', asked(content({ offences: ['cinsel saldırı'] }))],
    ['اغتصاب', asked(content({ offences: ['اغتصاب'] }))],
    ['تجاوز به عنف', asked(content({ offences: ['تجاوز به عنف'] }))],
    ['强奸罪', asked(content({ offences: ['强奸罪'] }))],
    ['醉酒驾驶', asked(content({ offences: ['醉酒驾驶'] }))],
  ],
});
