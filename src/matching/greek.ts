/**
 * Greek words in Latin letters, after ELOT 743 with its digraphs, and the spelling by sound.
 * It must never see lower case.
 */

const BASE: Readonly<Record<string, string>> = {
  Α: 'A',
  Β: 'V',
  Γ: 'G',
  Δ: 'D',
  Ε: 'E',
  Ζ: 'Z',
  Η: 'I',
  Θ: 'TH',
  Ι: 'I',
  Κ: 'K',
  Λ: 'L',
  Μ: 'M',
  Ν: 'N',
  Ξ: 'X',
  Ο: 'O',
  Π: 'P',
  Ρ: 'R',
  Σ: 'S',
  Τ: 'T',
  Υ: 'Y',
  Φ: 'F',
  Χ: 'CH',
  Ψ: 'PS',
  Ω: 'O',
};

const VOICELESS = new Set(['', 'Θ', 'Κ', 'Ξ', 'Π', 'Σ', 'Τ', 'Φ', 'Χ', 'Ψ']);

/** ELOT spelling, and what the pair sounds like at the beginning of foreign and many Greek names. */
const PAIRS: Readonly<Record<string, readonly [string, string]>> = {
  ΟΥ: ['OU', 'OU'],
  ΓΓ: ['NG', 'NG'],
  ΓΞ: ['NX', 'NX'],
  ΓΧ: ['NCH', 'NCH'],
  ΓΚ: ['GK', 'G'],
  ΜΠ: ['MP', 'B'],
  ΝΤ: ['NT', 'D'],
  ΤΖ: ['TZ', 'J'],
};

/** ΑΥ, ΕΥ, ΗΥ sound V, before an unvoiced letter and at the end F. */
const UPSILON: Readonly<Record<string, string>> = { Α: 'A', Ε: 'E', Η: 'I' };

function bare(word: string): string[] {
  const letters: string[] = [];
  for (const char of word.normalize('NFD')) {
    if (BASE[char] !== undefined) letters.push(char);
    // A diaeresis parts what would be a digraph.
    else if (char === '\u0308') letters.push('\u0308');
  }
  return letters;
}

/** The word (upper case) in Latin letters, and its reading by sound where that differs. */
export function latinOfGreek(word: string): string[] {
  const letters = bare(word);
  let first = '';
  let second = '';
  for (let i = 0; i < letters.length; i++) {
    const char = letters[i] ?? '';
    const next = letters[i + 1] ?? '';
    const pair = PAIRS[char + next];
    const parted = letters[i + 2] === '\u0308';
    if (pair !== undefined && !parted) {
      first += char === 'Μ' && i === 0 ? 'B' : pair[0];
      second += pair[1];
      i += 1;
    } else if (next === 'Υ' && !parted && UPSILON[char] !== undefined) {
      const spelled = UPSILON[char] + (VOICELESS.has(letters[i + 2] ?? '') ? 'F' : 'V');
      first += spelled;
      second += spelled;
      i += 1;
    } else if (char !== '\u0308') {
      first += BASE[char] ?? '';
      second += char === 'Χ' ? 'H' : (BASE[char] ?? '');
    }
  }
  return first === second ? [first] : [first, second];
}
