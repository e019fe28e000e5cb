/**
 * Every key name of the store, for the TypeScript side; `lua/*.lua` builds the same ones.
 * It must never be gone round: no other file may spell a key.
 *
 *   head                store identity, epochs of the tables, shapes of the buckets, in one string
 *   meta                counters, shapes, and the last message's number (hash)
 *   d:<n> i:<n> n:<n>   packed buckets: documents, record ids, name keys; `d1:<n>` and so on since they were
 *                       built anew
 *   debris              generations of buckets that nobody uses, until they are deleted (hash)
 *   p:<id>              a person record
 *   b:<n>               64 document records (hash; field = id mod 64)
 *   h:<id>              a record's history after its first version (list)
 *   o:<member>:<n>      ids of a member's records, 1,024 of four bytes each, in order of entry;
 *                       `protected <member>` for those of the persons it protects
 *   owned               how many records each member has (hash)
 *   classes, members, measures, credentials, secrets    small tables (hashes)
 *   class.numbers       visibility class -> its number (hash)
 *   changes             which document and name buckets changed, by revision (stream)
 *   feed                announcements of changes (stream)
 *   reviews, reviews:pending, reviews:all     reviews (hash), those that wait, and all by age (sorted sets)
 *   reviews:publications:<record id>          of those that wait, the ones of a record's publications (sorted set)
 *   reviews:undecided                         those that ended with no decision, by when they did (sorted set)
 *   referrals, referrals:pending              referred checks, the same
 *   referrals:released, referrals:closed      those that are decided (sorted sets)
 *   withheld, withheld:at                     checks answered without matches that were withheld, the same
 *   inbox:<member>, inbox:*                   messages to one, and to many (streams)
 *   inbox:*callers                            messages that some callers of their members alone are shown (stream)
 *   inbox:acks                                how far each member has acknowledged (hash); as `<member>/<agency>`
 *                                             how far its callers of an agency have, or of none
 *   inbox:gone                                from which number on a stream that was cut is complete (hash)
 *   inbox:dead                                messages that could not be delivered, and why (stream)
 *   widenings                                 members whose defaults became wider, until that is told (hash)
 *   retracted:<record id>                     a record's retractions, as they were told (list)
 *   bell                                      who is to be woken (stream)
 *   due:<what>:<day>                          ids of records that something is due for on a day, four bytes each
 *   sweeps                                    how far each sweep has come, and who was told of a whole day (hash)
 *   audit:heads, audit:blocks:<chain>         the audit chains
 *   stats:s|m|h:<n>     counters by second, minute, hour
 *   stats:noted         what blocks have counted and is not in the counters yet (list)
 *   lookups:<member>:*  recent lookups of a supervised member: counts that go within 26 hours (strings):
 *                       v of all and by purpose, s:<slot> of the same data, a|m:<purpose>[:<code>] of those
 *                       that asked for or matched any nationality, or this one
 */

export const KEYS = {
  head: 'head',
  meta: 'meta',
  owned: 'owned',
  classes: 'classes',
  members: 'members',
  measures: 'measures',
  credentials: 'credentials',
  secrets: 'secrets',
  changes: 'changes',
  feed: 'feed',
  reviews: 'reviews',
  reviewsPending: 'reviews:pending',
  reviewsAll: 'reviews:all',
  reviewsUndecided: 'reviews:undecided',
  referrals: 'referrals',
  referralsPending: 'referrals:pending',
  referralsReleased: 'referrals:released',
  referralsClosed: 'referrals:closed',
  withheld: 'withheld',
  withheldAt: 'withheld:at',
  inboxAcks: 'inbox:acks',
  inboxDead: 'inbox:dead',
  widenings: 'widenings',
  bell: 'bell',
  sweeps: 'sweeps',
  auditHeads: 'audit:heads',
  /** The first hour that statistics were counted in. */
  statsSince: 'stats:since',
  statsNoted: 'stats:noted',
} as const;

export type BucketKind = 'd' | 'i' | 'n';

/** Person ids are below this bit, document ids above it. */
export const DOCUMENT_BIT = 0x80000000;
/** Document records share a hash of this many fields. */
export const DOCUMENTS_PER_HASH = 64;
/** Ids in one chunk of a member's list. */
export const IDS_PER_CHUNK = 1_024;

export const bucketKey = (kind: BucketKind, generation: number, bucket: number): string =>
  `${kind}${generation === 0 ? '' : generation}:${bucket}`;
export const personKey = (id: number): string => `p:${id}`;
export const documentHashKey = (id: number): string =>
  `b:${Math.floor((id - DOCUMENT_BIT) / DOCUMENTS_PER_HASH)}`;
export const documentField = (id: number): string =>
  String((id - DOCUMENT_BIT) % DOCUMENTS_PER_HASH);
export const historyKey = (id: number): string => `h:${id}`;
export const ownedChunkKey = (member: string, chunk: number): string => `o:${member}:${chunk}`;
export const auditBlocksKey = (chain: string): string => `audit:blocks:${chain}`;
export const statsKey = (grain: 's' | 'm' | 'h', n: number): string => `stats:${grain}:${n}`;
/** `to`: a member's code, `XPO`, or one of the two for messages to many. */
export const inboxKey = (to: string): string => `inbox:${to}`;
export const retractedKey = (recordId: string): string => `retracted:${recordId}`;
export const heldPublicationsKey = (recordId: string) =>
  `reviews:publications:${recordId}` as const;
/** What can fall due on a day: the last valid day of a record, or of its pause. */
export type Due = 'expiry' | 'pause';
/** The sweeps' field for how far the list of a day has been swept. */
export const sweptField = (what: Due, day: string): string => `${what}:${day}`;
/** The sweeps' field for the owners that were told of all their documents of a day at once. */
export const toldField = (day: string): string => `told:${day}`;
export const dueKey = (what: Due, day: string): string => `due:${what}:${day}`;
/** What the counts of a member's lookups begin with. */
export const lookupsKey = (member: string): string => `lookups:${member}`;
