/**
 * Cases for and against the rule in article-3-racial.ts.
 * It must never be run alone: rules.test.ts runs the cases of every rule.
 */
import { article3Racial } from '../../../../src/gate/screening/rules/article-3-racial.js';
import { asked, content } from '../records.js';
import { describeRule } from '../rule-cases.js';

describeRule(article3Racial, {
  finds: [
    [
      'inciting racial hatred',
      asked(content({ offences: ['inciting racial hatred'] })),
      [['/offences/0', 'racial*']],
    ],
    [
      'ethnic separatist activity',
      asked(content({ offences: ['ethnic separatist activity'] })),
      [['/offences/0', 'ethnic*']],
    ],
    [
      'incitation à la haine raciale',
      asked(content({ offences: ['incitation à la haine raciale'] })),
      [['/offences/0', 'racial*']],
    ],
    [
      'delito de odio racial',
      asked(content({ offences: ['delito de odio racial'] })),
      [['/offences/0', 'racial*']],
    ],
    [
      'injúria racial',
      asked(content({ offences: ['injúria racial'] })),
      [['/offences/0', 'racial*']],
    ],
    [
      'Rassenschande',
      asked(content({ offences: ['Rassenschande'] })),
      [['/offences/0', 'rassen*']],
    ],
    [
      'возбуждение национальной розни',
      asked(content({ offences: ['возбуждение национальной розни'] })),
      [['/offences/0', 'национальн* розн*']],
    ],
    [
      'розпалювання національної ворожнечі',
      asked(content({ offences: ['розпалювання національної ворожнечі'] })),
      [['/offences/0', 'національн* ворожнеч*']],
    ],
    ['ırkçılık', asked(content({ offences: ['ırkçılık'] })), [['/offences/0', 'ırkçı*']]],
    ['إثارة النعرات', asked(content({ offences: ['إثارة النعرات'] })), [['/offences/0', 'نعرات']]],
    [
      'تبلیغات نژادپرستانه',
      asked(content({ offences: ['تبلیغات نژادپرستانه'] })),
      [['/offences/0', 'نژادپرست*']],
    ],
    ['煽动民族仇恨', asked(content({ offences: ['煽动民族仇恨'] })), [['/offences/0', '民族仇恨']]],
  ],
  passes: [
    ['drag race on a public road', asked(content({ offences: ['drag race on a public road'] }))],
    ['horse trading', asked(content({ offences: ['horse trading'] }))],
    ['fraude au tribunal', asked(content({ offences: ['fraude au tribunal'] }))],
    ['tribunal', asked(content({ offences: ['tribunal'] }))],
    ['Betrug', asked(content({ offences: ['Betrug'] }))],
    ['кража племенного скота', asked(content({ offences: ['кража племенного скота'] }))],
    ['شش نفر، اثني عشر', asked(content({ offences: ['شش نفر، اثني عشر'] }))],
    ['عرقلة سير العدالة', asked(content({ offences: ['عرقلة سير العدالة'] }))],
    ['dolandırıcılık', asked(content({ offences: ['dolandırıcılık'] }))],
    ['诈骗', asked(content({ offences: ['诈骗'] }))],
  ],
});
