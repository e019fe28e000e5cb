/** Names in the spelling of a passport and in their own script find each other. */
import { describe, expect, it } from 'vitest';
import { THRESHOLDS } from '../../src/matching/thresholds.js';
import { foundByName, personOf } from './people.js';

type Pairs = readonly (readonly [asked: string, listed: string])[];

const LATIN: Pairs = [
  ['SCHAEFER, JUERGEN', 'Schäfer, Jürgen'],
  ['SCHAFER, JURGEN', 'Schäfer, Jürgen'],
  ['SCHAEFER, JUERGEN', 'Schafer, Jurgen'],
  ['MUXXLLER, JOERG', 'Müller, Jörg'],
  ['AAKESSON, BJOERN', 'Åkesson, Björn'],
  ['AKESSON, BJORN', 'Åkesson, Björn'],
  ['SOERENSEN, PREBEN', 'Sørensen, Preben'],
  ['GROSSMANN, WERNER', 'Großmann, Werner'],
  ['THORVALDSSON, EYTHOR', 'Þorvaldsson, Eyþór'],
  ['NUNEZ, BEGONA', 'Núñez, Begoña'],
  ['NUNXXEZ, BEGONXXA', 'Núñez, Begoña'],
  ['DJOKOVEC, GORAN', 'Đokovec, Goran'],
  ['WALESKI, LUKASZ', 'Wałęski, Łukasz'],
  ['YILDIRIM, ISIL', 'Yıldırım, Işıl'],
  ['DVORACEK, RADIM', 'Dvořáček, Radim'],
  ['STEFANESCU, TUDOR', 'Ștefănescu, Tudor'],
];

const CYRILLIC: Pairs = [
  ['BORISENKOV, YEVGENIY', 'Борисенков, Евгений'],
  ['BORISENKOV, EVGENII', 'Борисенков, Евгений'],
  ['SHCHERBINOV, ILIA', 'Щербинов, Илья'],
  ['KHARITONOVA, IULIIA', 'Харитонова, Юлия'],
  ['KHARITONOVA, YULIYA', 'Харитонова, Юлия'],
  ['HONCHARUK, VOLODYMYR', 'Гончарук, Володимир'],
  ['YAKYMCHUK, OLEKSII', 'Якимчук, Олексій'],
  ['HRYHAROVICH, ALES', 'Грыгаровіч, Алесь'],
  ['STOYANOV, SHTERION', 'Стоянов, Щерион'],
  ['ZIVKOVIC, NEBOJSA', 'Живковић, Небојша'],
  ['DZHAMBULOV, NURLAN', 'Жамбулов, Нұрлан'],
];

const GREEK: Pairs = [
  ['PAPANTONIOU, EVANGELOS', 'Παπαντωνίου, Ευάγγελος'],
  ['CHRISTOFIDIS, GIANNIS', 'Χριστοφίδης, Γιάννης'],
  ['BAKALIS, SPYRIDON', 'Μπακάλης, Σπυρίδων'],
  ['MAVROGIORGOS, THEODOROS', 'Μαυρογιώργος, Θεόδωρος'],
];

const ARABIC: Pairs = [
  ['KHALIDI, FARES', 'خالدي، فارس'],
  ['AL-MANSOURI, TARIQ', 'المنصوري, طارق'],
  ['MANSURI, TAREK', 'المنصوري, طارق'],
  ['XKHALD, XSSALXH', 'خالد, صالح'],
  ['HADDAD, NAJIB', 'حدّاد, نجيب'],
  ['REZAPOUR, PARVIZ', 'رضاپور, پرویز'],
  ['CHAUDHRY, ZUBAIR', 'چودھری, زبیر'],
  // Two consonants with an unwritten vowel between them are not the one sound that Latin spells with both.
  ['ALZAHRANI, ABDULAZIZ', 'الزهراني, عبدالعزيز'],
  ['AL ZAHRANI, ZUHAIR', 'الزهراني, زهير'],
  ['ALTUHAMI, MAHMOUD', 'التهامي, محمود'],
  ['ALSAHLI, FAISAL', 'السهلي, فيصل'],
  ['ALKAHLANI, SADDAM', 'الكهلاني, صدام'],
  ['ALDUHAIM, NASSER', 'الدهيم, ناصر'],
  ['HAMDAN, MAMDOUH', 'حمدان, ممدوح'],
  ['TAHHAN, TASNIM', 'طحان, تسنيم'],
  // And sometimes they are.
  ['ALAZHARI, SHAKIR', 'الأزهري, شاكر'],
];

