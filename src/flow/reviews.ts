/**
 * The reviewers' desk: what waits, claiming, asking the owner, deciding.
 * It must never decide twice, nor on a version that is not the one that waits; a decision is one step with the publication.
 */
import { authorise, type Caller } from '../access/caller.js';
import { utcDay, type Clock } from '../clock.js';
import { Fault } from '../errors.js';
import { LIMITS } from '../limits.js';
import type { Dossier } from '../record/codec.js';
import type { ReviewDecisionWire } from '../record/compliance-wire.js';
import { GENERAL_SECRETARIAT } from '../record/countries.js';
import { packMessage } from '../record/message.js';
import { REVIEW_STATES, type Review, type ReviewDecision } from '../record/review.js';
import { tell, type Deed } from '../store/deeds.js';
import type { KeptReview, Reviews } from '../store/reviews.js';
import type { Records } from '../store/records.js';
import type { Store } from '../store/store.js';
import { callEntry, type CallTrail } from './call-trail.js';
import { known, type Changes } from './changes.js';
import { cursorOf, placeFrom } from './cursors.js';
import { releaseReceipt } from './receipts.js';
import { reviewMoved } from './review-consequence.js';
import { reviewed } from './review-steps.js';
import type { Screenings } from './screenings.js';
import { reviewSummary, shownReview } from './shown-review.js';

/** When two reviewers have to agree on publishing: never, where a finding is grave, or always. */
export const FOUR_EYES = ['none', 'grave', 'all'] as const;
export type FourEyes = (typeof FOUR_EYES)[number];

export interface ReviewParts {
  readonly store: Pick<Store, 'act'> & { readonly records: Pick<Records, 'read'> };
  readonly reviews: Pick<Reviews, 'read' | 'walk'>;
  readonly clock: Clock;
  readonly trail: CallTrail;
  readonly changes: Changes;
  readonly screenings: Screenings;
  readonly fourEyes: FourEyes;
}

export interface ReviewListing {
  /** A state, or `all`; `null`: those that wait. */
  readonly state: string | null;
  readonly owner: string | null;
  readonly cursor: string | null;
  readonly limit: number;
}

const STATES: readonly string[] = [...REVIEW_STATES, 'all'];

const unknownReview = (): Fault => new Fault('not_found', 'There is no such review.');

function requirePending({ row }: KeptReview): void {
  if (row.state === 'pending') return;
  throw new Fault('conflict', `The review is ${row.state}; nothing about it can change any more.`);
}

export class ReviewDesk {
  readonly #parts: ReviewParts;

  constructor(parts: ReviewParts) {
    this.#parts = parts;
  }

  /** Reviews in order of age. A page may be short, or empty, and still have a `next`: rare ones take several calls. */
  async list(caller: Caller, { state, owner, cursor, limit }: ReviewListing): Promise<object> {
    authorise(caller, 'reviews');
    const wanted = state ?? 'pending';
    if (!STATES.includes(wanted)) {
      throw new Fault('unprocessable', `state is one of ${STATES.join(', ')}.`, '/state');
    }
    const { reviews, clock } = this.#parts;
    const set = wanted === 'pending' ? 'pending' : 'all';
    const page: Review[] = [];
    let next: string | null = null;
    let passed = 0;
    let last: Review | null = null;
    for await (const row of reviews.walk(set, placeFrom(cursor))) {
      if (last !== null && (page.length === limit || passed >= LIMITS.reviewsPassedMax)) {
        next = cursorOf({ at: last.openedAt, id: last.reviewId });
        break;
      }
      last = row;
      passed += 1;
      const asked =
        (wanted === 'all' || row.state === wanted) && (owner ?? row.owner) === row.owner;
      if (asked) page.push(row);
    }
    const now = clock.now();
    return { reviews: page.map((row) => reviewSummary(row, now)), next };
  }

