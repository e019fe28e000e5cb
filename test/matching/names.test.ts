/** Names that are written otherwise but are one name, and names that are two. */
import { describe, expect, it } from 'vitest';
import { scorePerson } from '../../src/matching/score.js';
import { THRESHOLDS } from '../../src/matching/thresholds.js';
import { found, foundByName, nameOf, personOf } from './people.js';

type Rows = readonly (readonly [asked: string, listed: string])[];

function finds(pairs: Rows): void {
  it.each(pairs)('finds %s as %s', (asked, listed) => {
    expect(foundByName(asked, listed)).toBeGreaterThanOrEqual(THRESHOLDS.border);
  });
}

describe('the order of family and given names', () => {
  finds([
    ['LINDQVIST, MAJA', 'Maja Lindqvist'],
    ['Lindqvist Maja', 'Maja Lindqvist'],
    ['MAJA, LINDQVIST', 'LINDQVIST, MAJA'],
    ['Lindqvist, Maja Sofia', 'Sofia Lindqvist Maja'],
  ]);

  it('is worth a little where both sides know which is which', () => {
    const straight = foundByName('LINDQVIST, MAJA', 'LINDQVIST, MAJA');
    expect(foundByName('MAJA, LINDQVIST', 'LINDQVIST, MAJA')).toBeLessThan(straight);
  });
});

describe('initials', () => {
  finds([
    ['BRANDAUER, K.', 'Brandauer, Konrad'],
    ['BRANDAUER, Konrad', 'Brandauer, K. F.'],
    ['J C MORVANT', 'Morvant, Jean Claude'],
    ['MORVANT, JC', 'Morvant, Jean Claude'],
  ]);

  it('contradict a given name that begins otherwise', () => {
    const fits = foundByName('BRANDAUER, K.', 'Brandauer, Konrad');
    expect(foundByName('BRANDAUER, T.', 'Brandauer, Konrad')).toBeLessThan(fits);
    expect(foundByName('BRANDAUER, T.', 'Brandauer, Konrad')).toBeLessThan(THRESHOLDS.border);
  });
});

describe('hyphens, apostrophes and words written together', () => {
  finds([
    ['KELLER-WENDT, ULRIKE', 'Keller Wendt, Ulrike'],
    ['KELLERWENDT, ULRIKE', 'Keller-Wendt, Ulrike'],
    ['KELLER, ULRIKE', 'Keller-Wendt, Ulrike'],
    ["O'DONOGHUE, NIAMH", 'ODonoghue, Niamh'],
    ['O DONOGHUE, NIAMH', "O'Donoghue, Niamh"],
    ['ABDULRAHEEM, TAYSIR', 'Abd al-Raheem, Taysir'],
    ['ABDELRAHIM, TAYSIR', 'Abdul Rahim, Taysir'],
    ['MACALLISTER, ROSS', 'Mac Allister, Ross'],
  ]);
});

describe('particles, articles and titles', () => {
  finds([
    ['VAN DER MEULEN, JOOST', 'Meulen, Joost'],
    ['VANDERMEULEN, JOOST', 'van der Meulen, Joost'],
    ['EL-BERKAOUI, NADIR', 'al Berkawi, Nadir'],
    ['NADIR BIN YASIN AL BERKAWI', 'Berkawi, Nadir Yasin'],
    ['Dr. Ottokar Freiherz', 'FREIHERZ, OTTOKAR'],
    ['DE LA FUENTECILLA, ROCIO', 'Fuentecilla, Rocío'],
  ]);

  it('name a person where nothing else does', () => {
    expect(foundByName('LE, DU', 'Le, Du')).toBeGreaterThanOrEqual(THRESHOLDS.border);
    expect(foundByName('MAJOR, DON', 'Major, Don')).toBeGreaterThanOrEqual(THRESHOLDS.border);
  });
});

