/**
 * Cases for and against the rule in excluded-private-dispute.ts.
 * It must never be run alone: rules.test.ts runs the cases of every rule.
 */
import { excludedPrivateDispute } from '../../../../src/gate/screening/rules/excluded-private-dispute.js';
import { asked, content } from '../records.js';
import { describeRule } from '../rule-cases.js';

describeRule(excludedPrivateDispute, {
  finds: [
    [
      'bounced cheques',
      asked(content({ offences: ['bounced cheques'] })),
      [['/offences/0', 'bounced cheque*']],
    ],
    [
      'dispute over child custody',
      asked(content({ offences: ['dispute over child custody'] })),
      [['/offences/0', 'child custody']],
    ],
    [
      'non-paiement de pension alimentaire',
      asked(content({ offences: ['non-paiement de pension alimentaire'] })),
      [['/offences/0', 'pension alimentaire']],
    ],
    [
      'cheque sin fondos',
      asked(content({ offences: ['cheque sin fondos'] })),
      [['/offences/0', 'cheque* sin fondos']],
    ],
    ['dívida', asked(content({ offences: ['dívida'] })), [['/offences/0', 'dívida*']]],
    [
      'Unterhaltspflichtverletzung',
      asked(content({ offences: ['Unterhaltspflichtverletzung'] })),
      [['/offences/0', 'unterhaltspflicht*']],
    ],
    [
      'неуплата алиментов',
      asked(content({ offences: ['неуплата алиментов'] })),
      [['/offences/0', 'алимент*']],
    ],
    [
      'несплата аліментів',
      asked(content({ offences: ['несплата аліментів'] })),
      [['/offences/0', 'алімент*']],
    ],
    [
      'karşılıksız çek keşide etmek',
      asked(content({ offences: ['karşılıksız çek keşide etmek'] })),
      [['/offences/0', 'karşılıksız çek*']],
    ],
    [
      'شيك بدون رصيد',
      asked(content({ offences: ['شيك بدون رصيد'] })),
      [['/offences/0', 'شيك بدون رصيد']],
    ],
    [
      'صدور چک بلامحل',
      asked(content({ offences: ['صدور چک بلامحل'] })),
      [['/offences/0', 'چک بلامحل']],
    ],
    ['债务纠纷', asked(content({ offences: ['债务纠纷'] })), [['/offences/0', '债务']]],
    [
      'administrative offence',
      asked(content({ offences: ['administrative offence'] })),
      [['/offences/0', 'administrative offence*']],
    ],
  ],
  passes: [
    ['escape from custody', asked(content({ offences: ['escape from custody'] }))],
    ['fraud', asked(content({ offences: ['fraud'] }))],
    ['robo con miras telescópicas', asked(content({ offences: ['robo con miras telescópicas'] }))],
    ['Betrug', asked(content({ offences: ['Betrug'] }))],
    ['хищение', asked(content({ offences: ['хищение'] }))],
    ['шахрайство', asked(content({ offences: ['шахрайство'] }))],
    ['dolandırıcılık', asked(content({ offences: ['dolandırıcılık'] }))],
    ['احتيال', asked(content({ offences: ['احتيال'] }))],
    ['کلاهبرداری', asked(content({ offences: ['کلاهبرداری'] }))],
    ['诈骗罪', asked(content({ offences: ['诈骗罪'] }))],
  ],
});
