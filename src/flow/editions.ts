/**
 * Versions as others than the owner and the reviewers count them: those that have been circulated.
 * It must never count what was held, refused, or sent during a pause and replaced in it: a gap in the numbers
 * would tell that there is such a version.
 */
import type { Dossier, StoredVersion } from '../record/codec.js';
import type { RecordState } from '../record/record.js';

/** The number by which others know the live version. */
export const editionOf = ({ editions, live }: Dossier): number => editions ?? live?.version ?? 0;

/** What is over may bear the number of what waited beside it, or have never been anything else. */
const OVER: readonly RecordState[] = ['withdrawn', 'expired'];

/** Whether others see it, or have and will once it is back. */
const isOut = (version: StoredVersion | null): version is StoredVersion =>
  version !== null && version.unseen !== true && !OVER.includes(version.state);

/** The same dossier with its editions counted; to be applied to every change, once. */
export function withEdition(before: Dossier | null, next: Dossier): Dossier {
  const { editions: _counted, ...rest } = next;
  const had = before === null ? 0 : editionOf(before);
  const was = before?.live ?? null;
  const circulated = isOut(next.live) && !(isOut(was) && next.live.version === was.version);
  const has = circulated ? had + 1 : had;
  // Nearly always it is the version's own number, and need not be kept.
  return has === (next.live?.version ?? 0) ? rest : { ...rest, editions: has };
}
