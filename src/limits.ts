/**
 * Every bound of the service, with its unit in the name and its reason beside it.
 * It must never be gone round: no other file may hold a bound of its own; how they relate stands in limit-relations.ts.
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
  /** How long a bulk push whose credential was revoked may go on sending, so that it sees its last answer. */
  bulkLingerMs: 500,
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
  /** Matches of one check that the gate refers: beyond them nothing is looked at, however few the limit lets be told. */
  referredMatchesMax: 50,
  /** Records fetched and scored at a time for one check: others are answered in between. */
  candidatesPerCall: 64,
  /** Records that may answer one check. Where there are more it is refused: to leave any out could hide the right one. */
  candidatesMax: 4_096,
  /** Prepared records kept in memory, about 10 KB each. */
  recordsCachedMax: 2_000,
  /** Names of persons remembered to be left out when they cannot answer, about 1 KB each. */
  namesRememberedMax: 300_000,
  /** Blocking keys asked for one person: up to 48, but for long names of a script with several readings. */
  lookupKeysMax: 320,
  /**
   * Blocking keys kept for one record; the names of one that needs more are refused, for none may be left out.
   * The most that public lists need is 944; Redis is held some 50 ms by so many.
   */
  recordKeysMax: 8_192,

  /** A check's time in the service before it is answered 504. */
  checkDeadlineMs: 250,
  /** A batch is up to a thousand checks. */
  batchDeadlineMs: 5_000,
  /** A push waits for the disk. */
  pushDeadlineMs: 5_000,
  /** Reads and lifecycle calls. */
  callDeadlineMs: 5_000,
  /** Whether the index answers is known by then, and how much waits for reviewers; later is no. */
  probeMs: 1_000,
  /** A gate verdict later than this reads as `refer`. */
  gateDeadlineMs: 100,
  /** By when a reviewer is expected to have decided a referred check. */
  referralTermMs: 24 * 3_600_000,
  /** After which a decision is read again that could not be read when it was rung for. */
  referralReadAgainMs: 1_000,
  gateBatchMax: 64,
  /** A whole batch of a supervised member; they are judged in a fraction of the deadline. */
  gateQueueMax: 1_024,
  /** Lookups counted in one call: Redis is held 30 to 60 us for each, and serves others between calls. */
  lookupsPerCallMax: 16,
  /** Lookups waiting to be counted, those included that nobody waits for any more. */
  lookupsWaitingMax: 2_000,
  /** Screening later than this is left to a person; the record is held either way. */
  screeningDeadlineMs: 2_000,
  /** A record of the largest size is screened in about 5 ms, so a batch of them in a third of a second. */
  screeningBatchMax: 64,
  /** Records waiting to be screened: every push in flight finds a place, bulk lines too. */
  screeningQueueMax: 4_096,
  /** Findings on one record, the gravest first: more than a reviewer reads. */
  screeningFindingsMax: 100,

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
  /** A read that waits for rings; within the silence, or its connection would count as gone. */
  bellBlockMs: 1_000,

  /** One frame of a stream; CONTRACT section 10. */
  streamFrameBytesMax: 256 * 1024,
  /** What a frame is known by to its sender, echoed: a UUID, a number, a path. */
  streamIdBytesMax: 256,
  /** Checks of one stream being worked on: a whole batch, and half of what the process takes. */
  streamChecksInFlightMax: 1_000,
  /** A frame and its surplus may lie in memory for each: 3 GB at worst. */
  streamsMax: 2_000,
  /** So that one credential cannot take all streams of a process. */
  streamsPerCredentialMax: 256,
  /** Bytes waiting for a stream's reader beyond which it is given no more work and no messages. */
  streamPausedBytes: 1024 * 1024,
  /** Bytes waiting for a stream's reader beyond which it is closed as too slow. */
  streamOutgoingBytesMax: 4 * 1024 * 1024,
  /** A reader that has more than the paused bytes waiting and takes none for so long is too slow. */
  streamStallMs: 5_000,
  /** How often silent streams are looked at: credential, reader, waiting messages. */
  streamWatchMs: 100,
  /** Silence after which a stream counts as dead; pings go before. The library takes 8 to 960. */
  streamIdleS: 60,
  /** Referrals one stream waits to be told of; the others are asked for by their check's id. */
  streamReferralsMax: 1_000,
  /** Frames sent before the sender could know of the drain are still taken for so long. */
  streamDrainGraceMs: 250,
  /** Ids of messages of the inbox. */
  messageIdCharactersMax: 64,

  listPageMax: 100,
  /** Entries of the audit in one answer. */
  auditPageMax: 500,
  /** Of what has been counted; statistics are read by the hour at the coarsest: 8,784 keys. */
  statisticsDaysMax: 366,
  historyMax: 1_000,
  credentialsMax: 100_000,
  /** Credentials in use whose secret need not be hashed at every call, about 200 bytes each. */
  verifiedSecretsMax: 20_000,
  /** Tries of a change that others keep getting in between; each is a whole round. */
  changeTriesMax: 10,
  /** How long a reviewer's claim keeps others away. */
  reviewClaimMs: 8 * 3_600_000,
  /** Days that a review is kept which ended undecided: a member may push, and so end, any number of them. */
  reviewUndecidedDays: 90,
  /** From this age on a review that waits is shown as overdue. */
  reviewAgeMs: 7 * 86_400_000,
  /** Questions to the owner about one version. */
  reviewQuestionsMax: 50,
  /** Refusals kept beside the last one under a record id, each of another person or document. */
  refusalsEarlierMax: 8,
  /** Reviews looked through for one page of a list. */
  reviewsPassedMax: 5_000,
  /** Refused versions that a review shows as like the one that waits. */
  lookalikesMax: 20,
  /** Addenda of a record; each is shown with every match. */
  addendaMax: 50,
  /** Measures there have ever been: they are history, and every process keeps them in memory. */
  measuresMax: 10_000,
  /** Days set for the end of one measure, each instead of the one before. */
  liftsPerMeasureMax: 100,
  /** How far in the past an instant may lie that means now. */
  clockSkewMs: 5 * 60_000,
  credentialNameCharactersMax: 100,
  credentialDaysMax: 3_650,

  /** Suspension is the owner's pause, at most six months. */
  suspensionMonthsMax: 6,
  personRetentionYears: 5,
  documentRetentionYears: 10,

  /** How often retention sweeps look at what has fallen due. */
  sweepEveryMs: 60_000,
  /** Records that a sweep reads at once: a few hundred kilobytes. */
  sweepReadsMax: 256,
  /** Records that a sweep changes at once: Redis is held 1 ms by them. */
  sweepChangesMax: 16,
  /** A sweep rests so many times as long as it has worked, so that pushes and checks have the store. */
  sweepRestFactor: 3,
  /** Referrals and reviews that a sweep reads at once, about 1 KB each, and deletes: Redis is held 0.25 ms. */
  sweepEndedMax: 64,
  /** Records that fall due on one day; beyond it owners are told of their documents of that day together. */
  sweepToldSinglyMax: 1_000,
  /** Days whose lists are looked at in one call. */
  sweepDaysPerCallMax: 256,
  /** Records that a rebuild of the indexes reads at once. */
  rebuildReadsMax: 128,
  /** Entries it places in one call: Redis is held some 2 ms by them. */
  rebuildEntriesMax: 256,
  /** It rests so many times as long as it has worked, while a service answers from the live index. */
  rebuildRestFactor: 1,
  /** Buckets of indexes in nobody's use that are deleted in one call. */
  rebuildClearedMax: 512,
  /** A service that begins looks again after so long whether another has built the indexes. */
  rebuildWaitMs: 1_000,
  /** Messages of an owner in one sweep: setting defaults back and forth must not push out what others have unread. */
  widenedToldMax: 10_000,

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
  /** Runs of the command that may each time be faster with their entry. */
  commandEntryTriesMax: 100,

  /** Processes sharing a port, and threads of the gate. */
  processesMax: 64,

  /** Messages in one answer, and read from a stream in one go: about 100 KB. */
  inboxPageMax: 500,
  /** A message to more members than these lies once in the stream of all, not once for each. */
  inboxCopiesMax: 8,
  /** How long a reading of the inbox may wait for a message; CONTRACT section 10. */
  inboxWaitSecondsMax: 30,
  /** A reading that has waited is answered like any other call. */
  inboxDeadlineMs: 35_000,
  /** How often a waiting reading looks whether its credential still holds: 10,000 take a hundredth of the time. */
  inboxJudgeMs: 1_000,
  /** Readings that wait in one process; those of callers that have gone end only with their time. */
  inboxWaitersMax: 10_000,
  /** A subscription that cannot read tries again after so long. */
  inboxRetryMs: 1_000,
  /** Numbers of messages, in digits: microseconds since 1970 have no more until the year 2286. */
  messageNumberDigitsMax: 16,

  /** In-flight calls are answered for so long after SIGTERM. */
  drainMs: 8_000,
  /** The process ends then, whatever hangs. */
  endMs: 9_500,
} as const;
