/**
 * The skeleton of a word: the classes of its consonants, by which names are filed.
 * It must never hold more than a few characters, all of ASCII.
 */
import { soundCodes } from './phonetic.js';
import { CLASS_OF, IS_VOWEL, vowelClass } from './sound-codes.js';

/** Skeletons longer than this tell no more persons apart. */
const SKELETON_MAX = 10;

/**
 * The consonant classes of a word, `A` for a vowel at its beginning. A skeleton of one or two says
 * too little (half of all Chinese names would share twenty), so it carries one vowel class besides.
 */
export function skeletonOf(codes: Uint8Array): string {
  let skeleton = '';
  let firstVowel = 0;
  let lastVowel = 0;
  let previous = 0;
  for (let i = 0; i < codes.length && skeleton.length < SKELETON_MAX; i++) {
    const code = codes[i] ?? 0;
    if (IS_VOWEL[code] === 1) {
      if (i === 0) skeleton = 'A';
      else if (firstVowel === 0) firstVowel = code;
      lastVowel = code;
      previous = 0;
      continue;
    }
    const sound = CLASS_OF[code] ?? 0;
    if (sound === 0 || sound === previous) continue;
    skeleton += String.fromCharCode(sound);
    previous = sound;
  }
  // The endings of Greek, Latvian, Lithuanian and many Spanish names: CARLOS, KARL; LAVROVS, LAVROV.
  if (skeleton.length > 3 && skeleton.endsWith('S')) return skeleton.slice(0, -1);
  if (skeleton.length > 2) return skeleton;
  if (skeleton.startsWith('A'))
    return lastVowel === 0 ? skeleton : skeleton + vowelClass(lastVowel);
  if (firstVowel === 0) return skeleton;
  return skeleton.slice(0, 1) + vowelClass(firstVowel) + skeleton.slice(1);
}

/** The skeleton of a text of `A-Z0-9` that is no word of its own and need not be kept. */
export function skeletonOfText(text: string): string {
  return skeletonOf(soundCodes(text));
}
