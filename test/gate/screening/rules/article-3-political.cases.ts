/**
 * Cases for and against the rule in article-3-political.ts.
 * It must never be run alone: rules.test.ts runs the cases of every rule.
 */
import { article3Political } from '../../../../src/gate/screening/rules/article-3-political.js';
import { asked, content } from '../records.js';
import { describeRule } from '../rule-cases.js';

describeRule(article3Political, {
  finds: [
    [
      'membership in an armed terrorist organisation',
      asked(content({ offences: ['membership in an armed terrorist organisation'] })),
      [['/offences/0', 'member* armed terrorist']],
    ],
    [
      'финансирование террористической организации',
      asked(content({ offences: ['финансирование террористической организации'] })),
      [['/offences/0', 'финансировани* террористическ*']],
    ],
    [
      'тероризм: участь у діяльності терористичної організації',
      asked(content({ offences: ['тероризм: участь у діяльності терористичної організації'] })),
      [['/offences/0', 'терористичн* організац*']],
    ],
    [
      'Public insult of the President of the Republic',
      asked(content({ offences: ['Public insult of the President of the Republic'] })),
      [['/offences/0', 'insult* president']],
    ],
    [
      'participation in an EXTREMIST community',
      asked(content({ offences: ['participation in an EXTREMIST community'] })),
      [['/offences/0', 'extremist*']],
    ],
    [
      'organising an unauthorised assembly',
      asked(content({ offences: ['organising an unauthorised assembly'] })),
      [['/offences/0', 'unauthorised assembly']],
    ],
    [
      "offense au chef de l'État",
      asked(content({ offences: ["offense au chef de l'État"] })),
      [['/offences/0', 'offense* chef état']],
    ],
    [
      'participation à un rassemblement non autorisé',
      asked(content({ offences: ['participation à un rassemblement non autorisé'] })),
      [['/offences/0', 'rassemblement non autorisé']],
    ],
    [
      'injurias contra el Presidente',
      asked(content({ offences: ['injurias contra el Presidente'] })),
      [['/offences/0', 'injuria* presidente']],
    ],
    [
      'manifestación no autorizada',
      asked(content({ offences: ['manifestación no autorizada'] })),
      [['/offences/0', 'manifestación no autorizada']],
    ],
    [
      'ofensa à honra do Presidente da República',
      asked(content({ offences: ['ofensa à honra do Presidente da República'] })),
      [['/offences/0', 'ofensa* honra presidente']],
    ],
    [
      'reunião não autorizada',
      asked(content({ offences: ['reunião não autorizada'] })),
      [['/offences/0', 'reunião não autorizada']],
    ],
    [
      'Verunglimpfung des Staates',
      asked(content({ offences: ['Verunglimpfung des Staates'] })),
      [['/offences/0', 'verunglimpfung*']],
    ],
    [
      'Mitgliedschaft in einer verbotenen Partei',
      asked(content({ offences: ['Mitgliedschaft in einer verbotenen Partei'] })),
      [['/offences/0', 'verbotene* partei*']],
    ],
    [
      'Praesidentenbeleidigung',
      asked(content({ offences: ['Praesidentenbeleidigung'] })),
      [['/offences/0', 'präsidentenbeleidigung*']],
    ],
    [
      'публичные призывы к экстремистской деятельности',
      asked(content({ offences: ['публичные призывы к экстремистской деятельности'] })),
      [['/offences/0', 'экстремист*']],
    ],
    [
      'участие в несанкционированном митинге',
      asked(content({ offences: ['участие в несанкционированном митинге'] })),
      [['/offences/0', 'несанкционированн* митинг*']],
    ],
    [
      'публічна образа Президента',
      asked(content({ offences: ['публічна образа Президента'] })),
      [['/offences/0', 'образ* президент*']],
    ],
    [
      'державна зрада',
      asked(content({ offences: ['державна зрада'] })),
      [['/offences/0', 'державн* зрад*']],
    ],
    [
      'CUMHURBAŞKANINA HAKARET',
      asked(content({ offences: ['CUMHURBAŞKANINA HAKARET'] })),
      [['/offences/0', 'cumhurbaşkan* hakaret*']],
    ],
    [
      'izinsiz gösteri yürüyüşü',
      asked(content({ offences: ['izinsiz gösteri yürüyüşü'] })),
      [['/offences/0', 'izinsiz gösteri*']],
    ],
    [
      'إهانة رئيس الجمهورية',
      asked(content({ offences: ['إهانة رئيس الجمهورية'] })),
      [['/offences/0', 'إهانة رئيس*']],
    ],
    [
      'والتجمهر غير المشروع',
      asked(content({ offences: ['والتجمهر غير المشروع'] })),
      [['/offences/0', 'تجمهر']],
    ],
    [
      'المساس بالذات الملكية',
      asked(content({ offences: ['المساس بالذات الملكية'] })),
      [['/offences/0', 'الذات الملكية']],
    ],
    [
      'توهین به رهبری',
      asked(content({ offences: ['توهین به رهبری'] })),
      [['/offences/0', 'توهین رهبر*']],
    ],
    [
      'فعالیت تبلیغی علیه نظام',
      asked(content({ offences: ['فعالیت تبلیغی علیه نظام'] })),
      [['/offences/0', 'فعالیت تبلیغی علیه']],
    ],
    [
      '煽动颠覆国家政权罪',
      asked(content({ offences: ['煽动颠覆国家政权罪'] })),
      [['/offences/0', '煽动颠覆']],
    ],
    ['涉嫌尋釁滋事', asked(content({ offences: ['涉嫌尋釁滋事'] })), [['/offences/0', '尋釁滋事']]],
  ],
  passes: [
    ['terrorism: bombing of a bus', asked(content({ offences: ['terrorism: bombing of a bus'] }))],
    [
      'терроризм, выразившийся во взрыве автобуса',
      asked(content({ offences: ['терроризм, выразившийся во взрыве автобуса'] })),
    ],
    [
      'terrorisme: attentat à la bombe dans un train',
      asked(content({ offences: ['terrorisme: attentat à la bombe dans un train'] })),
    ],
    [
      'bribery of an official of a foreign state',
      asked(content({ offences: ['bribery of an official of a foreign state'] })),
    ],
    [
      'breach of trust: خيانة الأمانة',
      asked(content({ offences: ['breach of trust: خيانة الأمانة'] })),
    ],
    ['illegal entry in March', asked(content({ offences: ['illegal entry in March'] }))],
    [
      'trafic sur le marché illégal',
      asked(content({ offences: ['trafic sur le marché illégal'] })),
    ],
    ['fraud', asked(content({ offences: ['fraud'] }))],
    ['murder of a public official', asked(content({ offences: ['murder of a public official'] }))],
    [
      'escroquerie en bande organisée',
      asked(content({ offences: ['escroquerie en bande organisée'] })),
    ],
    [
      'coups et blessures volontaires',
      asked(content({ offences: ['coups et blessures volontaires'] })),
    ],
    ['asesinato a traición', asked(content({ offences: ['asesinato a traición'] }))],
    ['estafa agravada', asked(content({ offences: ['estafa agravada'] }))],
    ['tráfico de entorpecentes', asked(content({ offences: ['tráfico de entorpecentes'] }))],
    [
      'Betrug und Urkundenfälschung',
      asked(content({ offences: ['Betrug und Urkundenfälschung'] })),
    ],
    ['кража в крупном размере', asked(content({ offences: ['кража в крупном размере'] }))],
    [
      'вбивство з корисливих мотивів',
      asked(content({ offences: ['вбивство з корисливих мотивів'] })),
    ],
    ['nitelikli dolandırıcılık', asked(content({ offences: ['nitelikli dolandırıcılık'] }))],
    ['الاتجار بالمخدرات', asked(content({ offences: ['الاتجار بالمخدرات'] }))],
    ['قتل عمد', asked(content({ offences: ['قتل عمد'] }))],
    ['قاچاق مواد مخدر', asked(content({ offences: ['قاچاق مواد مخدر'] }))],
    ['故意杀人罪', asked(content({ offences: ['故意杀人罪'] }))],
    ['he was in extremis', asked(content({ offences: ['he was in extremis'] }))],
  ],
});
