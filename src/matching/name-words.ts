/**
 * Words of names that say little: articles, particles, titles, and names that very many people bear.
 * It must never make a word vanish: each still counts a little.
 */
import { skeletonOfText } from './skeleton.js';

/** The Arabic article in its spellings; sun letters change its L. */
const ARTICLES = new Set(
  'AL EL UL IL OL AS ASH ESH AN EN AR ER AZ EZ AD ED ET UR UD US'.split(' '),
);

const PARTICLES = new Set(
  (
    'BIN BEN IBN BINT BINTI BINTE BNT B WALAD OULD ABU ABOU ABI UMM OM BU ' +
    'DE DEL DELA DELLA DI DA DO DOS DAS DU D LA LAS LOS LE LES Y E I ' +
    'VAN VON VOM DER DEN DEM TEN TER TE ZU ZUM ZUR AF AV ' +
    'ST SAINT SAN SANTA MC MAC O FITZ AP NI OGLU OGLY UULU KYZY QIZI ZADE'
  ).split(' '),
);

/** Servant of: the first half of a name, often written apart or left out. */
const SERVANT = new Set('ABD ABDUL ABDEL ABDAL ABDOL ABDUR ABDER ABDOUL ABDU ABDE'.split(' '));

const TITLES = new Set(
  (
    'MR MRS MS MISS MX MISTER DR DOCTOR PROF PROFESSOR SIR DAME LORD LADY REV FR HERR FRAU HR ' +
    'MONSIEUR MADAME MME MLLE SR SRA SENOR SENORA SENORITA DON DONA DOTT ING LIC JR JNR SNR II III IV ' +
    'HAJI HAJJI HAJ HAJJ ALHAJ ALHAJJI SHAYKH SHAIKH SHEIKH SHEIK CHEIKH SHEKH MULLAH MULLA MOLLAH ' +
    'MAULAVI MAWLAWI MAULANA MOULVI MOLVI QARI HAFIZ USTAD AYATOLLAH IMAM SAHIB SAIB ' +
    'GEN GENERAL COL COLONEL MAJ MAJOR CAPT CAPTAIN LT LIEUTENANT SGT ADM ADMIRAL BRIG BRIGADIER CDR ' +
    'COMMANDER COMANDANTE PRESIDENT PRESIDENTE PRESIDEN PRAESIDENT PREDSJEDNIK PRESEDINTELE PREZIDENT ' +
    'MINISTER AMBASSADOR SENATOR JUDGE PRINCE PRINCESS KING QUEEN SULTAN EMIR AMIR LLC LTD INC GMBH'
  ).split(' '),
);
/** Titles that are given names as well. */
for (const name of ['AMIR', 'SULTAN', 'HAFIZ', 'PRINCE', 'KING', 'IMAM', 'MAJOR'])
  TITLES.delete(name);

/**
 * Names borne by so many that one of them alone identifies nobody, of many languages. The list is
 * short because its effect is small: a name not listed merely counts as an ordinary one.
 */
const COMMON = (
  'MOHAMMED AHMED ALI HASSAN HUSSEIN ABDULLAH IBRAHIM OMAR KHALID MAHMOUD MUSTAFA YUSUF SAID ISMAIL ABBAS ' +
  'HAMID KARIM RAHMAN AZIZ FATIMA AISHA KHAN SINGH KUMAR SHARMA BEGUM BIBI KAUR PATEL ' +
  'JOSE MARIA JUAN LUIS CARLOS GARCIA RODRIGUEZ MARTINEZ HERNANDEZ LOPEZ GONZALEZ PEREZ SANCHEZ RAMIREZ ' +
  'TORRES FLORES SILVA SANTOS OLIVEIRA ANTONIO FRANCISCO MANUEL MIGUEL PEDRO JORGE ' +
  'WANG LI ZHANG LIU CHEN YANG HUANG ZHAO WU ZHOU KIM LEE PARK CHOI NGUYEN TRAN PHAM ' +
  'SMITH JOHNSON WILLIAMS BROWN JONES DAVIS MILLER WILSON JOHN JAMES ROBERT MICHAEL WILLIAM DAVID RICHARD ' +
  'THOMAS MARY ANNA PETER PAUL JEAN PIERRE MARTIN MUELLER SCHMIDT DANIEL GEORGE JOSEPH ' +
  'IVAN IVANOV ALEXANDER SERGEI VLADIMIR DMITRI ANDREI ELENA OLGA NIKOLAI VLADIMIROVICH'
).split(' ');
const commonSkeletons = new Set(COMMON.map((name) => skeletonOfText(name)));

export type WordKind = 'name' | 'article' | 'particle' | 'servant' | 'title' | 'initial';

/** What a word of `A-Z0-9` is within a name. */
export function wordKind(text: string): WordKind {
  if (ARTICLES.has(text)) return 'article';
  if (text.length === 1) return 'initial';
  if (PARTICLES.has(text)) return 'particle';
  if (SERVANT.has(text)) return 'servant';
  return TITLES.has(text) ? 'title' : 'name';
}

/** True where very many people bear a name that sounds like this. */
export function isCommon(skeleton: string): boolean {
  return commonSkeletons.has(skeleton);
}