  async one(caller: Caller, reviewId: string): Promise<object> {
    authorise(caller, 'reviews');
    const { row } = await this.#known(reviewId);
    const dossier = await this.#dossierOf(row);
    const anew = await this.#screenedAnew(row, dossier);
    return shownReview(anew, dossier, this.#parts.clock.now());
  }

  /** Says that this reviewer works on it; others then leave it alone for a while. */
  async claim(caller: Caller, reviewId: string): Promise<object> {
    const kept = await this.#open(caller, reviewId);
    const now = this.#parts.clock.now();
    const next = { ...kept.row, claimedBy: caller.credentialId, claimedAt: now };
    await this.#move(caller, kept, next, 'claim', null);
    return this.#shown(next);
  }

  async releaseClaim(caller: Caller, reviewId: string): Promise<object> {
    const kept = await this.#open(caller, reviewId);
    const next = { ...kept.row, claimedBy: null, claimedAt: null };
    await this.#move(caller, kept, next, 'release-claim', null);
    return this.#shown(next);
  }

  /** Final for this version, except that a question to the owner decides nothing yet. */
  async decide(caller: Caller, reviewId: string, wire: ReviewDecisionWire): Promise<object> {
    const kept = await this.#open(caller, reviewId);
    const { decision, reason } = wire;
    const addendum = addendumOf(wire, kept.row);
    if (decision === 'clarify') return this.#ask(caller, kept, reason);
    const by = caller.credentialId;
    const taken = { by, at: this.#parts.clock.now(), decision, reason, addendum };
    if (this.#needsAnother(kept.row, taken)) return this.#opine(caller, kept, taken);
    const next: Review = { ...kept.row, state: 'decided', decision: taken };
    if (kept.row.subject === 'receipt') {
      await this.#move(caller, kept, next, decision, reason, receiptDeeds(kept.row, taken));
    } else {
      const { recordId } = kept.row;
      await this.#parts.changes.make({
        caller,
        recordId,
        action: `review.${decision}`,
        reason,
        decides: reviewId,
        step: (before, actor) => {
          const verdict = { reviewId, decision, reason, addenda: addendaOf(next) };
          const deeds = reviewMoved(kept, next);
          return { ...reviewed(known(before), verdict, actor), deeds };
        },
      });
    }
    return this.#shown(next);
  }

  /** The owner's answer to the last question; goes to the reviewers. */
  async answer(caller: Caller, reviewId: string, answer: string): Promise<object> {
    authorise(caller, 'answerReview');
    const kept = await this.#known(reviewId);
    if (kept.row.owner !== caller.member || kept.row.subject !== 'record') throw unknownReview();
    requirePending(kept);
    const { questions, recordId } = kept.row;
    const open = questions.findIndex((question) => question.answer === null);
    if (open < 0) throw new Fault('conflict', 'No question waits for an answer.');
    const now = this.#parts.clock.now();
    const answered = { answer, answeredBy: caller.credentialId, answeredAt: now };
    const next = {
      ...kept.row,
      questions: questions.map((q, nth) => (nth === open ? { ...q, ...answered } : q)),
    };
    const body = { reviewId, question: questions[open]?.question ?? '', answer };
    const told = tellAbout(GENERAL_SECRETARIAT, recordId, body, now);
    await this.#move(caller, kept, next, 'answer', null, [told]);
    return { reviewId, recordId, state: next.state };
  }

  async #ask(caller: Caller, kept: KeptReview, question: string): Promise<object> {
    const { row } = kept;
    if (row.subject === 'receipt') {
      throw new Fault('unprocessable', 'A receipt has no owner to ask.', '/decision');
    }
    if (row.questions.length >= LIMITS.reviewQuestionsMax) {
      throw new Fault('conflict', 'Enough has been asked about this version.');
    }
    const now = this.#parts.clock.now();
    const none = { answer: null, answeredBy: null, answeredAt: null };
    const asked = { by: caller.credentialId, at: now, question, ...none };
    const next = { ...row, questions: [...row.questions, asked] };
    const body = { reviewId: row.reviewId, version: row.version, question };
    const told = tellAbout(row.owner, row.recordId, body, now);
    await this.#move(caller, kept, next, 'clarify', question, [told]);
    return this.#shown(next);
  }

