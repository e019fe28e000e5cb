/**
 * What reviewers do with records beside reviews: blocking in a dispute, unblocking, addenda.
 * It must never change what the owner has said.
 */
import { authorise, type Caller } from '../access/caller.js';
import type { AddendumWire } from '../record/compliance-wire.js';
import { known, type Changed, type Changes } from './changes.js';
import type { Actor, Step } from './life.js';
import type { CirculationMeasures } from './circulate.js';
import { annotated, blocked, unblocked } from './review-steps.js';
import type { Dossier } from '../record/codec.js';
import { Fault } from '../errors.js';
import { ownerOf } from './restrict.js';

export class DisputeDesk {
  readonly #changes: Changes;
  readonly #measures: CirculationMeasures;

  constructor(changes: Changes, measures: CirculationMeasures) {
    this.#changes = changes;
    this.#measures = measures;
  }

  block(caller: Caller, recordId: string, reason: string): Promise<Changed> {
    return this.#make(caller, recordId, 'block', reason, blocked);
  }

  unblock(caller: Caller, recordId: string, reason: string): Promise<Changed> {
    const measures = this.#measures;
    return this.#make(
      caller,
      recordId,
      'unblock',
      reason,
      (before, actor) => unblocked(before, actor, measures.holdsCirculation(ownerOf(recordId))),
      () => measures.epoch,
    );
  }

  annotate(caller: Caller, recordId: string, { text, reason }: AddendumWire): Promise<Changed> {
    return this.#make(caller, recordId, 'addendum', reason, (before, actor) =>
      annotated(before, text, reason, actor),
    );
  }

  async #make(
    caller: Caller,
    recordId: string,
    action: string,
    reason: string,
    step: (before: Dossier, actor: Actor) => Step,
    /** Where the step depends on measures: their count, which is compared in the step. */
    epoch?: () => number,
  ): Promise<Changed> {
    authorise(caller, 'reviews');
    if (caller.member === ownerOf(recordId)) {
      throw new Fault('forbidden', 'A reviewer does not decide on what concerns the own member.');
    }
    return this.#changes.make({
      caller,
      recordId,
      action,
      reason,
      ...(epoch === undefined ? {} : { epoch }),
      step: (before, actor) => step(known(before), actor),
    });
  }
}
