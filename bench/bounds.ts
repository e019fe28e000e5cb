/**
 * Every bound and default size of the bench, with its unit in the name and its reason beside it.
 * It must never bound the service: that is `src/limits.ts`.
 */

export const BENCH = {
  /** One listed document number in this many queries: the share DESIGN section 3 starts from. */
  documentQueriesPerMatch: 11_000,
  /** Ten listed numbers; each request then comes round a few times in a run, not thousands. */
  documentPool: 110_000,
  personPool: 20_000,
  /** One check in this many is a supervised member's: 5 % of the load (CONTRACT section 9). */
  queriesPerSupervised: 20,
  /** One listed person in this many queries: enough of them to state how many are found. */
  personQueriesPerListed: 50,
  /** Unlisted persons found listed by chance, beyond which the answers count as wrong. */
  chanceShareMax: 0.1,

  documentsDefault: 1_000_000,
  documentsQuick: 100_000,
  recordsDefault: 100_000,
  recordsQuick: 20_000,
  documentsMax: 100_000_000,
  recordsMax: 10_000_000,

  connectionsDefault: 64,
  connectionsMax: 1_000,
  /** Fewer make no median worth the name; below it a quick run fails instead of stopping early. */
  roundsMin: 3,
  roundsDefault: 5,
  roundsMax: 50,
  secondsDefault: 8,
  secondsQuick: 1.5,
  secondsMax: 300,
  /** Once per server before the first round: code is compiled, caches are filled. */
  firstWarmUpMs: 1_500,
  /** Before each measured phase, uncounted: code is awake again after the others' turns. */
  warmUpMs: 300,
  /** After a phase, for answers still under way; what is missing then is an error. */
  drainMs: 3_000,
  connectMs: 5_000,
  /** Share of the service's closed-loop rate at which latency is measured. */
  openShareDefault: 0.5,
  rateMax: 1_000_000,

  /** One answer; ten matches with every field stay far below it. */
  answerBytesMax: 1024 * 1024,
  /** First read buffer of a connection; a clear reply is about 400 bytes. */
  readBufferBytes: 16 * 1024,
  /** A latency above it is recorded as it. */
  latencyUsMax: 60_000_000,

  /** Lines of one bulk call, and calls at once: the service is never without work, and never swamped. */
  bulkLines: 1_000,
  bulkCalls: 4,
  bulkCallMs: 120_000,
  /** Commands sent to a Redis before its replies are awaited. */
  redisWindow: 10_000,
  redisReplyMs: 60_000,

  serverStartMs: 30_000,
  commandMs: 30_000,
  /** The service drains within 10 s (CONTRACT section 1). */
  serverEndMs: 12_000,
  /** Above it a run is void (engineering rule: steal falsifies tails first). */
  stealShareMax: 0.02,
  /** How long the machine is watched before anything is started, and how busy it may be then. */
  watchMs: 500,
  busyShareMax: 0.1,
  /** A generator busier than this share of a core was the limit, not the server. */
  generatorShareMax: 0.97,
  /** A new credential works in every process within 1 s (CONTRACT section 2). */
  credentialMs: 3_000,
  /** A measure is in force in every process within 1 s (CONTRACT section 5). */
  measureMs: 3_000,
  /** The whole bench; it fails beyond. */
  wholeRunMs: 90 * 60 * 1_000,
  /** `--quick` promises 2 minutes (CONTRACT section 9). */
  wholeQuickRunMs: 118_000,
  /** A quick run starts no further round that would not end by then. */
  lastQuickRoundMs: 105_000,
} as const;
