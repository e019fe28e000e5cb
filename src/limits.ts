/**
 * Every bound of the service, with its unit in the name and its reason beside it.
 * It must never be gone round: no other file may hold a bound of its own; relations are asserted when this file loads.
 */

export const LIMITS = {
  /** One check or record. A full record with every list at its bound stays below it. */
  bodyBytesMax: 64 * 1024,
  /** A batch of 1,000 checks with two MRZ lines and a person each is about 400 KiB. */
  batchBytesMax: 1024 * 1024,
  /** Checks in one batch; CONTRACT section 3. */
  batchChecksMax: 1_000,
  /** One NDJSON line of a bulk push; CONTRACT section 10. */
  bulkLineBytesMax: 64 * 1024,
  /** Lines of one bulk push being worked on; more would only queue in Redis. */
  bulkLinesInFlightMax: 512,
  /** Bytes of a bulk push waiting in memory before the socket is paused. */
  bulkPausedBytes: 1024 * 1024,
  /** Bytes still read and dropped after a 413, so that the sender sees the answer. */
  dropBytesMax: 1024 * 1024,
  /** Nesting of a body; ours is at most six deep, and decoders recurse. */
  depthMax: 16,

  nameCharactersMax: 200,
  /** OFAC's longest entry has about 60 names. */
  namesPerRecordMax: 100,
  datesPerRecordMax: 20,
  nationalitiesMax: 20,
  documentsPerPersonMax: 50,
  documentsPerCheckMax: 20,
  textCharactersMax: 500,
  reasonCharactersMax: 2_000,
  offencesMax: 50,
  /** Members are about 200; a list names each at most once. */
  membersPerListMax: 250,
  agenciesPerListMax: 50,
  agencyCharactersMax: 40,
  /** MRZ and paper allow nine; long numbers continue in the optional data; CONTRACT section 10. */
  documentNumberCharactersMax: 22,
  referenceCharactersMax: 48,

  checkLimitDefault: 10,
  checkLimitMax: 50,
  /** Records fetched and scored for one person; the prefilter keeps the nearest. */
  candidatesMax: 64,
  /** Records fetched for the documents of one check; one document is listed by few owners. */
  documentCandidatesMax: 1_024,
  /** Prepared records kept in memory, about 10 KB each. */
  recordsCachedMax: 2_000,
  /** Names of persons remembered to be left out when they cannot answer, about 1 KB each. */
  namesRememberedMax: 300_000,
  /** Blocking keys asked for one person. */
  lookupKeysMax: 48,
  /** Blocking keys kept for one record. */
  recordKeysMax: 1_024,

  /** A check's time in the service before it is answered 504. */
  checkDeadlineMs: 250,
  /** A batch is up to a thousand checks. */
  batchDeadlineMs: 5_000,
  /** A push waits for the disk. */
  pushDeadlineMs: 5_000,
  /** Reads and lifecycle calls. */
  callDeadlineMs: 5_000,
  /** A gate verdict later than this reads as `refer`. */
  gateDeadlineMs: 100,
  /** By when a reviewer is expected to have decided a referred check. */
  referralTermMs: 24 * 3_600_000,
  gateBatchMax: 64,
  gateQueueMax: 256,

  /** Checks being worked on in one process; beyond it `overloaded` at once. At 40k/s they last 50 ms. */
  checksInFlightMax: 2_000,
  pushesInFlightMax: 2_000,
  connectionsMax: 10_000,
  /** Keys of one MGET: Redis is held about 1 us a key. */
  keysPerCallMax: 1_024,
  /** Copies of document buckets in a process: the 1,000,000 documents of a middling list take 16 MB. */
  copiesBytesMax: 128 * 1024 * 1024,
  /** Copies of all name buckets in a process: about 120 MB for 100,000 persons; of more persons there are none. */
  nameCopiesBytesMax: 256 * 1024 * 1024,
  /** Name buckets fetched in one call while copies are made: Redis is held some 0.4 ms. */
  nameCopiesPerCall: 512,
  /** Such calls that leave together: a turn of a busy process is long, and each takes one. */
  nameCopyCalls: 4,
  /** Changes of buckets that copies are brought up through; beyond it they are forgotten. */
  changesFollowedMax: 1_000,
  /** Commands waiting for Redis; the offline queue is off. */
  redisCommandsMax: 20_000,
  /** Socket silence after which Redis counts as gone; pings go at a third of it. */
  redisSilenceMs: 3_000,

  listPageMax: 100,
  /** Entries of the audit in one answer. */
  auditPageMax: 500,
  /** Statistics are read by the hour at the coarsest: 8,784 keys. */
  statisticsDaysMax: 366,
  historyMax: 1_000,
  credentialsMax: 100_000,
  /** Credentials in use whose secret need not be hashed at every call, about 200 bytes each. */
  verifiedSecretsMax: 20_000,
  /** Measures there have ever been: they are history, and every process keeps them in memory. */
  measuresMax: 10_000,
  /** How far in the past an instant may lie that means now. */
  clockSkewMs: 5 * 60_000,
  credentialNameCharactersMax: 100,
  credentialDaysMax: 3_650,

  /** Suspension is the owner's pause, at most six months. */
  suspensionDaysMax: 183,
  personRetentionYears: 5,
  documentRetentionYears: 10,

  /** How stale a process may find its tables of members and credentials. */
  tablesPollMs: 200,
  /** Beyond this without a look at Redis nothing is answered from them. */
  tablesStaleMs: 900,

  /** Entries of one audit append. */
  auditEntriesPerAppendMax: 1_024,
  /** Audit blocks kept in Redis before the archiver moves them to disk. */
  auditBlocksKeptMax: 4_096,
  /** Blocks kept of a chain that stands still: its process has ended. */
  auditBlocksRestingMax: 64,
  auditArchiveEveryMs: 2_000,
  /** How often a chain writes down where the others stand. */
  auditAnchorEveryMs: 30_000,
  auditAnchoredChainsMax: 64,

  /** Processes sharing a port, and threads of the gate. */
  processesMax: 64,

  /** In-flight calls are answered for so long after SIGTERM. */
  drainMs: 8_000,
  /** The process ends then, whatever hangs. */
  endMs: 9_500,
} as const;

