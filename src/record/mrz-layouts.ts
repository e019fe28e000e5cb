/**
 * Where each field of a machine readable zone stands, one table per format.
 * It must never read a value: it only says what lies where.
 *
 * Sources: ICAO Doc 9303 part 4 (TD3), part 5 (TD1), part 6 (TD2), part 7 (visas). The French
 * card of 1988 has the size of TD2 and fields of its own.
 */

export type MrzFormat = 'TD1' | 'TD2' | 'TD3' | 'MRVA' | 'MRVB' | 'FRENCH_ID' | 'UNKNOWN';

/** Line, first column, column behind the last; all from 0. */
export type Place = readonly [line: number, start: number, end: number];

/** A field with a check digit has it in the column behind its end. */
export interface MrzLayout {
  readonly documentCode: Place;
  readonly issuer: Place;
  /** Surname, two fillers, given names; the French card has the surname alone. */
  readonly names: Place;
  readonly givenNames: Place | null;
  readonly documentNumber: Place;
  /** Where a number of more than nine characters goes on; `null` where the format knows none. */
  readonly numberContinued: Place | null;
  /** `null` where the card is given to the issuer's own nationals only. */
  readonly nationality: Place | null;
  readonly dateOfBirth: Place;
  readonly sex: Place;
  readonly expiryDate: Place | null;
  readonly personalNumber: Place | null;
  /** The digit over several fields; visas have none. */
  readonly composite: { readonly digit: Place; readonly over: readonly Place[] } | null;
}

const TD1: MrzLayout = {
  documentCode: [0, 0, 2],
  issuer: [0, 2, 5],
  names: [2, 0, 30],
  givenNames: null,
  documentNumber: [0, 5, 14],
  numberContinued: [0, 15, 30],
  nationality: [1, 15, 18],
  dateOfBirth: [1, 0, 6],
  sex: [1, 7, 8],
  expiryDate: [1, 8, 14],
  personalNumber: null,
  composite: {
    digit: [1, 29, 30],
    over: [
      [0, 5, 30],
      [1, 0, 7],
      [1, 8, 15],
      [1, 18, 29],
    ],
  },
};

/** The second line that TD2, TD3 and both visas have in common. */
const SECOND_LINE = {
  documentCode: [0, 0, 2],
  issuer: [0, 2, 5],
  givenNames: null,
  documentNumber: [1, 0, 9],
  nationality: [1, 10, 13],
  dateOfBirth: [1, 13, 19],
  sex: [1, 20, 21],
  expiryDate: [1, 21, 27],
} as const;

const TD2: MrzLayout = {
  ...SECOND_LINE,
  names: [0, 5, 36],
  numberContinued: [1, 28, 35],
  personalNumber: null,
  composite: {
    digit: [1, 35, 36],
    over: [
      [1, 0, 10],
      [1, 13, 20],
      [1, 21, 35],
    ],
  },
};

const TD3: MrzLayout = {
  ...SECOND_LINE,
  names: [0, 5, 44],
  numberContinued: null,
  personalNumber: [1, 28, 42],
  composite: {
    digit: [1, 43, 44],
    over: [
      [1, 0, 10],
      [1, 13, 20],
      [1, 21, 43],
    ],
  },
};

const VISA = { ...SECOND_LINE, numberContinued: null, personalNumber: null, composite: null };
const MRVA: MrzLayout = { ...VISA, names: [0, 5, 44] };
const MRVB: MrzLayout = { ...VISA, names: [0, 5, 36] };

const FRENCH_ID: MrzLayout = {
  documentCode: [0, 0, 2],
  issuer: [0, 2, 5],
  names: [0, 5, 30],
  givenNames: [1, 13, 27],
  documentNumber: [1, 0, 12],
  numberContinued: null,
  nationality: null,
  dateOfBirth: [1, 27, 33],
  sex: [1, 34, 35],
  expiryDate: null,
  personalNumber: null,
  composite: {
    digit: [1, 35, 36],
    over: [
      [0, 0, 36],
      [1, 0, 35],
    ],
  },
};

/** The sizes that exist: lines by columns. */
const SIZES = [
  { lines: 3, columns: 30, format: 'TD1', layout: TD1 },
  { lines: 2, columns: 36, format: 'TD2', layout: TD2 },
  { lines: 2, columns: 44, format: 'TD3', layout: TD3 },
] as const;

/** `ID` and `FRA`; the `I` and the `D` may have been misread for digits. */
const FRENCH_START = /^[I1][DO0]FRA/;
/** A letter, or a digit that stands for one. */
const LETTER = /^[A-Z012568]/;

/**
 * The format and layout of a zone by its size and first characters, or `null` where no format has
 * that size. `UNKNOWN` is a zone of a known size whose document code is none: it is read by its
 * size.
 */
export function layoutOf(
  lines: readonly string[],
): { readonly format: MrzFormat; readonly layout: MrzLayout } | null {
  const size = SIZES.find(
    (known) => known.lines === lines.length && lines.every((line) => line.length === known.columns),
  );
  const first = lines[0] ?? '';
  if (size === undefined) return null;
  if (!LETTER.test(first)) return { format: 'UNKNOWN', layout: size.layout };
  if (size.format === 'TD2' && FRENCH_START.test(first))
    return { format: 'FRENCH_ID', layout: FRENCH_ID };
  if (size.format === 'TD2' && first.startsWith('V')) return { format: 'MRVB', layout: MRVB };
  if (size.format === 'TD3' && first.startsWith('V')) return { format: 'MRVA', layout: MRVA };
  return { format: size.format, layout: size.layout };
}

/** The text at a place. */
export function textAt(lines: readonly string[], [line, start, end]: Place): string {
  return (lines[line] ?? '').slice(start, end);
}

/** The check digit printed behind a place. */
export function digitBehind(lines: readonly string[], [line, , end]: Place): string {
  return (lines[line] ?? '').charAt(end);
}
