/**
 * What a record says of a person, read so that rules can reason about it: names, births, days.
 * It must never take a sign of ignorance ("unknown", "n/a", "-") for a statement.
 */
import { parseEdtf, type DateSpan } from '../../record/edtf.js';
import type { Person, PersonName, RecordContent } from '../../record/record.js';
import { comparable, wordsOf } from './words.js';

/** Ways of saying nothing, in small letters; no name is among them, however short. */
const IGNORANCE = new Set([
  ...['unknown', 'not known', 'n/a', 'n.a.', 'not available', 'not applicable', 'tbd', 'tba'],
  ...['fnu', 'lnu', 'nfn', 'nln', 'xxx', 'xxxx', 'see warrant', 'see file', 'as per warrant'],
  ...['inconnu', 'inconnue', 'desconocido', 'desconocida', 'desconhecido', 'desconhecida'],
  ...['unbekannt', 'bilinmiyor', 'неизвестно', 'неизвестный', 'невідомо', 'невідомий'],
  ...['مجهول', 'غير معروف', 'نامعلوم', 'ناشناس', '不详', '不詳', '未知'],
]);

/** Whether a text says anything. */
export function isStated(text: string | null): boolean {
  return text !== null && comparable(text) !== '' && !IGNORANCE.has(text.trim().toLowerCase());
}

/** A name's words in a fixed order: equal for the same words, however they are divided and ordered. */
export function nameKey({ family, given, fullName }: PersonName): string {
  const words = [family, given, fullName].flatMap((part) => wordsOf(part ?? ''));
  return words
    .map(({ forms }) => forms[0] ?? '')
    .sort()
    .join(' ');
}

/** A name as a reviewer reads it. */
export function shownName({ family, given, fullName }: PersonName): string {
  return fullName ?? [given, family].filter((part) => part !== null && part !== '').join(' ');
}

/** A day `YYYY-MM-DD` as the number `yyyymmdd`. */
export function dayNumber(day: string): number {
  return Number(day.replaceAll('-', ''));
}

/** The same day so many years before or after, as `dayNumber`; it need not be in the calendar. */
export function yearsOn(day: number, years: number): number {
  return day + years * 10_000;
}

export interface Birth {
  /** JSON Pointer to it. */
  readonly path: string;
  /** As its owner wrote it. */
  readonly text: string;
  readonly span: DateSpan;
}

/** The dates of birth, where they stand. */
export function birthsOf(person: Person | null): Birth[] {
  return (person?.datesOfBirth ?? []).flatMap((text, at) => {
    const span = parseEdtf(text);
    return span === null ? [] : [{ path: `/person/datesOfBirth/${at}`, text, span }];
  });
}

/** A birth's first and last possible day, wider by some years where its owner is not sure. */
export function widened({ span }: Birth, years: number): { earliest: number; latest: number } {
  const slack = span.approximate ? years : 0;
  return { earliest: yearsOn(span.earliest, -slack), latest: yearsOn(span.latest, slack) };
}

/** Full years on a day, both as `dayNumber`. */
export function ageOn(day: number, birth: number): number {
  return Math.floor((day - birth) / 10_000);
}

/** Whether the record asks for somebody's arrest. */
export function seeksArrest({ action, colour }: RecordContent): boolean {
  return action === 'arrest' || colour === 'red';
}
