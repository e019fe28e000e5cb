/**
 * Terms in German that offences of interest to Article 3, or excluded ones, are worded with.
 * It must never name a state, a people, a party or a person.
 */
import { each, terms, type TermList } from '../term-list.js';
import { GERMAN_POLITICAL } from './political/german.js';
import { RELIGIOUS_COMMUNITIES } from './religious-communities.js';

export const GERMAN: TermList = {
  political: GERMAN_POLITICAL,
  military: [
    'desertion',
    'deserteur*',
    'desertieren',
    'fahnenflucht*',
    'fahnenflüchtig*',
    'meuterei',
    'befehlsverweigerung',
    'ungehorsam* befehl*',
    'gehorsamsverweigerung',
    'eigenmächtige abwesenheit',
    'wehrdienst*',
    'militärdienst*',
    'wehrpflicht*',
    'wehrkraftzersetzung',
    'kriegsdienstverweiger*',
    'dienstflucht',
    'mobilmachung*',
    'einberufung*',
    'verunglimpfung armee',
    'verunglimpfung streitkräfte',
    ...terms(`
    desertier*, entfern* truppe, entfernung truppe, truppe unerlaubt*, truppenflucht*,
    verlassen truppe, verlassen einheit, verlassen posten, dienstverweiger*,
    wehrdienstverweiger*, wehrdienstentzieh*, wehrflucht*, kriegsdienst*, wehrersatz*,
    kampfverweiger*, einsatzverweiger*, gehorsamsverweiger*, befehlsverweiger*,
    militärstrafta*, militärische* straftat*, militärische* ungehorsam*, selbstverstümmelung*,
    wehrkraft*, musterung*, teilmobilmachung*, feigheit*, ungehorsam* vorgesetzte*,
    dienstentziehung*, zersetzung wehrkraft, zersetzung truppe*, demoralisierung
  `),
    ...each(
      `
    entzieh*, umgehung*, verweiger*, flucht, nichtbefolg*, weigerung*, nichterscheinen,
    umgehen
  `,
      `
    wehrdienst*, wehrpflicht*, militärdienst*, militär, armee, mobil*, einberufung*, einzug,
    dienst waffe, kampf*, truppe*, grundwehrdienst*
  `,
    ),
    ...each(
      `
    beleidig*, verunglimpf*, diskreditier*, herabwürdig*, verächtlichmachung, verleumd*,
    herabsetz*
  `,
      'armee, streitkräfte*, militär*, truppen, soldaten, bundesheer, heer',
    ),
  ],
  religious: [
    'apostasie',
    'abfall glauben',
    'abfall islam',
    'glaubensabfall*',
    'blasphem*',
    'gotteslästerung*',
    'häresie',
    'ketzerei',
    'sakrileg*',
    'missionierung',
    'missionstätigkeit',
    'missionieren',
    'proselyt*',
    'religionsbeschimpfung*',
    'beschimpfung bekenntnis*',
    'religiöse* gefühle*',
    'religionswechsel',
    'koranschändung*',
    'schändung koran*',
    'hexerei',
    'zauberei',
    'schwarze magie',
    'sekte*',
    'sektenmitglied*',
    'feindschaft gott',
    'krieg gegen gott',
    'verderben auf erden',
    ...terms(`
    verletz* religi*, verletz* glauben*, verletz* gefühle gläubige*, verbrenn* koran*,
    verbrenn* bibel*, verbrenn* heilige schrift*, gefühle gläubige*, gottesläster*,
    abkehr glauben, glaubenswechsel*, abfall religion, glaubenswerbung*, bekehrung*,
    missionar*, missionier*, hausgemeinde*, hauskirche*, untergrundkirche*, gebetsversammlung*,
    gebetstreffen*, okkult*, satanis*, zauberkunst, götzendienst*, irrlehre*,
    religionsstörung*, religionsausübung*, religiöse* literatur, religiöse* hass*
  `),
    ...each(
      `
    beleidig*, beschimpf*, verspott*, verhöhn*, schänd*, verunglimpf*, herabwürdig*,
    schmähung*, entweih*
  `,
      `
    religi*, glauben*, gläubige*, bekenntnis*, prophet*, gott*, göttlich*, islam*, koran*,
    bibel*, heilige*, sakrale*
  `,
    ),
    ...each(
      'mitglied*, zugehörigkeit, tätigkeit*, beteiligung, werbung, verbotene*, aufgelöste*',
      `
    religionsgemeinschaft*, religiöse* vereinigung*, religiöse* gruppe*,
    religiöse* organisation*, religiöse* gemeinschaft*, glaubensgemeinschaft*
  `,
    ),
    ...each(
      `
    verbotene*, unerlaubte*, illegale*, ungenehmigte*, registrierte*, extremistische*,
    aufgelöste*
  `,
      'religi*, kirche*, glaubens*, kult*, gottesdienst*, gebets*, sekte*, predigt*',
    ),
    ...RELIGIOUS_COMMUNITIES.german,
  ],
  racial: [
    'rasse',
    'rassen*',
    'rassis*',
    'rassisch*',
    'ethnisch*',
    'ethnie*',
    'mischehe*',
    'stammes*',
    'volkszugehörigkeit',
    'nationale minderheit*',
    ...terms(`
    rassenhass*, rassenhetze*, volksgruppe*, nationalitäten*, nationale* hass,
    volksverhetzung*, völkerhass*, fremdenfeindlich*, fremdenhass*, ethnische*, interethnisch*,
    hautfarbe, abstammung, nationalitätenhass*, feindschaft völker*, zwietracht völker*
  `),
  ],
  norms: [
    'homosexu*',
    'gleichgeschlechtlich*',
    'lesbisch*',
    'lgbt*',
    'widernatürlich*',
    'transvest*',
    'ehebruch*',
    'unzucht',
    'außerehelich*',
    'vorehelich*',
    'abtreibung*',
    'schwangerschaftsabbruch*',
    'sittenwidrig*',
    'unsittlich*',
    'kopftuch*',
    'schleier*',
    'alkoholkonsum',
    'alkoholgenuss',
    'glücksspiel*',
  ],
  private: [
    'sorgerecht*',
    'umgangsrecht*',
    'unterhaltspflicht*',
    'unterhaltszahlung*',
    'kindesunterhalt*',
    'scheidung*',
    'erbschaft*',
    'erbstreit*',
    'familienstreit*',
    'ehestreit*',
    'schulden',
    'schuldner*',
    'ungedeckter scheck*',
    'ungedeckte schecks',
    'scheck* ohne deckung',
    'vertragsbruch*',
    'vertragsverletzung*',
    'handelsstreit*',
    'arbeitsstreit*',
    'insolvenz*',
    'verleumdung*',
    'üble nachrede',
    'ordnungswidrigkeit*',
    'bußgeld*',
    'verwaltungsübertretung*',
    'verkehrsverstoß',
    'verkehrsverstöße',
    'geschwindigkeitsüberschreitung*',
    'parkverstoß',
    'aufenthaltsüberschreitung*',
  ],
};
