/**
 * A name asked, as masks that are laid against those of the records: its words in all their readings,
 * the same names elsewhere, and neighbouring words written together.
 * It must never leave out a form in which the comparison of names would find a word.
 */
import { mayEndZone } from './align.js';
import { GROUPS } from './features.js';
import { namesOfGroup } from './given-names.js';
import { sizeOfMask } from './mask-likeness.js';
import type { NameToken } from './name-token.js';
import type { PreparedName } from './normalise.js';
import { wordOf, type Word } from './word.js';

export interface AskedMasks {
  /** Masks cannot tell what this name may be answered by. */
  readonly open: boolean;
  readonly words: number;
  /** One bit for each word that names a person. */
  readonly telling: number;
  /** Initials: each may take a word of the record that no mask would give it. */
  readonly initials: number;
  /** Weight of what names nobody and may agree all the same. */
  readonly besides: number;
  /** Words that may be the beginning of a longer one, one bit each. */
  readonly cut: number;
  /** Readings of single words, and to which word each belongs. */
  readonly masks: readonly number[];
  readonly sizes: readonly number[];
  readonly lengths: readonly number[];
  readonly owners: readonly number[];
  /** Masks of the same names in other languages: only they themselves are meant. */
  readonly forms: readonly number[];
  readonly formOwners: readonly number[];
  /** Masks of neighbours written together, and one bit for each word in them. */
  readonly runs: readonly number[];
  readonly runSizes: readonly number[];
  readonly runLengths: readonly number[];
  readonly runWords: readonly number[];
}

/** `joined-words.ts` joins as many. */
export const PIECES_MAX = 4;

function formsOf({ words }: NameToken, masks: ReadonlySet<number>): Set<number> {
  const found = new Set<number>();
  for (const { forms } of words) {
    for (const { group } of forms) {
      for (const other of namesOfGroup(group)) {
        const mask = wordOf(other).mask & GROUPS;
        if (!masks.has(mask)) found.add(mask);
      }
    }
  }
  return found;
}

/** The forms of a word in all readings are the same for every check. */
const formsKnown = new WeakMap<Word, readonly number[]>();

function knownForms(token: NameToken, masks: ReadonlySet<number>): readonly number[] {
  if (token.words.every(({ forms }) => forms.length === 0)) return [];
  if (token.words.length > 1) return [...formsOf(token, masks)];
  let known = formsKnown.get(token.word);
  if (known === undefined) {
    known = [...formsOf(token, masks)];
    formsKnown.set(token.word, known);
  }
  return known;
}

/** `LE` and the like are raised to names where there are no others: then nothing is certain. */
const isOpen = (token: NameToken): boolean =>
  (token.word.mask & GROUPS) === 0 ||
  token.unvowelled ||
  token.syllabic ||
  token.word.initials ||
  (token.significant && token.word.kind !== 'name');

function runsOf(
  tokens: readonly NameToken[],
  runs: number[],
  runWords: number[],
  runLengths: number[],
): void {
  for (let from = 0; from + 1 < tokens.length; from++) {
    let mask = (tokens[from]?.word.mask ?? 0) & GROUPS;
    let words = 1 << from;
    let length = tokens[from]?.word.codes.length ?? 0;
    for (let to = from + 1; to < tokens.length && to < from + PIECES_MAX; to++) {
      mask |= (tokens[to]?.word.mask ?? 0) & GROUPS;
      words |= 1 << to;
      length += tokens[to]?.word.codes.length ?? 0;
      runs.push(mask);
      runLengths.push(length);
      runWords.push(words);
    }
  }
}

export function askedMasks(name: PreparedName): AskedMasks {
  const { tokens } = name;
  const masks: number[] = [];
  const owners: number[] = [];
  const forms: number[] = [];
  const formOwners: number[] = [];
  const runs: number[] = [];
  const runWords: number[] = [];
  const runLengths: number[] = [];
  const lengths: number[] = [];
  let telling = 0;
  let initials = 0;
  let besides = 0;
  let cut = 0;
  tokens.forEach((token, owner) => {
    if (token.significant) telling |= 1 << owner;
    if (name.mayBeCut && mayEndZone(name, owner)) cut |= 1 << owner;
    if (!token.significant) besides += token.weight;
    if (token.word.kind === 'initial') initials += 1;
    const own = new Set<number>();
    for (const { mask, codes } of token.words) {
      own.add(mask & GROUPS);
      masks.push(mask & GROUPS);
      lengths.push(codes.length);
      owners.push(owner);
    }
    for (const mask of knownForms(token, own)) {
      forms.push(mask);
      formOwners.push(owner);
    }
  });
  runsOf(tokens, runs, runWords, runLengths);
  return {
    open: tokens.some(isOpen),
    words: tokens.length,
    telling,
    initials,
    besides,
    cut,
    masks,
    sizes: masks.map(sizeOfMask),
    lengths,
    owners,
    forms,
    formOwners,
    runs,
    runSizes: runs.map(sizeOfMask),
    runLengths,
    runWords,
  };
}
