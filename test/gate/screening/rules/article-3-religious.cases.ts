/**
 * Cases for and against the rule in article-3-religious.ts.
 * It must never be run alone: rules.test.ts runs the cases of every rule.
 */
import { article3Religious } from '../../../../src/gate/screening/rules/article-3-religious.js';
import { asked, content } from '../records.js';
import { describeRule } from '../rule-cases.js';

describeRule(article3Religious, {
  finds: [
    [
      "organising the activity of Jehovah's Witnesses",
      asked(content({ offences: ["organising the activity of Jehovah's Witnesses"] })),
      [['/offences/0', 'jehovah* witness*']],
    ],
    ['传播法轮功', asked(content({ offences: ['传播法轮功'] })), [['/offences/0', '法轮功']]],
    ['apostasy', asked(content({ offences: ['apostasy'] })), [['/offences/0', 'apostasy']]],
    [
      'insulting the Prophet',
      asked(content({ offences: ['insulting the Prophet'] })),
      [['/offences/0', 'insult* prophet*']],
    ],
    ['BLASPHÈME', asked(content({ offences: ['BLASPHÈME'] })), [['/offences/0', 'blasphèm*']]],
    [
      'ofensa a los sentimientos religiosos',
      asked(content({ offences: ['ofensa a los sentimientos religiosos'] })),
      [['/offences/0', 'ofensa* sentimientos religiosos']],
    ],
    [
      'crime de blasfémia',
      asked(content({ offences: ['crime de blasfémia'] })),
      [['/offences/0', 'blasfêm*']],
    ],
    [
      'Gotteslaesterung',
      asked(content({ offences: ['Gotteslaesterung'] })),
      [['/offences/0', 'gotteslästerung*']],
    ],
    [
      'оскорбление чувств верующих',
      asked(content({ offences: ['оскорбление чувств верующих'] })),
      [['/offences/0', 'чувств* верующ*']],
    ],
    [
      'богохульство',
      asked(content({ offences: ['богохульство'] })),
      [['/offences/0', 'богохульств*']],
    ],
    [
      'богохульство и ересь',
      asked(content({ offences: ['богохульство и ересь'] })),
      [['/offences/0', 'ерес*']],
    ],
    [
      'образа почуттів віруючих',
      asked(content({ offences: ['образа почуттів віруючих'] })),
      [['/offences/0', 'почуттів віруючих']],
    ],
    [
      'dini değerleri aşağılama',
      asked(content({ offences: ['dini değerleri aşağılama'] })),
      [['/offences/0', 'dini değer*']],
    ],
    [
      'ازدراء الأديان',
      asked(content({ offences: ['ازدراء الأديان'] })),
      [['/offences/0', 'ازدراء أديان']],
    ],
    ['الرِّدَّة', asked(content({ offences: ['الرِّدَّة'] })), [['/offences/0', 'الردة']]],
    ['سب‌النبی', asked(content({ offences: ['سب‌النبی'] })), [['/offences/0', 'سب‌النبی']]],
    ['سب النبي', asked(content({ offences: ['سب النبي'] })), [['/offences/0', 'سب النبی']]],
    [
      'محاربه و افساد فی‌الارض',
      asked(content({ offences: ['محاربه و افساد فی‌الارض'] })),
      [['/offences/0', 'محاربه*']],
    ],
    [
      '组织、利用邪教组织破坏法律实施罪',
      asked(content({ offences: ['组织、利用邪教组织破坏法律实施罪'] })),
      [['/offences/0', '邪教']],
    ],
  ],
  passes: [
    [
      'murder of the witnesses to a robbery',
      asked(content({ offences: ['murder of the witnesses to a robbery'] })),
    ],
    ['sabotage of the falun dam', asked(content({ offences: ['sabotage of the falun dam'] }))],
    ['theft from a church', asked(content({ offences: ['theft from a church'] }))],
    ['vol dans une église', asked(content({ offences: ['vol dans une église'] }))],
    ['secteur bancaire: fraude', asked(content({ offences: ['secteur bancaire: fraude'] }))],
    ['robo en una iglesia', asked(content({ offences: ['robo en una iglesia'] }))],
    ['casa de apostas ilegal', asked(content({ offences: ['casa de apostas ilegal'] }))],
    ['кража из храма', asked(content({ offences: ['кража из храма'] }))],
    ['крадіжка з церкви', asked(content({ offences: ['крадіжка з церкви'] }))],
    ['camiden hırsızlık', asked(content({ offences: ['camiden hırsızlık'] }))],
    ['سرقة مسجد', asked(content({ offences: ['سرقة مسجد'] }))],
    ['سرقت از مسجد', asked(content({ offences: ['سرقت از مسجد'] }))],
    ['رده نظامی', asked(content({ offences: ['رده نظامی'] }))],
    ['盗窃寺庙文物', asked(content({ offences: ['盗窃寺庙文物'] }))],
  ],
});
