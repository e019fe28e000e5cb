/**
 * The one invented person and passport that everybody who tries the service out asks for.
 * It must never be anybody: person, numbers and zone are made up for this.
 */
import type { BulkLineWire } from '../record/wire.js';
import { checkDigit } from '../record/mrz-check-digit.js';

/** Who owns both records; its own callers and those of every other member see them. */
export const DEMO_OWNER = 'SWE';

const NUMBER = 'SVD260041';
const STOLEN_NUMBER = 'SVD260042';
const BIRTH = '1981-02-27';

export const DEMO_PERSON: { readonly owner: string; readonly line: BulkLineWire } = {
  owner: DEMO_OWNER,
  line: {
    recordId: `${DEMO_OWNER}-DEMO-PERSON`,
    index: 'wanted',
    colour: 'red',
    kind: 'diffusion',
    person: {
      names: [
        { family: 'Lindhagen', given: 'Solveig Ottilia', kind: 'primary' },
        { family: 'Fjällström', given: 'Solveig Ottilia', kind: 'birth' },
        { fullName: 'Sonja Lindhag', kind: 'alias', quality: 'low' },
      ],
      datesOfBirth: [BIRTH],
      sex: 'F',
      nationalities: ['SWE'],
      placeOfBirth: 'Östersund',
      documents: [{ number: NUMBER, issuer: 'SWE', type: 'P' }],
    },
    action: 'arrest',
    offences: ['fraud'],
    warrant: { issuer: 'SWE', date: '2025-03-03', maximumPenaltyYears: 6 },
    warnings: ['escape'],
  },
};

/** A stolen passport; it is not that of `DEMO_PERSON`. */
export const DEMO_DOCUMENT: { readonly owner: string; readonly line: BulkLineWire } = {
  owner: DEMO_OWNER,
  line: {
    recordId: `${DEMO_OWNER}-DEMO-DOCUMENT`,
    index: 'documents',
    document: {
      number: STOLEN_NUMBER,
      issuer: 'SWE',
      type: 'P',
      status: 'stolen',
      reportedOn: '2025-03-10',
    },
  },
};

/** The zone of the person's passport (ICAO Doc 9303 part 4, TD3), with right check digits. */
export const DEMO_MRZ: readonly [string, string] = [
  'P<SWELINDHAGEN<<SOLVEIG<OTTILIA'.padEnd(44, '<'),
  lowerLine(NUMBER, 'SWE', '810227', 'F', '341231'),
];

function lowerLine(
  number: string,
  nationality: string,
  birth: string,
  sex: string,
  expiry: string,
): string {
  const checked = (text: string): string => text + String(checkDigit(text));
  const [first, second, third] = [checked(number), checked(birth), checked(expiry)];
  const optional = checked('<'.repeat(14));
  const composite = checkDigit(first + second + third + optional);
  return first + nationality + second + sex + third + optional + String(composite);
}

/** What the printed `curl` asks: the person with her passport, and the stolen one. */
export const DEMO_CHECK = {
  purpose: 'border',
  person: { fullName: 'Solveig Ottilia Lindhagen', dateOfBirth: BIRTH },
  documents: [
    { number: NUMBER, issuer: 'SWE' },
    { number: STOLEN_NUMBER, issuer: 'SWE' },
  ],
} as const;

/** A POSIX shell's word for a text, whatever signs it holds. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A line to be copied into a shell; it answers with matches. `url` as the service prints it. */
export function curlLine(url: string, token: string): string {
  const address = `${url.replace(/\/$/, '')}/v1/checks`;
  return [
    `curl -s ${quoted(address)}`,
    `-H ${quoted(`Authorization: Bearer ${token}`)}`,
    "-H 'Content-Type: application/json'",
    `-d ${quoted(JSON.stringify(DEMO_CHECK))}`,
  ].join(' ');
}
