/**
 * A name asked, as masks that are laid against those of the records: its words in all their readings,
 * the same names elsewhere, and neighbouring words written together.
 * It must never leave out a form in which the comparison of names would find a word.
 */
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
  readonly masks: Uint16Array;
  readonly sizes: Uint8Array;
  readonly lengths: Uint8Array;
  readonly owners: Uint8Array;
  /** Masks of the same names in other languages: only they themselves are meant. */
  readonly forms: Uint16Array;
  readonly formOwners: Uint8Array;
  /** Masks of neighbours written together, and one bit for each word in them. */
  readonly runs: Uint16Array;
  readonly runSizes: Uint8Array;
  readonly runLengths: Uint8Array;
  readonly runWords: Uint16Array;
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
  tokens.forEach((token, owner) => {
    if (token.significant) telling |= 1 << owner;
    else besides += token.weight;
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
    cut: name.mayBeCut ? telling : 0,
    masks: Uint16Array.from(masks),
    sizes: Uint8Array.from(masks, sizeOfMask),
    lengths: Uint8Array.from(lengths),
    owners: Uint8Array.from(owners),
    forms: Uint16Array.from(forms),
    formOwners: Uint8Array.from(formOwners),
    runs: Uint16Array.from(runs),
    runSizes: Uint8Array.from(runs, sizeOfMask),
    runLengths: Uint8Array.from(runLengths),
    runWords: Uint16Array.from(runWords),
  };
}