const HEBREW: Pairs = [
  ['BARKOVICH, SHLOMIT', "ברקוביץ', שלומית"],
  ['MIZRAHI, AVRAHAM', 'מזרחי, אברהם'],
  ['MIZRACHI, ABRAHAM', 'מזרחי, אברהם'],
  ['NAHUM, YAAKOV', 'נחום, יעקב'],
  ['GOLDSHTEIN, REUVEN', 'גולדשטיין, ראובן'],
  ['TZADOK, GIDEON', 'צדוק, גדעון'],
];

const HAN: Pairs = [
  ['OUYANG, MINGHUI', '欧阳明辉'],
  ['ZHAO, XUEFENG', '趙雪峰'],
  ['ZHAO, XUE FENG', '赵雪峰'],
  ['XUEFENG ZHAO', '赵雪峰'],
  ['SHAN, LIJUAN', '单丽娟'],
  ['YAMADA, HANAKO', '山田花子'],
  ['TAKAHASHI, NAOKI', '高橋, 直樹'],
];

const KANA: Pairs = [
  ['NAKAMURA, HITOSHI', 'ナカムラ, ヒトシ'],
  ['NAKAMURA, HITOSHI', 'なかむら, ひとし'],
  ['KUBOTA, SHIZUKA', 'クボタ・シズカ'],
];

const HANGUL: Pairs = [
  ['LEE, SEONGHO', '이성호'],
  ['YI, SUNG HO', '이성호'],
  ['PARK, MINJUNG', '박민정'],
  ['CHOI, YOUNGSOO', '최영수'],
  ['NAMKOONG, HYUN', '남궁현'],
];

const OTHERS: Pairs = [
  ['SHARMA, DEEPAK', 'शर्मा, दीपक'],
  ['GEVORGYAN, TIGRAN', 'Գևորգյան, Տիգրան'],
  ['BERIDZE, LEVAN', 'ბერიძე, ლევან'],
];

const GROUPS: readonly (readonly [string, Pairs])[] = [
  ['Latin letters with marks, as ICAO Doc 9303 writes them and without the marks', LATIN],
  ['Cyrillic', CYRILLIC],
  ['Greek', GREEK],
  ['Arabic', ARABIC],
  ['Hebrew', HEBREW],
  ['Han', HAN],
  ['Kana', KANA],
  ['Hangul', HANGUL],
  ['Devanagari, Armenian and Georgian', OTHERS],
];

describe.each(GROUPS)('%s', (_group, pairs) => {
  it.each(pairs)('finds %s as %s', (asked, listed) => {
    expect(foundByName(asked, listed)).toBeGreaterThanOrEqual(THRESHOLDS.border);
  });

  it.each(pairs)('finds it the other way round: %s, %s', (asked, listed) => {
    expect(foundByName(listed, asked)).toBeGreaterThanOrEqual(THRESHOLDS.border);
  });
});

describe('spelling', () => {
  const spelled = (written: string): string =>
    personOf(written)
      .names.map((name) => name.text)
      .join();

  it('writes umlauts and ligatures as Doc 9303 does', () => {
    expect(spelled('Äöüßæøåœþð')).toBe('AEOEUESSAEOEAAOETHD');
  });

  it('loses no letter of lower-case Cyrillic', () => {
    expect(spelled('куцюк')).toBe(spelled('КУЦЮК'));
    expect(spelled('куцюк')).toBe('KUTSIUK');
  });

  it('writes the Cyrillic hard sign as IE and leaves the soft sign out', () => {
    expect(spelled('Объедь')).toBe('OBIEED');
  });

  it('reads taa marbuta as a vowel, not as the P of another table', () => {
    expect(spelled('سميرة')).toBe('SMIRA');
  });

  it('drops Arabic vowel marks and the tatweel', () => {
    expect(spelled('كَـرِيم')).toBe(spelled('كريم'));
  });

  it('takes a Cyrillic letter among Latin ones, and a digit, for what it looks like', () => {
    expect(spelled('РETR0V')).toBe('PETROV');
  });

  it('drops invisible characters', () => {
    expect(spelled('Lind\u200Bqu\u00ADist')).toBe('LINDQUIST');
  });
});
