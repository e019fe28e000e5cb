/** Names of states as public lists write them. */
import { describe, expect, it } from 'vitest';
import { MEMBERS } from '../../src/record/countries.js';
import { countryCode } from '../../src/lists/country-names.js';

describe('a country name', () => {
  it.each([
    ['Sweden', 'SWE'],
    ['SWEDEN', 'SWE'],
    [' Sweden ', 'SWE'],
    ['Korea, North', 'PRK'],
    ['Korea, South', 'KOR'],
    ['Congo, Democratic Republic of the', 'COD'],
    ['Congo, Republic of the', 'COG'],
    ['Congo', 'COG'],
    ['Burma', 'MMR'],
    ['Palestinian', 'PSE'],
    ['Kosovo', 'RKS'],
    ['The Gambia', 'GMB'],
    ['Bahamas, The', 'BHS'],
    ['Cabo Verde', 'CPV'],
    ['Cape Verde', 'CPV'],
    ['Macau', 'MAC'],
    ['Hong Kong', 'HKG'],
    ['Taiwan', 'TWN'],
    ['Syria', 'SYR'],
    ['Iran (Islamic Republic of)', 'IRN'],
    ['Venezuela (Bolivarian Republic of)', 'VEN'],
    ['Moldova', 'MDA'],
    ['Macedonia, The Former Yugoslav Republic of', 'MKD'],
    ['Turkey', 'TUR'],
    ['Türkiye', 'TUR'],
    ['TURKIYE', 'TUR'],
    ["Cote d'Ivoire", 'CIV'],
    ['Ivory Coast', 'CIV'],
    ['United States', 'USA'],
    ['United Kingdom', 'GBR'],
    ['Guinea', 'GIN'],
    ['Guinea-Bissau', 'GNB'],
  ])('%j is %s', (name, code) => expect(countryCode(name)).toBe(code));

  it.each(['', ' ', ',', '()', 'Utopia', 'Korea', 'possibly Sweden', 'Virgin Islands', 'the', '0'])(
    '%j is none',
    (name) => expect(countryCode(name)).toBeNull(),
  );

  it.each(['constructor', '__proto__'])('%j is none either', (name) =>
    expect(countryCode(name)).toBeNull(),
  );

  it('of a million characters is none', () => {
    expect(countryCode('Sweden '.repeat(150_000))).toBeNull();
  });

  it('is known for every member, by the name it has here', () => {
    for (const { code, name } of MEMBERS) expect([name, countryCode(name)]).toEqual([name, code]);
  });
});
