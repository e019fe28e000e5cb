/** Members and travel codes: who is one, and how codes are written before they are compared. */
import { describe, expect, it } from 'vitest';
import {
  canonicalCode,
  canonicalIssuer,
  GENERAL_SECRETARIAT,
  isMember,
  isTravelCode,
  memberName,
  MEMBERS,
  SPECIMEN,
} from '../../src/record/countries.js';

describe('members', () => {
  it('are 196, each once, in order of their codes', () => {
    const codes = MEMBERS.map(({ code }) => code);
    expect(codes).toHaveLength(196);
    expect(new Set(codes).size).toBe(196);
    expect(codes).toEqual([...codes].sort());
    expect(codes.every((code) => /^[A-Z]{3}$/.test(code))).toBe(true);
  });

  it('are 195 without the one that joined in 2023', () => {
    expect(MEMBERS.filter(({ code }) => code !== 'PLW')).toHaveLength(195);
    expect(isMember('PLW')).toBe(true);
  });

  it.each(['ABW', 'CUW', 'SXM', 'VAT', 'PSE', 'FSM', 'KIR', 'VUT', 'SLB', 'SSD', 'MNE', 'RUS'])(
    'include %s',
    (code) => {
      expect(isMember(code)).toBe(true);
      expect(isTravelCode(code)).toBe(true);
      expect(memberName(code)).not.toBe(code);
      expect(memberName(code)?.length).toBeGreaterThan(3);
    },
  );

  it.each(['PRK', 'TUV', 'TWN', 'HKG', 'MAC', 'GIB', 'PRI', 'BMU', 'GRL', 'ESH', 'COK', 'NIU'])(
    'do not include %s, which is a travel code all the same',
    (code) => {
      expect(isMember(code)).toBe(false);
      expect(memberName(code)).toBeNull();
      expect(isTravelCode(code)).toBe(true);
    },
  );

  it('all have a name of their own', () => {
    expect(new Set(MEMBERS.map(({ name }) => name)).size).toBe(196);
    expect(memberName('SWE')).toBe('Sweden');
  });

  it('do not include the General Secretariat or the specimen issuer', () => {
    expect(isMember(GENERAL_SECRETARIAT)).toBe(false);
    expect(isMember(SPECIMEN)).toBe(false);
  });
});

describe('travel codes', () => {
  it.each(['XPO', 'UTO', 'D', 'GBN', 'RKS', 'XXA', 'XXB', 'UNO', 'EUE', 'XOM', 'ANT'])(
    'know %s of Doc 9303',
    (code) => expect(isTravelCode(code)).toBe(true),
  );

  it.each(['', 'SW', 'swe', 'SWE<', 'QQQ', 'XKK', 'XKX', 'constructor', '__proto__'])(
    'do not know %j',
    (code) => expect(isTravelCode(code)).toBe(false),
  );
});

describe('a canonical code', () => {
  it.each([
    ['swe', 'SWE'],
    [' Swe ', 'SWE'],
    ['D<<', 'DEU'],
    ['d', 'DEU'],
    ['DEU', 'DEU'],
    ['GBN', 'GBN'],
    ['', ''],
  ])('of %j is %j', (written, canonical) => expect(canonicalCode(written)).toBe(canonical));

  it('is not reached by letters that only look Latin once their case is changed', () => {
    expect(canonicalCode('ru\u017f')).not.toBe('RUS');
    expect(canonicalCode('\u0131rn')).not.toBe('IRN');
  });

  it('of an issuer joins the British classes and nothing else', () => {
    for (const code of ['GBD', 'GBN', 'gbo', 'GBP', 'GBS', 'GBR'])
      expect(canonicalIssuer(code)).toBe('GBR');
    expect(canonicalIssuer('D<<')).toBe('DEU');
    expect(canonicalIssuer('GBX')).toBe('GBX');
  });
});
