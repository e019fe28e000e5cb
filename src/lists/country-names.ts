/**
 * English names of states and territories, as public lists write them, into alpha-3 codes.
 * It must never guess: a name that could mean two of them, or none, has no code.
 */
import { ENGLISH_NAMES } from '../record/countries.js';

/** Names in use that the ISO package lacks, or that it gives to two codes. */
const ALSO: Readonly<Record<string, string>> = {
  'Bolivarian Republic of Venezuela': 'VEN',
  'British Virgin Islands': 'VGB',
  Brunei: 'BRN',
  Burma: 'MMR',
  'Cabo Verde': 'CPV',
  Congo: 'COG',
  "Democratic People's Republic of Korea": 'PRK',
  'East Timor': 'TLS',
  'Falkland Islands': 'FLK',
  'Federated States of Micronesia': 'FSM',
  'Former Yugoslav Republic of Macedonia': 'MKD',
  'Great Britain and Northern Ireland': 'GBR',
  'Holy See': 'VAT',
  Kosovo: 'RKS',
  Laos: 'LAO',
  Macau: 'MAC',
  Macedonia: 'MKD',
  Micronesia: 'FSM',
  Moldova: 'MDA',
  Palestinian: 'PSE',
  'Palestinian Territories': 'PSE',
  'Plurinational State of Bolivia': 'BOL',
  'Republic of Korea': 'KOR',
  'Sint Maarten': 'SXM',
  Swaziland: 'SWZ',
  Syria: 'SYR',
  'US Virgin Islands': 'VIR',
  'United Kingdom of Great Britain and Northern Ireland': 'GBR',
  'Vatican City': 'VAT',
  'Viet Nam': 'VNM',
};

/** Longer than any name of a state; what is longer is not looked at. */
const CHARACTERS_MAX = 100;

const codes = buildTable();

/**
 * The alpha-3 code of a state or territory by its English name, or `null`. Case, accents, `The` and
 * punctuation do not matter; inverted names are turned round (`Korea, North`, `Iran (Islamic
 * Republic of)`).
 */
export function countryCode(name: string): string | null {
  if (name.length > CHARACTERS_MAX) return null;
  return codes.get(plain(name)) ?? codes.get(plain(turnedRound(name))) ?? null;
}

function buildTable(): ReadonlyMap<string, string> {
  const table = new Map<string, string>();
  const ambiguous = new Set<string>();
  for (const [code, names] of ENGLISH_NAMES) {
    for (const name of names) {
      for (const key of [plain(name), plain(turnedRound(name))]) {
        if ((table.get(key) ?? code) !== code) ambiguous.add(key);
        table.set(key, code);
      }
    }
  }
  for (const key of ambiguous) table.delete(key);
  for (const [name, code] of Object.entries(ALSO)) table.set(plain(name), code);
  return table;
}

/** `Congo, Democratic Republic of the` as `Democratic Republic of the Congo`. */
function turnedRound(name: string): string {
  const comma = name.indexOf(',');
  const bracket = name.indexOf('(');
  if (comma > 0) return `${name.slice(comma + 1)} ${name.slice(0, comma)}`;
  return bracket > 0 ? `${name.slice(bracket + 1)} ${name.slice(0, bracket)}` : name;
}

function plain(name: string): string {
  return name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z ]/g, '')
    .split(' ')
    .filter((word) => word !== '' && word !== 'the')
    .join(' ');
}
