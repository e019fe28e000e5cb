/**
 * Which codes name a member, and which may stand on a travel document.
 * It must never say more of a member than its code and its name: no rule depends on which one it
 * is.
 */
import { createRequire } from 'node:module';
import iso from 'i18n-iso-countries/index.js';
import type { LocaleData } from 'i18n-iso-countries';

// The package's main entry reads some eighty languages at start; one is enough here.
const require = createRequire(import.meta.url);
iso.registerLocale(require('i18n-iso-countries/langs/en.json') as LocaleData);

export interface Member {
  /** ISO 3166-1 alpha-3. */
  readonly code: string;
  /** English short name. */
  readonly name: string;
}

/**
 * The code of the General Secretariat (ICAO Doc 9303 part 3 lists it for INTERPOL's own
 * documents).
 */
export const GENERAL_SECRETARIAT = 'XPO';

/** The issuer of specimens (ICAO Doc 9303 part 3, "Utopia"); it must never match. */
export const SPECIMEN = 'UTO';

/**
 * Codes of the package's list that are no members: territories of members, a few others, and its
 * own code for Kosovo. Aruba, Curacao and Sint Maarten are absent: they are members in their own
 * right.
 */
const NOT_MEMBERS = new Set(
  (
    'PRK TUV TWN XKK ' +
    'AIA ALA ASM ATA ATF BES BLM BMU BVT CCK COK CXR CYM ESH FLK FRO GGY GIB GLP GRL GUF ' +
    'GUM HKG HMD IMN IOT JEY MAC MAF MNP MSR MTQ MYT NCL NFK NIU PCN PRI PYF REU SGS SHN ' +
    'SJM SPM TCA TKL UMI VGB VIR WLF'
  ).split(' '),
);

/**
 * ICAO Doc 9303 part 3 section 5, beyond ISO 3166-1: Germany's single letter, classes of British
 * nationality, organisations, persons without a nationality, two codes of the past, and the
 * specimen.
 */
const ICAO_EXTRAS = [
  ...['D', 'GBD', 'GBN', 'GBO', 'GBP', 'GBS', 'RKS', 'XXK', 'UNK', 'EUE', 'UNO', 'UNA'],
  ...['XBA', 'XIM', 'XCC', 'XCE', 'XCO', 'XEC', 'XES', 'XOM', 'XDC', GENERAL_SECRETARIAT],
  ...['XXA', 'XXB', 'XXC', 'XXX', 'ANT', 'NTZ', SPECIMEN],
] as const;

/** Not an ISO code, though the package lists it: travel documents say `RKS`. */
const NOT_ISO = new Set(['XKK']);

/** All of one member's issuing classes: the number on the passport decides, not the class. */
const BRITISH_CLASSES = new Set(['GBD', 'GBN', 'GBO', 'GBP', 'GBS']);

function englishName(code: string): string {
  return iso.getName(code, 'en', { select: 'official' }) ?? code;
}

const isoCodes = Object.keys(iso.getAlpha3Codes()).filter((code) => !NOT_ISO.has(code));

/** The 196 members since 2023 (the 195 of 2022 and Palau), by code. */
export const MEMBERS: readonly Member[] = isoCodes
  .filter((code) => !NOT_MEMBERS.has(code))
  .sort()
  .map((code) => ({ code, name: englishName(code) }));

/** Every English name the ISO list's package has for a code, the official one first. */
export const ENGLISH_NAMES: ReadonlyMap<string, readonly string[]> = new Map(
  isoCodes.map((code) => [code, iso.getName(code, 'en', { select: 'all' }) ?? []]),
);

const memberNames = new Map(MEMBERS.map(({ code, name }) => [code, name]));
const travelCodes = new Set<string>([...isoCodes, ...ICAO_EXTRAS]);

/** Whether a canonical code is a member's; the General Secretariat is none. */
export function isMember(code: string): boolean {
  return memberNames.has(code);
}

/** A member's English name, or `null` where the code is no member's. */
export function memberName(code: string): string | null {
  return memberNames.get(code) ?? null;
}

/** Whether a code may be issuer or nationality of a travel document (ICAO Doc 9303 part 3). */
export function isTravelCode(code: string): boolean {
  return travelCodes.has(code);
}

/**
 * A code as it is compared: upper case, without spaces around it and fillers, `D` as `DEU`.
 * It does not say that the code exists; anything outside ASCII is left as it is, since case mapping
 * would turn some of it into Latin letters.
 */
export function canonicalCode(code: string): string {
  // Nearly every code arrives in this form already.
  if (code.length === 3 && travelCodes.has(code)) return code;
  const bare = code.trim().replaceAll('<', '').trim();
  const upper = isAscii(bare) ? bare.toUpperCase() : bare;
  return upper === 'D' ? 'DEU' : upper;
}

/**
 * The issuer as documents are compared by: `canonicalCode`, and `GBR` for every class of British
 * nationality, because a class may stand in the issuer's place and the issuing state is the same.
 */
export function canonicalIssuer(code: string): string {
  const canonical = canonicalCode(code);
  return BRITISH_CLASSES.has(canonical) ? 'GBR' : canonical;
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 0x7f) return false;
  return true;
}
