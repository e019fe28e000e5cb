/**
 * Whether a person who is known in full may reach a likeness of names: the words are compared one by
 * one, which is remembered, and the slow parts of the comparison are put off until they may matter.
 * It must never say no where `name-score.ts` would find as much.
 */
import { tokensAlike } from './alike.js';
import { clearPairs, likenessAtMost, notePair, type Surroundings } from './best-pairs.js';
import { mayJoin } from './joined-words.js';
import type { PreparedName } from './normalise.js';
import type { Prepared } from './prepare.js';
import { agreement } from './tally.js';
import { HALF_TELLING, MAY_BE_INITIALS, SIGNIFICANT, mayAgree } from './traits.js';

/** Everything about a name that the look does not follow. */
function isOpen(name: PreparedName): boolean {
  if (name.mayBeCut) return true;
  for (const traits of name.traits) if ((traits & MAY_BE_INITIALS) !== 0) return true;
  return false;
}

const around: Surroundings = { asked: 0, listed: 0, initials: 0, besides: 0, single: true };

function look(asked: PreparedName, listed: PreparedName): number {
  clearPairs(asked.tokens.length, listed.tokens.length);
  around.asked = 0;
  around.listed = 0;
  around.initials = 0;
  around.besides = 0;
  for (let j = 0; j < listed.traits.length; j++) {
    const own = listed.traits[j] as number;
    if ((own & SIGNIFICANT) !== 0) around.listed |= 1 << j;
    else if ((own & HALF_TELLING) !== 0) around.initials += 1;
  }
  for (const [i, left] of asked.tokens.entries()) {
    const own = asked.traits[i] as number;
    if ((own & SIGNIFICANT) !== 0) around.asked |= 1 << i;
    else {
      around.besides += left.weight;
      if ((own & HALF_TELLING) !== 0) around.initials += 1;
    }
    for (let j = 0; j < listed.traits.length; j++) {
      if (!mayAgree(own, listed.traits[j] as number)) continue;
      const right = listed.tokens[j];
      const alike = right === undefined ? 0 : tokensAlike(left, right);
      // What agrees but a little is a pair all the same, and parts nobody.
      if (alike > 0) notePair(i, j, Math.max(LITTLE, agreement(alike)));
    }
  }
  return likenessAtMost(around);
}

const LITTLE = 1e-9;

/** Whether any name of the record may answer any name asked that well. */
export function mayBeLike(asked: Prepared, listed: Prepared, enough: number): boolean {
  const [only] = listed.names;
  // Which of several names are compared is a matter of `name-score.ts`.
  if (listed.names.length !== 1 || only === undefined || isOpen(only)) return true;
  for (const name of asked.names) {
    if (isOpen(name) || look(name, only) >= enough) return true;
    if (mayJoin(name, only) || mayJoin(only, name)) return true;
  }
  return false;
}
