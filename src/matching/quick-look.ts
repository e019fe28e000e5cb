/**
 * Whether a person who is known in full may reach a likeness of names: the words are compared one by
 * one, which is remembered, and the slow parts of the comparison are put off until they may matter.
 * It must never say no where `name-score.ts` would find as much.
 */
import { CUT_LIKENESS, mayEndZone } from './align.js';
import { tokensAlike } from './alike.js';
import { clearPairs, likenessAtMost, notePair, noteRun, type Surroundings } from './best-pairs.js';
import { eachRun } from './joined-words.js';
import type { NameToken } from './name-token.js';
import type { PreparedName } from './normalise.js';
import type { Prepared } from './prepare.js';
import { agreement } from './tally.js';
import { HALF_TELLING, MAY_BE_INITIALS, SIGNIFICANT, mayAgree } from './traits.js';

/** What agrees but a little is a pair all the same, and parts nobody. */
const LITTLE = 1e-9;

function hasInitials(name: PreparedName): boolean {
  for (const traits of name.traits) if ((traits & MAY_BE_INITIALS) !== 0) return true;
  return false;
}

const around: Surroundings = { asked: 0, listed: 0, initials: 0, besides: 0, single: true };

function surround(asked: PreparedName, listed: PreparedName): void {
  around.asked = 0;
  around.listed = 0;
  around.initials = 0;
  around.besides = 0;
  around.single = true;
  for (let j = 0; j < listed.traits.length; j++) {
    const own = listed.traits[j] as number;
    if ((own & SIGNIFICANT) !== 0) around.listed |= 1 << j;
    else if ((own & HALF_TELLING) !== 0) around.initials += 1;
  }
  for (let i = 0; i < asked.traits.length; i++) {
    const own = asked.traits[i] as number;
    if ((own & SIGNIFICANT) !== 0) around.asked |= 1 << i;
    else {
      around.besides += (asked.tokens[i] as NameToken).weight;
      if ((own & HALF_TELLING) !== 0) around.initials += 1;
    }
  }
}

/** A word that tells and one that does not: then nothing is left that would contradict it. */
function noteUnequal(left: number, right: number): void {
  if (((left ^ right) & SIGNIFICANT) !== 0) around.initials += 1;
}

function noteWords(asked: PreparedName, listed: PreparedName): void {
  for (let i = 0; i < asked.traits.length; i++) {
    const own = asked.traits[i] as number;
    for (let j = 0; j < listed.traits.length; j++) {
      if (!mayAgree(own, listed.traits[j] as number)) continue;
      const alike = tokensAlike(asked.tokens[i] as NameToken, listed.tokens[j] as NameToken);
      if (alike === 0) continue;
      notePair(i, j, Math.max(LITTLE, agreement(alike)));
      noteUnequal(own, listed.traits[j] as number);
    }
  }
}

/** The word that may be cut, with every word that begins like it. */
function noteCut(cut: PreparedName, whole: PreparedName, byAsked: boolean): void {
  if (!cut.mayBeCut) return;
  for (let i = 0; i < cut.tokens.length; i++) {
    if (!mayEndZone(cut, i)) continue;
    const { text } = (cut.tokens[i] as NameToken).word;
    for (let j = 0; j < whole.tokens.length; j++) {
      if (!(whole.tokens[j] as NameToken).word.text.startsWith(text)) continue;
      noteUnequal(cut.traits[i] as number, whole.traits[j] as number);
      if (byAsked) notePair(i, j, CUT_LIKENESS);
      else notePair(j, i, CUT_LIKENESS);
    }
  }
}

function noteRuns(asked: PreparedName, listed: PreparedName): void {
  eachRun(asked, listed, (word, run, alike) => {
    around.single = false;
    noteRun(1 << word, run, agreement(alike));
  });
  eachRun(listed, asked, (word, run, alike) => {
    around.single = false;
    noteRun(run, 1 << word, agreement(alike));
  });
}

function isLike(asked: PreparedName, listed: PreparedName, enough: number): boolean {
  clearPairs(asked.tokens.length, listed.tokens.length);
  surround(asked, listed);
  noteWords(asked, listed);
  noteCut(asked, listed, true);
  noteCut(listed, asked, false);
  if (likenessAtMost(around) >= enough) return true;
  noteRuns(asked, listed);
  return !around.single && likenessAtMost(around) >= enough;
}

/** Whether any name of the record may answer any name asked that well. */
export function mayBeLike(asked: Prepared, listed: Prepared, enough: number): boolean {
  const [only] = listed.names;
  // Which of several names are compared is a matter of `name-score.ts`.
  if (listed.names.length !== 1 || only === undefined || hasInitials(only)) return true;
  for (const name of asked.names) if (hasInitials(name) || isLike(name, only, enough)) return true;
  return false;
}
