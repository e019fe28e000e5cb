/**
 * Terms in English that offences of political character are worded with.
 * It must never name a state, a people, a party or a person.
 */
import { each, terms } from '../../term-list.js';

export const ENGLISH_POLITICAL: readonly string[] = [
  'defam* authorities',
  'contempt head state',
  'lese majeste',
  'lese majesty',
  'treason*',
  'sediti*',
  'subversi*',
  'subvert*',
  'extremism*',
  'extremist*',
  'separatis*',
  'secession*',
  'espionage',
  'spying',
  'state secret*',
  'coup etat',
  'military coup',
  'attempt* coup',
  'coup attempt*',
  'coup plot*',
  'rebellion',
  'insurrection',
  'overthrow*',
  'constitutional order',
  'anti state',
  'antistate',
  'anti government',
  'political*',
  'dissident*',
  'opposition',
  'foreign agent*',
  'foreign interference',
  'undesirable organi*',
  'banned organi*',
  'banned party',
  'prohibited organi*',
  'illegal organi*',
  'illegal party',
  'unauthorised assembly',
  'unauthorized assembly',
  'unlawful assembly',
  'illegal assembly',
  'unauthorised demonstration',
  'unauthorized demonstration',
  'unauthorised protest*',
  'unauthorized protest*',
  'unauthorised rally',
  'unauthorized rally',
  'mass disorder*',
  'false news',
  'fake news',
  'false information army',
  'false information armed forces',
  'false rumour*',
  'false rumor*',
  'propaganda',
  'picking quarrels',
  'national unity',
  'national security',
  'territorial integrity',
  'incit* disobedience',
  'member* terrorist organi*',
  'belong* terrorist organi*',
  ...terms(`
    banned movement*, banned group*, banned association*, outlawed organi*, proscribed organi*,
    riot*, unrest, public disorder*, civil disorder*, civil disobedience, sovereignty,
    unity state, unity nation*, unity country, unity integrity, endanger* integrity,
    integrity nation*, independence state, independence country, state security,
    internal security, external security, threat* security state, endanger* security,
    harm* security state, prejudic* security state, constitutional system,
    constitutional regime, constitutional structure, constitutional foundation*,
    change* constitution*, chang* government, chang* regime, seiz* power, seizure power,
    usurp* power, regime change, armed uprising, uprising, revolt*, incit* civil war,
    knowingly false information, disinformation, agent* foreign, foreign influence,
    receiv* foreign fund*, accept* foreign fund*, foreign intervention, undesirable foreign, undesirable entit*,
    undesirable association*, foreign power*, foreign intelligence, hostile state*,
    hostile power*, offend* head state, offend* president, dishono* state, prestige state,
    reputation state, honour nation, dignity state, honour dignity president,
    dignity president, royal dignity, official secret*, military secret*, defence secret*,
    defense secret*, classified information, collaborationis*, betray* motherland,
    betray* homeland, betray* state, betray* country, betray* nation
  `),
  ...each(
    `
    member*, belong*, join*, affiliat*, allegiance, support*, sympathi*, financ*, fund*,
    glorif*, justif*, prais*, promot*, apolog*
  `,
    'terroris*, armed terrorist',
  ),
  ...each(
    `
    founding, founder*, establish*, forming, creat*, leading, leader*, directing, managing,
    organis*, organiz*, participa*, activit*, recruit*, assist*, aiding, cooperat*
  `,
    `
    terrorist organi*, terrorist group*, terrorist communit*, terrorist association*,
    terrorist entit*, terrorist network*
  `,
  ),
  ...each(
    'illegal, unlawful, anti government, outlawed',
    'armed group*, armed formation*, armed gang*, association*',
  ),
  ...each('member*, belong*, join*, participa*, support*', 'banned, outlawed, proscribed'),
  ...each(
    `
    unauthori*, unsanctioned, unapproved, illegal, unlawful, banned, prohibited, unregistered,
    unnotified, undeclared, unlicensed
  `,
    `
    assembl*, gathering*, demonstration*, protest*, rally, rallies, procession*,
    protest march*, public event*, picket*, strike*
  `,
  ),
  ...each('unauthori*, unsanctioned, unapproved, banned, prohibited, undeclared', 'meeting*'),
  ...each(
    `
    assembl*, gathering*, demonstration*, protest*, rally, procession*, protest march*,
    meeting*, public event*
  `,
    'without permi*, without authori*, without notif*, without prior, without licen*',
  ),
  ...each(
    `
    crime*, offence*, offense*, acts, activit*, conspir*, plotting, agitat*, incit*, stir*,
    hostil*, hatred, revolt*, uprising
  `,
    `
    against state, against security state, against state security, against national security,
    against internal security, against sovereignty, against constitution*, against government,
    against regime, against nation, against authorit*, against public authorit*
  `,
  ),
  ...each(
    'incit*, stir*, arous*, provok*, foment*, promot*, hatred, contempt, disaffection',
    `
    hatred government, hatred state, hatred regime, hatred authorit*, disaffection,
    contempt government
  `,
  ),
  ...each(
    'hatred, contempt, disaffection, hostil*',
    'towards government, toward government, towards state, regime',
  ),
  ...each(
    `
    spread*, dissemin*, publish*, publication*, circulat*, broadcast*, posting, distribut*
  `,
    `
    false information, false report*, false rumo*, false news, fake news, fake information,
    untrue information, untrue rumo*, unreliable information,
    fabricated information, disinformation, alarming, tendentious
  `,
  ),
  ...each(
    `
    insult*, defam*, slander*, libel*, denigrat*, humiliat*, ridicul*, vilif*, disrespect*,
    mock*
  `,
    `
    president, head state, king, queen, monarch*, emir, sultan, prime minister, leader*,
    government, state, nation, country, flag, anthem, emblem, national symbol*,
    state institution*, state bod*, authorit*, representative* authorit*, public official*,
    public servant*, official*, judge*, judiciary, court, minister*, parliament
  `,
  ),
  ...each(
    'desecrat*, burning, outrag*, defil*, defac*',
    'flag*, national flag, emblem*, anthem, national symbol*, state symbol*',
  ),
  ...each(
    'collaborat*, cooperat*, contact*, communicat*, collu*, assist*, aiding, helping',
    `
    enemy, enemies, hostile, occupier*, occupying, occupation, aggressor, foreign state*,
    foreign government*, foreign force*
  `,
  ),
];
