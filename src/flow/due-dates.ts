/**
 * Notes a record on the list of the day on which something falls due for it, in the step that sets that day.
 * It must never take a note back: whoever reads a list asks the record itself whether the note still holds.
 *
 * A note is four bytes. Lists are never of the past: a day that is over is noted on the list of today, which
 * is still to be swept.
 */
import type { Dossier } from '../record/codec.js';
import { dueKey } from '../store/keys.js';
import type { Effects } from '../store/records.js';
import type { Consequence } from './consequences.js';
import type { Actor, Step } from './life.js';
import { partsOf, pauseOf } from './retention-rules.js';

export class DueDates implements Consequence {
  of(before: Dossier | null, { next }: Step, { today }: Actor): Partial<Effects> | null {
    const onOrAfter = (day: string): string => (day < today ? today : day);
    const known = before === null ? [] : partsOf(before);
    const noted = new Set<string>();
    for (const { part, day, running } of partsOf(next)) {
      // What comes back into force has its warning and its expiry before it again.
      const same = known.some(
        (old) => old.part === part && old.day === day && (old.running || !running),
      );
      if (same) continue;
      noted.add(dueKey('expiry', onOrAfter(day)));
    }
    const until = pauseOf(next);
    if (until !== null && (before === null || pauseOf(before) !== until)) {
      noted.add(dueKey('pause', onOrAfter(until)));
    }
    return noted.size === 0 ? null : { noted: [...noted] };
  }
}
