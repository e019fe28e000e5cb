/**
 * A store over a Redis of the test's own, with documents filed in it.
 * It must never share a server between test files.
 */
import { FEATURE_BYTES } from '../../src/matching/features.js';
import { NOT_FILED } from '../../src/store/records.js';
import { bucketKeyOf, type Address } from '../../src/store/packing.js';
import { Store } from '../../src/store/store.js';
import { UNRESTRICTED } from '../../src/record/record.js';
import { until } from '../support/running-service.js';
import { startPrivateRedis } from '../support/private-redis.js';
import { dossierOf } from './store-records.js';

export interface StoreScene {
  readonly store: Store;
  readonly troubles: unknown[];
  /** Writes a document record through another connection's eyes: this store is not told. */
  create(recordId: string, number: string, names?: readonly string[]): Promise<void>;
  /** The stored bucket in which a document of FRA lies or would lie. */
  bucketOf(number: string): Promise<Buffer>;
  /** The stored bucket in which the entries of a name key lie or would lie. */
  bucketOfName(name: string): Promise<Buffer>;
  send(args: string[]): Promise<unknown>;
  stop(): Promise<void>;
}

export async function openStoreScene(): Promise<StoreScene> {
  const redis = await startPrivateRedis();
  const link = await redis.link();
  const troubles: unknown[] = [];
  const address = { ...redis.address, onTrouble: (error: unknown) => void troubles.push(error) };
  const store = await Store.open(address);
  const other = await Store.open(redis.address);
  const storedAt = async (at: Address): Promise<Buffer> => {
    const bucket = await link.send(['GET', bucketKeyOf(at, store.tables.head.shapes[at.kind])]);
    return Buffer.isBuffer(bucket) ? bucket : Buffer.alloc(0);
  };
  return {
    store,
    troubles,
    create: async (recordId, number, names = []) => {
      const features = new Uint8Array(FEATURE_BYTES);
      await other.records.write({
        before: null,
        after: dossierOf(recordId, number),
        filedBefore: NOT_FILED,
        filedAfter: {
          filings: [
            { by: 'document', issuer: 'FRA', number },
            ...names.map((key) => ({ by: 'name', key, features }) as const),
          ],
          visibility: { owner: 'FRA', recipients: 'all', restrictions: UNRESTRICTED },
        },
        history: null,
        owner: 'FRA',
      });
    },
    bucketOf: (number) => storedAt(store.addresses.document('FRA', number)),
    bucketOfName: (name) => storedAt(store.addresses.name(name)),
    send: (args) => link.send(args),
    stop: async () => {
      await store.close();
      await other.close();
      await redis.stop();
    },
  };
}

/** Lets the store keep a copy of the bucket of a document of FRA, as a check for it would. */
export async function copyBucketOf({ store }: StoreScene, number: string): Promise<void> {
  const address = store.addresses.document('FRA', number);
  await until(async () => {
    if (store.copies.at(address) !== undefined) return true;
    await new Promise<void>((resolve, reject) => {
      store.checks.askInto([address], [], {
        read: (values) => {
          store.copies.keep(address, values.at(0), values.head);
          resolve();
        },
        failed: reject,
      });
    });
    return false;
  });
}
