/** The remarks column of a sanctions list, on invented persons. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRemarks } from '../../src/lists/ofac-remarks.js';
import { canonicalDocumentNumber } from '../../src/record/document-number.js';
import { parseEdtf } from '../../src/record/edtf.js';

describe('a date of birth in remarks', () => {
  it.each([
    ['12 Aug 1974', '1974-08-12'],
    ['Aug 1974', '1974-08'],
    ['1974', '1974'],
    ['circa 1974', '1974~'],
    ['circa 03 May 1961', '1961-05-03~'],
    ['circa 1955-1958', '1955~/1958~'],
    ['1970 to 1974', '1970/1974'],
    ['01 Jan 1970 to 31 Dec 1970', '1970-01-01/1970-12-31'],
    ['Apr 1951 to Jun 1952', '1951-04/1952-06'],
  ])('%s is %s', (written, date) => {
    expect(readRemarks(`DOB ${written}.`).datesOfBirth).toEqual([date]);
  });

  it.each([
    '31 Feb 1974',
    '1974 to 1970',
    '12 Agu 1974',
    '12 anF 1974',
    '1970 to 1971 to 1972',
    'x',
  ])('%s is counted as unread', (written) => {
    expect(readRemarks(`DOB ${written}.`)).toMatchObject({ datesOfBirth: [], datesUnread: 1 });
  });

  it('may have alternatives', () => {
    const { datesOfBirth } = readRemarks('DOB 12 Aug 1974; alt. DOB 1975; POB Lund, Sweden.');
    expect(datesOfBirth).toEqual(['1974-08-12', '1975']);
  });
});

describe('a passport in remarks', () => {
  it.each([
    ['Passport A1234567 (Sweden)', 'A1234567', 'SWE'],
    ['Passport A1234567 (Sweden) issued 01 Jan 2000 expires 01 Jan 2010', 'A1234567', 'SWE'],
    ['alt. Passport 123 456 (Sweden) expires 01 Jan 2010', '123456', 'SWE'],
    ['Passport 12/345 (Norway)', '12345', 'NOR'],
    ['Passport AB-123 (Korea, North)', 'AB123', 'PRK'],
    ['Passport #H123 (Norway)', 'H123', 'NOR'],
    ['Passport Booklet: B123 (Norway)', 'B123', 'NOR'],
    ['Passport D123, Diplomatic (Norway)', 'D123', 'NOR'],
    ['Diplomatic Passport D123 (Norway)', 'D123', 'NOR'],
    ['Stateless Person Passport S1 (Norway)', 'S1', 'NOR'],
    ['Passport V1 (Cabo Verde.  Previously Cape Verde.)', 'V1', 'CPV'],
    ['Passport A123456(7) (Norway)', null, 'NOR'],
    ['Passport A1234567', 'A1234567', null],
    ['Passport A1234567 (Utopia)', 'A1234567', null],
    ['Passport issued 01 Jun 1990 in Lund', null, null],
    ['Passport', null, null],
    ['U.S.A. Passport issued 01 Jun 1990', null, null],
  ])('%s', (written, number, issuer) => {
    const { passports } = readRemarks(`${written}.`);
    expect(passports.map((passport) => [passport.number, passport.issuer])).toEqual([
      [number, issuer],
    ]);
  });

  it('is not found in other numbers', () => {
    expect(readRemarks('National ID No. 1 (Sweden); Cedula No. 2 (Colombia).').passports).toEqual(
      [],
    );
  });
});

describe('remarks', () => {
  it('give sex, nationality, places and weak names', () => {
    const read = readRemarks(
      [
        'DOB 1974; POB Lund, Sweden; alt. POB Malmo; nationality Sweden; citizen Norway',
        "alt. citizen Sweden; Gender Female; a.k.a. 'ANNI'; a.k.a. ''THE SWEDE''",
        "a.k.a. ''ABD-ERIK'; Linked To: X.",
      ].join('; '),
    );
    expect(read).toMatchObject({
      sex: 'F',
      nationalities: ['SWE', 'NOR'],
      placesOfBirth: ['Lund, Sweden', 'Malmo'],
      weakNames: ['ANNI', 'THE SWEDE', "'ABD-ERIK"],
      countriesUnread: 0,
      cut: false,
    });
  });

  it('that contradict themselves on sex leave it unknown', () => {
    expect(readRemarks('Gender Female; Gender Male.').sex).toBe('U');
    expect(readRemarks('DOB 1974.').sex).toBe('U');
    expect(readRemarks('Gender Male.').sex).toBe('M');
  });

  it('do not assert what the list doubts', () => {
    const read = readRemarks('nationality possibly Swedish;seen 01 May 2001; citizen Atlantis.');
    expect(read).toMatchObject({
      nationalities: [],
      nationalitiesDoubtful: 1,
      countriesUnread: 1,
    });
  });

  it('cut by their publisher lose their last part, which may be half a number', () => {
    const start = 'Passport A1234567 (Sweden); Linked To: ';
    const cut = `${start.padEnd(978, 'X')}; Passport B765432 (`.slice(0, 1_000).padEnd(1_000, '1');
    const read = readRemarks(cut);
    expect(read.cut).toBe(true);
    expect(read.passports.map(({ number }) => number)).toEqual(['A1234567']);
  });

  it('whatever they say give dates and numbers in form only', () => {
    const piece = fc.constantFrom(
      ...['DOB ', 'alt. ', 'Passport ', 'a.k.a. ', "'", '; ', ' (', ')', '1974', ' to ', 'circa '],
      ...['Aug', ' ', '12', 'A1', '/', '.', 'nationality ', 'Sweden', 'issued', 'é', '\u0000'],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const read = readRemarks(pieces.join(''));
        for (const date of read.datesOfBirth) expect(parseEdtf(date)).not.toBeNull();
        for (const { number } of read.passports) {
          if (number !== null) expect(canonicalDocumentNumber(number)).toBe(number);
        }
        for (const name of read.weakNames) expect(name.trim()).toBe(name);
      }),
      { numRuns: 500 },
    );
  });

  it('of a million characters are read in one pass', () => {
    for (const text of ["'".repeat(1_000_000), 'a '.repeat(500_000), '('.repeat(1_000_000)]) {
      expect(readRemarks(`a.k.a. ${text}; Passport ${text}; DOB ${text}; x`).datesOfBirth).toEqual(
        [],
      );
    }
  });
});
