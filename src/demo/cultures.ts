/**
 * Which of faker's name lists the invented persons of a member take their names from.
 * It must never say more about a member than that: everyone is as likely to be wanted.
 */
import type { Faker } from '@faker-js/faker';
import { faker as ar } from '@faker-js/faker/locale/ar';
import { faker as az } from '@faker-js/faker/locale/az';
import { faker as cs } from '@faker-js/faker/locale/cs_CZ';
import { faker as da } from '@faker-js/faker/locale/da';
import { faker as de } from '@faker-js/faker/locale/de';
import { faker as dv } from '@faker-js/faker/locale/dv';
import { faker as el } from '@faker-js/faker/locale/el';
import { faker as en } from '@faker-js/faker/locale/en';
import { faker as enGH } from '@faker-js/faker/locale/en_GH';
import { faker as enIN } from '@faker-js/faker/locale/en_IN';
import { faker as enNG } from '@faker-js/faker/locale/en_NG';
import { faker as es } from '@faker-js/faker/locale/es';
import { faker as esMX } from '@faker-js/faker/locale/es_MX';
import { faker as fa } from '@faker-js/faker/locale/fa';
import { faker as fi } from '@faker-js/faker/locale/fi';
import { faker as fr } from '@faker-js/faker/locale/fr';
import { faker as frSN } from '@faker-js/faker/locale/fr_SN';
import { faker as he } from '@faker-js/faker/locale/he';
import { faker as hr } from '@faker-js/faker/locale/hr';
import { faker as hu } from '@faker-js/faker/locale/hu';
import { faker as hy } from '@faker-js/faker/locale/hy';
import { faker as id } from '@faker-js/faker/locale/id_ID';
import { faker as it } from '@faker-js/faker/locale/it';
import { faker as ja } from '@faker-js/faker/locale/ja';
import { faker as ka } from '@faker-js/faker/locale/ka_GE';
import { faker as ko } from '@faker-js/faker/locale/ko';
import { faker as lv } from '@faker-js/faker/locale/lv';
import { faker as mk } from '@faker-js/faker/locale/mk';
import { faker as nb } from '@faker-js/faker/locale/nb_NO';
import { faker as ne } from '@faker-js/faker/locale/ne';
import { faker as nl } from '@faker-js/faker/locale/nl';
import { faker as pl } from '@faker-js/faker/locale/pl';
import { faker as ptBR } from '@faker-js/faker/locale/pt_BR';
import { faker as ptPT } from '@faker-js/faker/locale/pt_PT';
import { faker as ro } from '@faker-js/faker/locale/ro';
import { faker as ru } from '@faker-js/faker/locale/ru';
import { faker as sk } from '@faker-js/faker/locale/sk';
import { faker as sr } from '@faker-js/faker/locale/sr_RS_latin';
import { faker as sv } from '@faker-js/faker/locale/sv';
import { faker as th } from '@faker-js/faker/locale/th';
import { faker as tr } from '@faker-js/faker/locale/tr';
import { faker as uk } from '@faker-js/faker/locale/uk';
import { faker as ur } from '@faker-js/faker/locale/ur';
import { faker as uz } from '@faker-js/faker/locale/uz_UZ_latin';
import { faker as vi } from '@faker-js/faker/locale/vi';
import { faker as zh } from '@faker-js/faker/locale/zh_CN';
import { faker as zu } from '@faker-js/faker/locale/zu_ZA';

/**
 * How a name is written: in Latin letters; in letters that can be put into Latin ones sign by sign;
 * or in signs that leave the sounds to the reader, so that only the original is given.
 */
export type Writing = 'latin' | 'letters' | 'signs';

export interface Culture {
  readonly faker: Faker;
  readonly writing: Writing;
  /** The members whose invented nationals bear these names. */
  readonly members: readonly string[];
}

const of = (faker: Faker, writing: Writing, members: string): Culture => ({
  faker,
  writing,
  members: members.split(' '),
});

/** The last one is for every member that no other names. */
export const CULTURES: readonly Culture[] = [
  of(ru, 'letters', 'RUS BLR KAZ KGZ'),
  of(uk, 'letters', 'UKR'),
  of(mk, 'letters', 'MKD BGR'),
  of(el, 'letters', 'GRC CYP'),
  of(ka, 'letters', 'GEO'),
  of(hy, 'letters', 'ARM'),
  of(ko, 'letters', 'KOR'),
  of(zh, 'letters', 'CHN SGP'),
  of(ja, 'signs', 'JPN'),
  of(he, 'signs', 'ISR'),
  of(fa, 'signs', 'IRN AFG'),
  of(ur, 'signs', 'PAK'),
  of(th, 'signs', 'THA LAO'),
  of(dv, 'signs', 'MDV'),
  of(
    ar,
    'signs',
    'ARE BHR DJI DZA EGY IRQ JOR KWT LBN LBY MAR MRT OMN PSE QAT SAU SDN SOM SYR TUN YEM',
  ),
  of(tr, 'latin', 'TUR'),
  of(az, 'latin', 'AZE TKM'),
  of(uz, 'latin', 'UZB TJK'),
  of(vi, 'latin', 'VNM KHM'),
  of(ne, 'latin', 'NPL BTN'),
  of(id, 'latin', 'IDN MYS BRN TLS PHL'),
  of(enIN, 'latin', 'IND LKA MUS BGD'),
  of(pl, 'latin', 'POL LTU'),
  of(cs, 'latin', 'CZE'),
  of(sk, 'latin', 'SVK'),
  of(hu, 'latin', 'HUN'),
  of(ro, 'latin', 'ROU MDA'),
  of(lv, 'latin', 'LVA'),
  of(fi, 'latin', 'FIN EST'),
  of(sr, 'latin', 'SRB MNE BIH'),
  of(hr, 'latin', 'HRV SVN ALB'),
  of(de, 'latin', 'DEU AUT CHE LIE LUX'),
  of(nl, 'latin', 'NLD BEL SUR ABW CUW SXM'),
  of(fr, 'latin', 'FRA MCO HTI AND'),
  of(frSN, 'latin', 'SEN MLI BFA CIV GIN NER TGO BEN CMR TCD GAB COG COD CAF RWA BDI MDG COM'),
  of(it, 'latin', 'ITA SMR VAT MLT'),
  of(es, 'latin', 'ESP GNQ'),
  of(esMX, 'latin', 'MEX ARG BOL CHL COL CRI CUB DOM ECU SLV GTM HND NIC PAN PRY PER URY VEN'),
  of(ptPT, 'latin', 'PRT AGO MOZ CPV GNB STP'),
  of(ptBR, 'latin', 'BRA'),
  of(sv, 'latin', 'SWE'),
  of(nb, 'latin', 'NOR ISL'),
  of(da, 'latin', 'DNK'),
  of(enNG, 'latin', 'NGA'),
  of(enGH, 'latin', 'GHA LBR SLE GMB'),
  of(zu, 'latin', 'ZAF SWZ LSO ZWE ZMB MWI BWA NAM TZA UGA KEN'),
  of(en, 'latin', 'GBR IRL USA CAN AUS NZL'),
];
