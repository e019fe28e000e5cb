/**
 * What dates, sex, nationality and documents make of how like two names are: the arithmetic of a score.
 * It must never look at a person: it is asked with what was found, or with the best that can be found.
 */

/** What is known beside the names. Where nothing can be compared, neither `...Agrees` nor `...Differs`. */
export interface Evidence {
  /** Agreement of the dates, 0 to 1; `UNDATED` where either side has none. */
  date: number;
  sexAgrees: boolean;
  sexDiffers: boolean;
  nationalityAgrees: boolean;
  nationalityDiffers: boolean;
  sameDocument: boolean;
}

/** Agreement of dates above which they confirm, and below which they contradict. */
const DATE_CONFIRMS = 0.6;
/** Neither confirms nor contradicts. */
export const UNDATED = DATE_CONFIRMS;
/** What is lost where the dates have nothing in common: namesakes are many, wrong decades few. */
const DATE_CONFLICT = 0.34;
const SEX_CONFLICT = 0.12;
/** Second nationalities are common and lists often name a place of birth instead. */
const NATIONALITY_CONFLICT = 0.06;

/** Part of the way from a name's ceiling to certainty that each agreement goes. */
const DATE_CONFIRMATION = 0.85;
const NATIONALITY_CONFIRMATION = 0.15;
const SEX_CONFIRMATION = 0.05;
/** A good name with a wrong letter gains this part of what it lacks by a confirmed date. */
const SLIP_FORGIVEN = 0.35;
/** Below it no date makes a person of a name: thousands are born on every day. */
export const NAME_MIN = 0.6;

const agreesOf = (date: number): number =>
  Math.max(0, (date - DATE_CONFIRMS) / (1 - DATE_CONFIRMS));

/** How far names of this ceiling can be trusted, with what confirms them. */
function topOf(ceiling: number, evidence: Evidence): number {
  const confirmation =
    DATE_CONFIRMATION * agreesOf(evidence.date) +
    (evidence.nationalityAgrees ? NATIONALITY_CONFIRMATION : 0) +
    (evidence.sexAgrees ? SEX_CONFIRMATION : 0) +
    (evidence.sameDocument ? 1 : 0);
  return ceiling + (1 - ceiling) * Math.min(1, confirmation);
}

function lossOf(evidence: Evidence): number {
  const conflicts = Math.max(0, 1 - evidence.date / DATE_CONFIRMS);
  return (
    DATE_CONFLICT * conflicts +
    (evidence.sexDiffers ? SEX_CONFLICT : 0) +
    (evidence.nationalityDiffers ? NATIONALITY_CONFLICT : 0)
  );
}

/** The score of names so alike, which alone prove at most `ceiling`; never less for a better name. */
export function weigh(likeness: number, ceiling: number, evidence: Evidence): number {
  const top = topOf(ceiling, evidence);
  const forgiven = likeness < NAME_MIN ? 0 : SLIP_FORGIVEN * agreesOf(evidence.date);
  const base = likeness * top;
  return base + (top - base) * forgiven - lossOf(evidence);
}

/** The twin of `weigh`: the least likeness of names that comes to a score; above 1 none does. */
export function likenessFor(score: number, ceiling: number, evidence: Evidence): number {
  const needed = (score + lossOf(evidence)) / topOf(ceiling, evidence);
  if (needed < NAME_MIN) return needed;
  const forgiven = SLIP_FORGIVEN * agreesOf(evidence.date);
  return Math.max(NAME_MIN, (needed - forgiven) / (1 - forgiven));
}
