/**
 * Writes machine readable zones of invented persons, after ICAO Doc 9303 parts 3 to 6.
 * It must never use the reader's own code: the two check each other.
 */

export interface Identity {
  readonly code: string;
  readonly issuer: string;
  readonly family: string;
  readonly given: string;
  readonly number: string;
  readonly nationality: string;
  /** `YYMMDD`. */
  readonly birth: string;
  readonly sex: string;
  /** `YYMMDD`. */
  readonly expiry: string;
  /** TD3: personal number. */
  readonly personal: string;
}

export const ANNA: Identity = {
  code: 'P',
  issuer: 'SWE',
  family: 'ERIKSSON',
  given: 'ANNA MARIA',
  number: 'L898902C3',
  nationality: 'SWE',
  birth: '740812',
  sex: 'F',
  expiry: '320415',
  personal: '',
};

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

export function digitOf(text: string): string {
  const weights = [7, 3, 1];
  let sum = 0;
  [...text].forEach((character, at) => {
    sum += Math.max(0, ALPHABET.indexOf(character)) * (weights[at % 3] ?? 0);
  });
  return String(sum % 10);
}

function fill(text: string, columns: number): string {
  return text.replaceAll(' ', '<').padEnd(columns, '<').slice(0, columns);
}

function nameField(identity: Identity, columns: number): string {
  const given = identity.given === '' ? '' : `<<${identity.given}`;
  return fill(identity.family + given, columns);
}

function checked(text: string): string {
  return text + digitOf(text);
}

export function encodeTd3(identity: Identity): string[] {
  const number = checked(fill(identity.number, 9));
  const birth = checked(fill(identity.birth, 6));
  const expiry = checked(fill(identity.expiry, 6));
  const personal = checked(fill(identity.personal, 14));
  const composite = digitOf(number + birth + expiry + personal);
  const start = fill(identity.code, 2) + fill(identity.issuer, 3);
  const second =
    number + fill(identity.nationality, 3) + birth + identity.sex + expiry + personal + composite;
  return [start + nameField(identity, 39), second];
}

/** A long number is written with its digit over the number alone, or over number and filler. */
export function encodeTd1(identity: Identity, withFiller = false): string[] {
  const { number, optional } = longNumber(identity.number, 15, withFiller);
  const birth = checked(fill(identity.birth, 6));
  const expiry = checked(fill(identity.expiry, 6));
  const first = fill(identity.code, 2) + fill(identity.issuer, 3) + number + optional;
  const composite = digitOf(number + optional + birth + expiry + fill('', 11));
  const nationality = fill(identity.nationality, 3);
  const second = birth + identity.sex + expiry + nationality + fill('', 11) + composite;
  return [first, second, nameField(identity, 30)];
}

export function encodeTd2(identity: Identity, withFiller = false): string[] {
  const { number, optional } = longNumber(identity.number, 7, withFiller);
  const birth = checked(fill(identity.birth, 6));
  const expiry = checked(fill(identity.expiry, 6));
  const composite = digitOf(number + birth + expiry + optional);
  const start = fill(identity.code, 2) + fill(identity.issuer, 3);
  const nationality = fill(identity.nationality, 3);
  const second = number + nationality + birth + identity.sex + expiry + optional + composite;
  return [start + nameField(identity, 31), second];
}

function longNumber(
  number: string,
  columns: number,
  withFiller: boolean,
): { number: string; optional: string } {
  if (number.length <= 9) return { number: checked(fill(number, 9)), optional: fill('', columns) };
  const head = number.slice(0, 9);
  const rest = number.slice(9);
  const digit = digitOf(withFiller ? `${head}<${rest}` : number);
  return { number: `${head}<`, optional: fill(rest + digit, columns) };
}

/** A line with the character at a column replaced. */
export function withCharacter(line: string, column: number, character: string): string {
  return line.slice(0, column) + character + line.slice(column + 1);
}
