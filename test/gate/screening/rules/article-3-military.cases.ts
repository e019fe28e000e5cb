/**
 * Cases for and against the rule in article-3-military.ts.
 * It must never be run alone: rules.test.ts runs the cases of every rule.
 */
import { article3Military } from '../../../../src/gate/screening/rules/article-3-military.js';
import { asked, content } from '../records.js';
import { describeRule } from '../rule-cases.js';

describeRule(article3Military, {
  finds: [
    [
      'desertion from the army',
      asked(content({ offences: ['desertion from the army'] })),
      [['/offences/0', 'desertion']],
    ],
    [
      'evasion of military service',
      asked(content({ offences: ['evasion of military service'] })),
      [['/offences/0', 'military service']],
    ],
    [
      'insoumission à la loi',
      asked(content({ offences: ['insoumission à la loi'] })),
      [['/offences/0', 'insoumission']],
    ],
    ['deserción', asked(content({ offences: ['deserción'] })), [['/offences/0', 'deserción']]],
    [
      'crime de deserção',
      asked(content({ offences: ['crime de deserção'] })),
      [['/offences/0', 'deserção']],
    ],
    [
      'Fahnenflucht',
      asked(content({ offences: ['Fahnenflucht'] })),
      [['/offences/0', 'fahnenflucht*']],
    ],
    [
      'уклонение от призыва на военную службу',
      asked(content({ offences: ['уклонение от призыва на военную службу'] })),
      [['/offences/0', 'уклонени* призыва']],
    ],
    [
      'самовольное оставление части',
      asked(content({ offences: ['самовольное оставление части'] })),
      [['/offences/0', 'самовольн* оставлени*']],
    ],
    [
      'ухилення від мобілізації',
      asked(content({ offences: ['ухилення від мобілізації'] })),
      [['/offences/0', 'ухилення мобілізації']],
    ],
    [
      'asker kaçağı',
      asked(content({ offences: ['asker kaçağı'] })),
      [['/offences/0', 'asker kaçağı*']],
    ],
    [
      'الفرار من الخدمة العسكرية',
      asked(content({ offences: ['الفرار من الخدمة العسكرية'] })),
      [['/offences/0', 'فرار خدمة']],
    ],
    [
      'فرار از خدمت سربازی',
      asked(content({ offences: ['فرار از خدمت سربازی'] })),
      [['/offences/0', 'فرار خدمت']],
    ],
    ['逃避兵役', asked(content({ offences: ['逃避兵役'] })), [['/offences/0', '逃避兵役']]],
  ],
  passes: [
    ['robbery in the desert', asked(content({ offences: ['robbery in the desert'] }))],
    [
      'a deserted warehouse was burgled',
      asked(content({ offences: ['a deserted warehouse was burgled'] })),
    ],
    ['vol de matériel militaire', asked(content({ offences: ['vol de matériel militaire'] }))],
    ['Diebstahl', asked(content({ offences: ['Diebstahl'] }))],
    ['contrabando de armas', asked(content({ offences: ['contrabando de armas'] }))],
    ['хищение', asked(content({ offences: ['хищение'] }))],
    ['розкрадання', asked(content({ offences: ['розкрадання'] }))],
    ['silah kaçakçılığı', asked(content({ offences: ['silah kaçakçılığı'] }))],
    ['تهريب أسلحة', asked(content({ offences: ['تهريب أسلحة'] }))],
    ['سرقت', asked(content({ offences: ['سرقت'] }))],
    ['走私武器', asked(content({ offences: ['走私武器'] }))],
  ],
});
