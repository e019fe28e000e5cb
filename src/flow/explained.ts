/**
 * Explanations of matches as referrals keep them: what is listed is named by its place in the record, so that it
 * goes with the record's content, and is put back when the match is shown.
 * It must never let a word of a record be kept outside of it.
 */
import { createHash } from 'node:crypto';
import { listedName, type Explanation } from '../matching/score.js';
import type { Prepared } from '../matching/prepare.js';
import type { StoredVersion } from '../record/codec.js';
import type { RecordContent } from '../record/record.js';
import type { ReferredMatch } from '../record/referral.js';
import { preparedPerson } from './record-cache.js';

/** The same for the same words; who may see them and until when does not count. */
export function markOf(content: RecordContent): string {
  const { restrictions: _restrictions, recipients: _recipients, expiresOn: _, ...words } = content;
  return createHash('sha256').update(JSON.stringify(words)).digest('base64url').slice(0, 22);
}

type Kept = ReferredMatch['explanation'][number];

/** Stands where the listed text was. */
const HERE = '{}';
/** Said where a detail cannot be told apart from what it repeats. */
const UNSAID = 'As the record had it.';

/** What details of a field may repeat, by place. */
function listedIn(field: string, person: Prepared | null): readonly string[] {
  if (person === null) return [];
  if (field === 'name') return person.names.map(listedName);
  return field === 'nationality' ? person.nationalities : [];
}

function kept({ field, score, detail }: Explanation, person: Prepared | null): Kept {
  if (field !== 'name' && field !== 'nationality') return { field, score, detail };
  let place = -1;
  const texts = listedIn(field, person);
  // One name may end like another.
  texts.forEach((text, nth) => {
    if (detail.includes(` ${text}`) && text.length > (texts[place]?.length ?? 0)) place = nth;
  });
  const text = texts[place];
  if (text !== undefined) {
    return { field, score, detail: detail.replace(` ${text}`, () => ` ${HERE}`), listed: place };
  }
  const repeats = field === 'name' || score > 0;
  return { field, score, detail: repeats ? UNSAID : detail };
}

/** As it is kept: nothing of the record stands in it. `person`: the record that was compared. */
export const keptExplanation = (
  explanation: readonly Explanation[],
  person: Prepared | null,
): Kept[] => explanation.map((line) => kept(line, person));

/**
 * As it is shown. What other words list may stand elsewhere, and of deleted content there is nothing: then
 * the listed text is left out.
 */
export function shownExplanation(
  match: Pick<ReferredMatch, 'mark' | 'explanation'>,
  version: StoredVersion | null,
): Omit<Kept, 'listed'>[] {
  // A renewal, or other restrictions, make a version of the same words.
  const same = version !== null && markOf(version.content) === match.mark;
  const person = same ? preparedPerson(version.content) : null;
  return match.explanation.map(({ field, score, detail, listed }) => {
    if (listed === undefined) return { field, score, detail };
    const text = listedIn(field, person)[listed];
    const told =
      text === undefined ? detail.replace(` ${HERE}`, '') : detail.replace(HERE, () => text);
    return { field, score, detail: told };
  });
}