describe('misspellings and other forms', () => {
  finds([
    ['KOWALCZIK, MARIUSZ', 'Kowalczyk, Mariusz'],
    ['KOWALCZYK, MARISUZ', 'Kowalczyk, Mariusz'],
    ['KOWALCYK, MARIUSZ', 'Kowalczyk, Mariusz'],
    ['GALLAGER, SIOBHAN', 'Gallagher, Siobhan'],
    ['HOFFMEIER, RENATE', 'Hoffmeyer, Renate'],
    ['YOUSSEF, NAGUIB', 'Yusuf, Najib'],
    ['MOHAMMED TEYRANI', 'Muhammad Tehrani'],
    ['PETERHANSEN, BILL', 'Peterhansen, William'],
    ['WERESHCHAGIN, MICHAEL', 'Vereshchagin, Mikhail'],
  ]);
});

describe('names that one side leaves out', () => {
  finds([
    ['TEIXEIRO, PAULO', 'Teixeiro, Paulo Henrique'],
    ['TEIXEIRO, PAULO HENRIQUE', 'Teixeiro, Paulo'],
    ['TEIXEIRO, PAULO', 'Teixeiro Vasconcelas, Paulo Henrique'],
    ['STOLYAROV, ARKADY', 'Stolyarov, Arkady Lvovich'],
  ]);

  it('cost a little', () => {
    expect(foundByName('TEIXEIRO, PAULO', 'Teixeiro, Paulo Henrique')).toBeLessThan(
      foundByName('TEIXEIRO, PAULO', 'Teixeiro, Paulo'),
    );
  });

  it('do not hide a name cut at the end of the zone', () => {
    const asked = 'VENKATANARASIMHARAJU, SUBRAMANYAPRAS';
    const listed = 'Venkatanarasimharaju, Subramanyaprasada';
    expect(foundByName(asked, listed)).toBeGreaterThanOrEqual(THRESHOLDS.border);
  });
});

describe('names of two persons', () => {
  it.each([
    ['LINDEMANN, OSKAR', 'Lindenberg, Oskar'],
    ['KOWALCZYK, MARIUSZ', 'Kowalczyk, Bronislawa'],
    ['TEIXEIRO, PAULO', 'Monteverde, Paulo'],
    ['Hassan Qaderi', 'Rami Qaderi'],
    ['WANG, XIAOMING', 'Wang, Zhenhua'],
    ['KIM, SEONGHO', 'Kim, Haneul'],
    ['TEIXEIRO, PAULO', 'Bergstrom, Ingmar'],
  ])('keeps %s below the threshold for %s', (asked, listed) => {
    expect(foundByName(asked, listed)).toBeLessThan(THRESHOLDS.border);
  });
});

describe('the evidence of a name', () => {
  it('is less where very many bear it', () => {
    const rare = foundByName('TEIXEIRO, ROCIO', 'Teixeiro, Rocio');
    expect(foundByName('SMITH, JOHN', 'Smith, John')).toBeLessThan(rare);
  });

  it('is less for one word alone than for two', () => {
    expect(foundByName('TEIXEIRO', 'Teixeiro')).toBeLessThan(
      foundByName('TEIXEIRO, ROCIO', 'Teixeiro, Rocio'),
    );
  });

  it('is less for a weak alias', () => {
    const asked = personOf('TEIXEIRO, ROCIO');
    const weak = personOf([], { names: [nameOf('Teixeiro, Rocio', 'low')] });
    expect(found(asked, weak)).toBeLessThan(found(asked, personOf('Teixeiro, Rocio')));
  });

  it('comes from the best of all names on record, and says which', () => {
    const listed = personOf(['Monteverde, Ilse', 'Teixeiro, Rocio', 'Rosenau, Berta']);
    const { score, explanation } = scorePerson(personOf('TEIXEIRO, ROCIO'), listed);
    expect(score).toBe(foundByName('TEIXEIRO, ROCIO', 'Teixeiro, Rocio'));
    expect(explanation[0]?.detail).toContain('ROCIO TEIXEIRO');
  });
});
