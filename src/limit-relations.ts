/**
 * How the bounds of the service relate, asserted when this file loads: before anything is served.
 * It must never hold a bound of its own.
 */
import { LIMITS } from './limits.js';

function assertRelation(holds: boolean, what: string): void {
  if (!holds) throw new Error(`limits contradict each other: ${what}`);
}

assertRelation(LIMITS.checkLimitDefault <= LIMITS.checkLimitMax, 'default limit above the maximum');
assertRelation(LIMITS.checkLimitMax <= LIMITS.candidatesMax, 'more matches than candidates');
assertRelation(LIMITS.bodyBytesMax <= LIMITS.batchBytesMax, 'a check larger than a batch');
assertRelation(LIMITS.batchChecksMax <= LIMITS.checksInFlightMax, 'a batch can never be admitted');
assertRelation(
  LIMITS.batchChecksMax <= LIMITS.gateQueueMax,
  'a supervised batch is never judged whole',
);
assertRelation(
  LIMITS.batchChecksMax <= LIMITS.lookupsWaitingMax,
  'a supervised batch is never counted',
);
assertRelation(LIMITS.gateBatchMax <= LIMITS.gateQueueMax, 'a batch never fills');
assertRelation(LIMITS.screeningBatchMax <= LIMITS.screeningQueueMax, 'a screening never fills');
assertRelation(
  LIMITS.pushesInFlightMax + LIMITS.bulkLinesInFlightMax <= LIMITS.screeningQueueMax,
  'a push in flight finds no place to be screened',
);
assertRelation(
  LIMITS.screeningDeadlineMs < LIMITS.pushDeadlineMs,
  'screening outlives the push it is for',
);
assertRelation(
  LIMITS.probeMs + LIMITS.gateDeadlineMs + LIMITS.screeningDeadlineMs < LIMITS.callDeadlineMs,
  'that something does not answer is not told in time',
);
assertRelation(LIMITS.gateDeadlineMs < LIMITS.checkDeadlineMs, 'the gate outlives its check');
assertRelation(LIMITS.checkDeadlineMs < LIMITS.pushDeadlineMs, 'pushes time out before checks');
assertRelation(LIMITS.tablesPollMs * 4 <= LIMITS.tablesStaleMs, 'one late poll stops the service');
assertRelation(LIMITS.tablesStaleMs < 1_000, 'revocation takes longer than promised');
assertRelation(
  LIMITS.tablesStaleMs + LIMITS.streamWatchMs <= 1_000,
  'a revoked stream stays open longer than promised',
);
assertRelation(
  LIMITS.batchChecksMax <= LIMITS.streamChecksInFlightMax,
  'a batch never fits into a stream',
);
assertRelation(
  LIMITS.streamChecksInFlightMax < LIMITS.checksInFlightMax,
  'one stream can take the whole process',
);
assertRelation(LIMITS.streamsMax < LIMITS.connectionsMax, 'streams leave no room for calls');
assertRelation(
  LIMITS.streamPausedBytes < LIMITS.streamOutgoingBytesMax,
  'a stream is closed before it is paused',
);
assertRelation(
  LIMITS.streamDrainGraceMs + LIMITS.batchDeadlineMs < LIMITS.drainMs,
  'a batch on a stream outlives the drain',
);
assertRelation(
  LIMITS.namesPerRecordMax <= LIMITS.namesRememberedMax / 2,
  'a record too large to be remembered',
);
assertRelation(LIMITS.lookupKeysMax <= LIMITS.keysPerCallMax, 'one check exceeds one call');
assertRelation(LIMITS.bulkLineBytesMax <= LIMITS.bulkPausedBytes, 'a line never fits');
assertRelation(
  LIMITS.inboxWaitSecondsMax * 1_000 + LIMITS.callDeadlineMs <= LIMITS.inboxDeadlineMs,
  'a reading of the inbox ends before it has waited',
);
assertRelation(LIMITS.bellBlockMs * 2 <= LIMITS.redisSilenceMs, 'a quiet bell counts as gone');
assertRelation(LIMITS.drainMs < LIMITS.endMs, 'the process ends before the drain');
assertRelation(LIMITS.endMs < 10_000, 'the drain outlives its promise');
