/**
 * The most that a filed name can answer a name asked, from its masks alone.
 * It must never say less than the comparison would.
 */
import { PIECES_MAX, type AskedMasks } from './asked-masks.js';
import { clearPairs, likenessAtMost, notePair, noteRun, type Surroundings } from './best-pairs.js';
import {
  FILED_MASKS,
  FLAG,
  GROUPS,
  LENGTH_MAX,
  SEVERAL_AT,
  TELLS,
  WORDS_OFFSET,
  lengthOfWord,
} from './features.js';
import { GROUPS_APART_MAX, LONGER_MAX } from './joined-words.js';
import { looseAgreement, mostAgreement, sizeOfMask } from './mask-likeness.js';

/** Only exactly the same name in another language counts as the same (`alike.ts`). */
const OTHER_FORM = 0.9;
/** Words written together agree better than this or not at all. */
const JOINED_MIN = 0.57;

/** A word of so few groups is another word where one of them differs. */
const FEW_GROUPS = 3;

const listedMasks = new Uint16Array(FILED_MASKS);
const listedSizes = new Uint8Array(FILED_MASKS);
const listedLengths = new Uint8Array(FILED_MASKS);

/** The filed name that is looked at. */
const filed = { words: 0, telling: 0, small: 0, flags: 0 };

function read(entry: Uint8Array, offset: number): void {
  filed.words = 0;
  filed.telling = 0;
  filed.small = 0;
  filed.flags = entry[offset + 2] as number;
  for (let at = offset + WORDS_OFFSET; filed.words < FILED_MASKS; at += 2) {
    const word = (entry[at] as number) | ((entry[at + 1] as number) << 8);
    if (word === 0) return;
    const n = filed.words;
    const mask = word & GROUPS;
    const size = sizeOfMask(mask);
    if ((word & TELLS) !== 0) filed.telling |= 1 << n;
    else if (size <= 1) filed.small += 1;
    listedMasks[n] = mask;
    listedSizes[n] = size;
    listedLengths[n] = lengthOfWord(entry, offset, n);
    filed.words = n + 1;
  }
}

/** Whether one word may be the beginning of another; the last letter may sound otherwise. */
const begins = (part: number, whole: number): boolean => sizeOfMask(part & ~whole) <= 1;

/** A pair that masks cannot judge: a word that may be cut, or one that stands for several. */
function mayBegin(asked: AskedMasks, nth: number, j: number): boolean {
  const mask = asked.masks[nth] as number;
  const listed = listedMasks[j] as number;
  const { flags } = filed;
  if ((flags & FLAG.longer) !== 0 && j === SEVERAL_AT && begins(mask, listed)) return true;
  if ((flags & FLAG.cut) !== 0 && begins(listed, mask)) return true;
  return ((asked.cut >> (asked.owners[nth] as number)) & 1) === 1 && begins(mask, listed);
}

function noteWords(asked: AskedMasks): void {
  const { masks, sizes, owners } = asked;
  const doubtful = filed.flags >= FLAG.cut || asked.cut !== 0;
  const loose = (filed.flags & FLAG.loose) !== 0;
  for (let nth = 0; nth < masks.length; nth++) {
    const mask = masks[nth] as number;
    const size = sizes[nth] as number;
    for (let j = 0; j < filed.words; j++) {
      const listed = listedMasks[j] as number;
      const other = listedSizes[j] as number;
      let most = loose
        ? looseAgreement(mask, size, listed, other)
        : mostAgreement(mask, size, listed, other);
      const begun = doubtful && mayBegin(asked, nth, j);
      if (begun) most = 1;
      if (most === 0) continue;
      const owner = owners[nth] as number;
      if (((asked.telling >> owner) & 1) !== ((filed.telling >> j) & 1)) {
        // Only the same word, or a slip of it, is taken for one that tells more, or less.
        if (!begun && sizeOfMask(mask ^ listed) > (size < FEW_GROUPS ? 0 : 2)) continue;
        filed.small += 1;
      }
      notePair(owner, j, most);
    }
  }
}

