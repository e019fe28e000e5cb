/**
 * The reply to a check as text for a person: what came out, the matches in a table, how to handle them.
 * It must never leave out a warning, a doubt or the handling sentence of a match that it shows.
 */
import { failedEnd } from './context.js';
import { printable } from './printable.js';

interface ShownName {
  readonly family?: string | null;
  readonly given?: string | null;
  readonly fullName?: string | null;
}

interface ShownMatch {
  readonly recordId: string;
  readonly colour: string | null;
  readonly kind: string;
  readonly owner: string;
  readonly ownerStatus: string;
  readonly score: number;
  readonly explanation: readonly { field: string; score: number; detail: string }[];
  readonly action: string;
  readonly warnings: readonly string[];
  readonly response: string;
  readonly reviewStatus: string;
  readonly supervised: boolean;
  readonly addenda: readonly { text: string }[];
  readonly nationalDecision: { decision: string; reason: string } | null;
  readonly confidentiality: string;
  readonly person: { names?: readonly ShownName[] } | null;
  readonly document: { number: string; issuer: string; type: string; status: string } | null;
  readonly handling: string;
}

interface ShownReply {
  readonly checkId: string;
  readonly result: string;
  readonly indexes: Readonly<Record<string, string>>;
  readonly matches: readonly ShownMatch[];
  readonly referral: { id: string; expectedBy: string } | null;
  readonly mrz: {
    format: string;
    problems: readonly { field: string; problem: string; detail: string }[];
  } | null;
}

const HEADINGS = ['SCORE', 'RECORD', 'OWNER', 'NOTICE', 'ACTION', 'WARNINGS', 'NAME'] as const;
const GAP = '  ';
/** What belongs to a match stands below it, under its record id. */
const INDENT = ' '.repeat(HEADINGS[0].length) + GAP;

/** `text`: the JSON of a reply. Throws `CommandEnd` where it is none. */
export function replyText(text: string): string {
  try {
    const reply = JSON.parse(text) as ShownReply;
    const lines = [...outcome(reply), ...mrzLines(reply), ...table(reply.matches)];
    return `${lines.map(printable).join('\n')}\n`;
  } catch {
    // What is not of the form of CONTRACT section 3 cannot be shown, and is not a clear.
    throw failedEnd('The reply is not that of a check: is this the right address?');
  }
}

function outcome({ checkId, result, indexes, matches, referral }: ShownReply): string[] {
  const asked = Object.keys(indexes).join(', ');
  switch (result) {
    case 'clear':
      return [
        matches.length === 0
          ? `clear: nothing matched in ${asked} (check ${checkId})`
          : `clear: only weaker candidates in ${asked} (check ${checkId})`,
      ];
    case 'match':
      return [`match: ${matches.length} in ${asked} (check ${checkId})`];
    case 'referred':
      return [
        `referred: a reviewer looks at it first (check ${checkId})`,
        ...(referral === null
          ? []
          : [`referral ${referral.id}, expected by ${referral.expectedBy}`]),
      ];
    default:
      throw new TypeError('an unknown result');
  }
}

function mrzLines({ mrz }: ShownReply): string[] {
  if (mrz === null) return [];
  const problems = mrz.problems.map((p) => `${p.field} ${p.problem} (${p.detail})`);
  return [`zone: ${mrz.format}`, ...problems.map((problem) => `zone problem: ${problem}`)];
}

function table(matches: readonly ShownMatch[]): string[] {
  if (matches.length === 0) return [];
  const rows = [HEADINGS, ...matches.map(cellsOf)];
  // The name is last: names of any script then need no known width.
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((r) => r[column]?.length ?? 0)));
  const [heading = '', ...body] = rows.map((cells) =>
    cells
      .map((cell, column) =>
        column === cells.length - 1 ? cell : cell.padEnd(widths[column] ?? 0),
      )
      .join(GAP),
  );
  const described = matches.flatMap((match, at) => [body[at] ?? '', ...notesOn(match)]);
  const handling = [...new Set(matches.map((match) => match.handling))];
  return ['', heading, ...described, '', ...handling];
}

function cellsOf(match: ShownMatch): readonly string[] {
  const { score, recordId, owner, colour, kind, action, warnings } = match;
  return [
    score.toFixed(3),
    recordId,
    owner,
    colour === null ? kind : `${colour} ${kind}`,
    action,
    warnings.length === 0 ? '-' : warnings.join(','),
    subjectOf(match),
  ];
}

function subjectOf({ person, document }: ShownMatch): string {
  if (document !== null) {
    return `${document.type} ${document.issuer} ${document.number} (${document.status})`;
  }
  return (person?.names ?? []).map(nameText).join(' / ') || '-';
}

function nameText({ family, given, fullName }: ShownName): string {
  return fullName ?? [family, given].filter((part) => part != null && part !== '').join(', ');
}

function notesOn(match: ShownMatch): string[] {
  const { nationalDecision: decision } = match;
  const explained = match.explanation.map(
    ({ field, score, detail }) => `${field} ${score.toFixed(2)}: ${detail}`,
  );
  const state = [
    `response: ${match.response}`,
    match.reviewStatus.replaceAll('_', ' '),
    match.confidentiality,
    ...(match.ownerStatus === 'connected' ? [] : [`the owner is ${match.ownerStatus}`]),
    ...(match.supervised ? ['the owner is under a measure'] : []),
  ];
  return [
    ...explained,
    state.join('; '),
    ...(decision === null ? [] : [`your bureau: ${decision.decision} (${decision.reason})`]),
    ...match.addenda.map(({ text }) => `addendum: ${text}`),
  ].map((note) => INDENT + note);
}
