/**
 * The form of a list of terms: one language, by what an offence worded so may be about.
 * It must never be read as a verdict: ordinary crimes use the same words, so a person looks.
 */

export const TERM_TOPICS = [
  'political',
  'military',
  'religious',
  'racial',
  /** Private life and custom, on which the laws of members differ. */
  'norms',
  /** Family matters, debts, administrative matters. */
  'private',
] as const;
export type TermTopic = (typeof TERM_TOPICS)[number];

/**
 * Terms of one language. A term is one word or several in their order, each whole; in an offence up to
 * two other words may stand between them ("insult* president" finds "insulting the President"). A word
 * ending in `*` may have any ending, since most languages inflect. Case, diacritics, and the Arabic
 * article do not matter; a term is written without the article to be found with it and without.
 */
export type TermList = Readonly<Record<TermTopic, readonly string[]>>;

/** Terms written in one text, parted by commas. */
export const terms = (text: string): string[] => text.split(',').map((term) => term.trim());

/** Every deed with everything it may be about, each written as `terms` are: charges combine the two freely. */
export const each = (deeds: string, about: string): string[] => {
  const ends = terms(about);
  return terms(deeds).flatMap((deed) => ends.map((end) => `${deed} ${end}`));
};