function assertRelation(holds: boolean, what: string): void {
  if (!holds) throw new Error(`limits contradict each other: ${what}`);
}

assertRelation(LIMITS.checkLimitDefault <= LIMITS.checkLimitMax, 'default limit above the maximum');
assertRelation(LIMITS.checkLimitMax <= LIMITS.candidatesMax, 'more matches than candidates');
assertRelation(LIMITS.bodyBytesMax <= LIMITS.batchBytesMax, 'a check larger than a batch');
assertRelation(LIMITS.batchChecksMax <= LIMITS.checksInFlightMax, 'a batch can never be admitted');
assertRelation(LIMITS.gateBatchMax <= LIMITS.gateQueueMax, 'a batch never fills');
assertRelation(LIMITS.gateDeadlineMs < LIMITS.checkDeadlineMs, 'the gate outlives its check');
assertRelation(LIMITS.checkDeadlineMs < LIMITS.pushDeadlineMs, 'pushes time out before checks');
assertRelation(LIMITS.tablesPollMs * 4 <= LIMITS.tablesStaleMs, 'one late poll stops the service');
assertRelation(LIMITS.tablesStaleMs < 1_000, 'revocation takes longer than promised');
assertRelation(
  LIMITS.namesPerRecordMax <= LIMITS.namesRememberedMax / 2,
  'a record too large to be remembered',
);
assertRelation(LIMITS.lookupKeysMax <= LIMITS.keysPerCallMax, 'one check exceeds one call');
assertRelation(LIMITS.bulkLineBytesMax <= LIMITS.bulkPausedBytes, 'a line never fits');
assertRelation(LIMITS.drainMs < LIMITS.endMs, 'the process ends before the drain');
assertRelation(LIMITS.endMs < 10_000, 'the drain outlives its promise');
