/**
 * Reads the offences of a record against the terms of one topic; the rules that look for words share it.
 * It must never refuse anything: what it finds is shown with the words around it, and a person judges.
 */
import type { ScreeningQuestion } from './question.js';
import type { Found } from './rule.js';
import type { TermTopic } from './term-list.js';
import { termsIn, type TermHit } from './terms.js';
import { contextOf } from './words.js';

/** Terms named in one finding; the rest are near them. */
const TERMS_NAMED_MAX = 5;

/** The same offences are read by several rules. */
const read = new WeakMap<readonly string[], readonly (readonly TermHit[])[]>();

function hitsIn(offences: readonly string[]): readonly (readonly TermHit[])[] {
  const known = read.get(offences);
  if (known !== undefined) return known;
  const hits = offences.map(termsIn);
  read.set(offences, hits);
  return hits;
}

/** One finding for each offence that holds a term of the topic, at the first of them. */
export function offencesAbout(
  { content: { offences } }: ScreeningQuestion,
  topic: TermTopic,
  means: string,
): Found[] {
  return hitsIn(offences).flatMap((hits, at) => {
    const about = hits.filter((hit) => hit.topic === topic);
    const [first] = about;
    if (first === undefined) return [];
    const terms = [...new Set(about.map(({ term }) => `"${term}"`))].slice(0, TERMS_NAMED_MAX);
    return [
      {
        path: `/offences/${at}`,
        context: contextOf(offences[at] ?? '', first.start, first.end),
        reason: `${means} Terms of the list: ${terms.join(', ')}.`,
      },
    ];
  });
}
