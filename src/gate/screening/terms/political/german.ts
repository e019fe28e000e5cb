/**
 * Terms in German that offences of political character are worded with.
 * It must never name a state, a people, a party or a person.
 */
import { each, terms } from '../../term-list.js';

export const GERMAN_POLITICAL: readonly string[] = [
  'präsidentenbeleidigung*',
  'verunglimpfung*',
  'herabwürdigung* staat*',
  'majestätsbeleidigung*',
  'staatsverleumdung*',
  'hochverrat*',
  'landesverrat*',
  'staatsverrat*',
  'vaterlandsverrat*',
  'hochverräter*',
  'landesverräter*',
  'verrat vaterland*',
  'verrat staatsgeheimnis*',
  'staatsgeheimnis*',
  'spionage',
  'agententätigkeit*',
  'aufruhr',
  'aufstand',
  'aufwiegelung',
  'rebellion',
  'umsturz*',
  'staatsstreich*',
  'putsch*',
  'subversi*',
  'extremism*',
  'extremist*',
  'separatis*',
  'abspaltung',
  'sezession*',
  'staatsfeindlich*',
  'staatsgefährd*',
  'regierungsfeindlich*',
  'verfassungsmäßige* ordnung',
  'verfassungsfeindlich*',
  'nationale sicherheit',
  'nationale einheit',
  'territoriale* integrität',
  'propaganda',
  'politisch*',
  'dissident*',
  'regimekriti*',
  'opposition*',
  'ausländischer agent',
  'nicht genehmigte* versammlung*',
  'falschnachrichten',
  'falschmeldung*',
  'mitgliedschaft terroristische* vereinigung',
  'mitgliedschaft terrororganisation',
  ...terms(`
    terrorismusfinanzierung*, terrorfinanzierung*, terrorpropaganda, bewaffnete* gruppierung*,
    illegale* bewaffnete*, ungesetzliche* bewaffnete*, massenunruhe*, unruhen,
    landfriedensbruch*, zusammenrottung*, krawall*, ausschreitung*, massenproteste*,
    massenausschreitung*, volksaufstand*, massendemonstration*, straßenunruhen, bannkreis*,
    ziviler ungehorsam, souveränität, einheit staat*, einheit nation, staatssicherheit,
    sicherheit staat*, innere sicherheit, äußere sicherheit, territoriale* unversehrtheit,
    gebietshoheit, integrität staat*, staatsgebiet*, verfassungsordnung*, staatsordnung*,
    verfassungsmäßige*, verfassungsorgan*, änderung verfassung*, machtergreifung*,
    sturz regierung, machtübernahme*, regierungssturz*, falschinformation*,
    falsche* nachricht*, falsche* information* streitkräfte, falsche* information* armee,
    desinformation*, gerüchte*, ausländische* agent*, auslandsagent*, ausländische* einfluss*,
    ausländische* finanzierung, fremde* macht, ausländische* macht,
    ausländische* geheimdienst*, geheimdienst*, spion, spione, spionin*, spionagetätigkeit*,
    landesverräterisch*, hochverräterisch*, kollaboration*, kollaborateur*, feindbegünstigung*,
    zusammenarbeit feind*, zusammenarbeit fremde*, militärgeheimnis*, beamtenbeleidigung*,
    königsbeleidigung*, amtsehrenbeleidigung*, amtsbeleidigung*, flaggenschändung*,
    staatssymbol*, hoheitszeichen*, staatsflagge*, nationalflagge*, nationalhymne*,
    staatswappen*, verunglimpfen, regierungskritik*
  `),
  ...each(
    `
    mitglied*, zugehörigkeit, angehörig*, beitritt*, anschluss, unterstütz*, werbung, werben,
    billigung, rechtfertigung*, verherrlichung*, finanzierung*, anhänger*, sympathi*,
    förderung, gutheißung*
  `,
    `
    terroristische*, terrorgruppe*, terrororganisation*, terrorvereinigung*, terrormiliz*,
    ausländische* terroristische*, bewaffnete* terror*, terrorismus
  `,
  ),
  ...each(
    `
    beteilig*, teilnahme, gründung, bildung, gründen, anführ*, leitung, führung, rädelsführer*,
    rekrutierung, hilfe, beihilfe, tätigkeit*, betätigung*, mitwirkung*
  `,
    `
    terroristische* vereinigung*, terroristische* organisation*, terroristische* gruppe*,
    terrorgruppe*, terrororganisation*, terrorvereinigung*, bewaffnete* terror*
  `,
  ),
  ...each(
    `
    verbotene*, unerlaubte*, illegale*, unerwünschte*, genehmigte*, ungenehmigte*,
    angemeldete*, unangemeldete*, aufgelöste*, ungesetzliche*
  `,
    `
    versammlung*, demonstration*, kundgebung*, aufzug*, protest*, aktion, aktionen, marsch,
    märsche, zusammenkunft*, zusammenkünfte*, menschenansammlung*, streik*, vereinigung*,
    organisation*, verein, vereins, bewegung*, partei*
  `,
  ),
  ...each(
    `
    verbrechen, straftat*, vergehen, verschwörung*, angriff*, hetze, aufstachelung*,
    aufhetzung*, aufruf*, aufwiegelung*, hass, umtriebe, handlungen, agitation
  `,
    `
    gegen staat, gegen staates, gegen regierung*, gegen staatsgewalt, gegen verfassung*,
    gegen regime, gegen staatsordnung, gegen obrigkeit, gegen staatssicherheit,
    gegen souveränität, gegen sicherheit, gegen nation, gegen machthaber
  `,
  ),
  ...each(
    'verbreit*, veröffentlich*',
    `
    falsche* nachricht*, falsche* information*, falscher nachrichten, falscher informationen,
    unwahre*, lügen*, gerüchte*, falschinformation*, falscher
  `,
  ),
  ...each(
    `
    beleidig*, verleumd*, beschimpf*, schmähung*, herabsetz*, herabwürdig*, missachtung,
    verächtlichmachung*, diffamierung*
  `,
    `
    präsident*, staatsoberhaupt*, staatspräsident*, könig*, monarch*, fürst*, staat, staates,
    staats, nation, regierung*, behörde*, amtsträger*, beamte*, richter*, justiz, flagge*,
    hymne*, staatssymbol*, wappen*, minister*, parlament*, staatsorgan*, obrigkeit,
    vertreter* staatsgewalt, vertreter* behörde*
  `,
  ),
];
