/**
 * Second stage of a push: whether a record is circulated now or held for review.
 * It must never circulate a notice, nor anything of a supervised member, without a reviewer's word.
 */
import type { Validated } from './validate.js';

/** A record with its way: to every reader, or to the reviewers first. Made by `circulate` alone. */
class DirectedRecord {
  /** Makes the type nominal: nothing but an instance has it, not even a copy of one. */
  declare protected readonly stage: 'directed';
  readonly record: Validated;
  readonly way: 'circulated' | 'held';

  constructor(record: Validated, way: 'circulated' | 'held') {
    this.record = record;
    this.way = way;
  }
}
export type Directed = DirectedRecord;

/** The measures in force, as far as circulation needs them. */
export interface CirculationMeasures {
  /** Whether what this member sends is reviewed before it is circulated. */
  holdsCirculation(member: string): boolean;
  /** Counts changes of measures: what is directed under one count must not be written under another. */
  readonly epoch: number;
}

/** Notices are always reviewed (CONTRACT section 4); document records are circulated like diffusions. */
export function circulate(record: Validated, measures: CirculationMeasures): Directed {
  const { index, kind } = record.content;
  const notice = kind === 'notice' && index !== 'documents';
  const held = notice || measures.holdsCirculation(record.caller.member);
  return new DirectedRecord(record, held ? 'held' : 'circulated');
}