function noteForms({ forms, formOwners }: AskedMasks): void {
  const apart = (filed.flags & FLAG.loose) === 0 ? 0 : 1;
  for (let nth = 0; nth < forms.length; nth++) {
    const mask = forms[nth] as number;
    for (let j = 0; j < filed.words; j++) {
      if (sizeOfMask(mask ^ (listedMasks[j] as number)) > apart) continue;
      notePair(formOwners[nth] as number, j, OTHER_FORM);
    }
  }
}

/** Words of which one is much longer do not say the same; a length of 15 may be any more. */
function tooLong(asked: number, listed: number): boolean {
  if (asked > listed * LONGER_MAX) return listed < LENGTH_MAX;
  return listed > asked * LONGER_MAX;
}

/** As `joined-words.ts` looks at a word and a run, with one group more for other readings. */
function apartMax(): number {
  return (filed.flags & FLAG.loose) === 0 ? GROUPS_APART_MAX : GROUPS_APART_MAX + 1;
}

function noteAskedRuns({ runs, runSizes, runLengths, runWords }: AskedMasks): boolean {
  let any = false;
  const apart = apartMax();
  for (let i = 0; i < runs.length; i++) {
    const mask = runs[i] as number;
    for (let j = 0; j < filed.words; j++) {
      const listed = listedMasks[j] as number;
      if (sizeOfMask(mask ^ listed) > apart || ((filed.telling >> j) & 1) === 0) continue;
      if (tooLong(runLengths[i] as number, listedLengths[j] as number)) continue;
      const most = looseAgreement(mask, runSizes[i] as number, listed, listedSizes[j] as number);
      if (most < JOINED_MIN) continue;
      noteRun(runWords[i] as number, 1 << j, most);
      any = true;
    }
  }
  return any;
}

function noteListedRuns(asked: AskedMasks): boolean {
  const { masks, sizes, lengths, owners, telling } = asked;
  let any = false;
  const apart = apartMax();
  for (let from = 0; from + 1 < filed.words; from++) {
    let mask = listedMasks[from] as number;
    let length = listedLengths[from] as number;
    let words = 1 << from;
    for (let to = from + 1; to < filed.words && to < from + PIECES_MAX; to++) {
      mask |= listedMasks[to] as number;
      length += listedLengths[to] as number;
      words |= 1 << to;
      const size = sizeOfMask(mask);
      for (let i = 0; i < masks.length; i++) {
        const owner = owners[i] as number;
        if (sizeOfMask((masks[i] as number) ^ mask) > apart) continue;
        if (((telling >> owner) & 1) === 0 || tooLong(lengths[i] as number, length)) continue;
        const most = looseAgreement(masks[i] as number, sizes[i] as number, mask, size);
        if (most < JOINED_MIN) continue;
        noteRun(1 << owner, words, most);
        any = true;
      }
    }
  }
  return any;
}

const around: Surroundings = { asked: 0, listed: 0, initials: 0, besides: 0, single: true };

/**
 * Likeness of the names at most, 0 to 1; where it is not `enough` it may say any less.
 * Allocates nothing.
 */
export function nameReach(
  asked: AskedMasks,
  entry: Uint8Array,
  offset: number,
  enough: number,
): number {
  if (asked.open || ((entry[offset + 2] as number) & FLAG.open) !== 0) return 1;
  read(entry, offset);
  clearPairs(asked.words, filed.words);
  noteWords(asked);
  if (asked.forms.length > 0) noteForms(asked);
  around.asked = asked.telling;
  around.listed = filed.telling;
  around.initials = asked.initials + filed.small;
  around.besides = sizeOfMask(filed.telling) < filed.words ? asked.besides : 0;
  around.single = (filed.flags & FLAG.longer) === 0;
  const reach = likenessAtMost(around);
  if (reach >= enough) return reach;
  const runs = noteAskedRuns(asked);
  if (!noteListedRuns(asked) && !runs) return reach;
  around.single = false;
  return likenessAtMost(around);
}
