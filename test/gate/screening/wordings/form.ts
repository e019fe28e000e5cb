/**
 * The form of a table of offences as charges word them, in one language.
 * It must never take its wordings from the lists of terms: it is what these are measured by.
 */
export interface Wordings {
  readonly political: readonly string[];
  readonly military: readonly string[];
  readonly religious: readonly string[];
  readonly racial: readonly string[];
  /** Crimes that every member prosecutes, in words near to those above. */
  readonly ordinary: readonly string[];
}

/** One wording a line. */
export const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