  /** Publishing what policy is wary of takes two; a refusal takes one. */
  #needsAnother(row: Review, { by, decision }: ReviewDecision): boolean {
    const { fourEyes } = this.#parts;
    const grave = row.findings.some(({ severity }) => severity === 'grave');
    const wary = fourEyes === 'all' || (fourEyes === 'grave' && grave);
    if (!wary || decision === 'refused') return false;
    if (row.opinions.some((opinion) => opinion.by === by)) {
      throw new Fault('conflict', 'Another reviewer has to agree first.');
    }
    return row.opinions.length === 0;
  }

  async #opine(caller: Caller, kept: KeptReview, opinion: ReviewDecision): Promise<object> {
    // Whoever comes second must not be kept out by the first one's claim.
    const free = { claimedBy: null, claimedAt: null };
    const next = { ...kept.row, ...free, opinions: [...kept.row.opinions, opinion] };
    await this.#move(caller, kept, next, 'opinion', opinion.reason);
    return this.#shown(next);
  }

  /** A review that this reviewer may work on, with what is found on it now. */
  async #open(caller: Caller, reviewId: string): Promise<KeptReview> {
    authorise(caller, 'reviews');
    const kept = await this.#known(reviewId);
    const { owner, receiver, claimedBy, claimedAt } = kept.row;
    if (caller.member === owner || caller.member === receiver) {
      throw new Fault('forbidden', 'A reviewer does not decide on what concerns the own member.');
    }
    requirePending(kept);
    const held = claimedAt !== null && claimedAt + LIMITS.reviewClaimMs > this.#parts.clock.now();
    if (held && claimedBy !== caller.credentialId) {
      throw new Fault('conflict', 'Another reviewer has claimed it.');
    }
    // Written down with whatever is done now; the bytes stay those that were read.
    const dossier = await this.#dossierOf(kept.row);
    return { ...kept, row: await this.#screenedAnew(kept.row, dossier) };
  }

  #screenedAnew(row: Review, dossier: Dossier | null): Promise<Review> {
    const { clock, screenings } = this.#parts;
    return screenings.anew(row, dossier, utcDay(clock.now()));
  }

  async #dossierOf({ recordId }: Review): Promise<Dossier | null> {
    return (await this.#parts.store.records.read(recordId))?.dossier ?? null;
  }

  async #known(reviewId: string): Promise<KeptReview> {
    const kept = await this.#parts.reviews.read(reviewId);
    if (kept === null) throw unknownReview();
    return kept;
  }

  async #shown(row: Review): Promise<object> {
    return shownReview(row, await this.#dossierOf(row), this.#parts.clock.now());
  }

  async #move(
    caller: Caller,
    kept: KeptReview,
    next: Review,
    action: string,
    reason: string | null,
    more: readonly Deed[] = [],
  ): Promise<void> {
    const { store, clock, trail } = this.#parts;
    if (!(await store.act([...reviewMoved(kept, next), ...more]))) {
      throw new Fault('conflict', 'The review has just been changed; read it again.');
    }
    const subject = `${next.recordId} ${next.reviewId}`;
    const call = { action: `review.${action}`, subject, status: 200, reason };
    await trail.append(callEntry(caller, clock.now(), call));
  }
}

function addendumOf({ decision, addendum }: ReviewDecisionWire, row: Review): string | null {
  const given = addendum?.trim() ?? '';
  if (decision === 'compliant-with-addendum') {
    if (row.subject === 'receipt') {
      throw new Fault('unprocessable', 'A receipt takes no addendum.', '/decision');
    }
    if (given === '') throw new Fault('unprocessable', 'The addendum is missing.', '/addendum');
    return given;
  }
  if (addendum === undefined) return null;
  const detail = 'An addendum belongs to compliant-with-addendum.';
  throw new Fault('unprocessable', detail, '/addendum');
}

/** Whoever agreed on publishing may have tied it to an addendum: all of them stand. */
function addendaOf({ opinions, decision }: Review): string[] {
  const said = [...opinions, decision].map((taken) => taken?.addendum ?? null);
  return [...new Set(said.filter((addendum) => addendum !== null))];
}

function tellAbout(to: string, recordId: string, body: object, now: number): Deed {
  const message = { type: 'clarification', at: now, recordId, audience: null } as const;
  return tell(to, packMessage({ ...message, body: { ...body } }), now);
}

/** A receipt that is found compliant is delivered now; a refused one never. */
function receiptDeeds(row: Review, { decision, at }: ReviewDecision): Deed[] {
  return decision === 'refused' ? [] : [releaseReceipt(row, at)];
}
