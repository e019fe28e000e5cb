/** Records of invented persons as the store keeps them, and lists of days without a store. */
import type { Dossier, StoredVersion } from '../../src/record/codec.js';
import { UNRESTRICTED, type RecordContent } from '../../src/record/record.js';
import type { Link, Reply } from '../../src/store/redis-client.js';

export const FIRST_DAY = '2027-11-20';

export const contentOf = (family: string, expiresOn: string): RecordContent => ({
  index: 'wanted',
  colour: 'red',
  kind: 'diffusion',
  recipients: 'all',
  person: {
    names: [{ family, given: 'Ernest', fullName: null, kind: 'primary', quality: 'good' }],
    datesOfBirth: ['1974-08-12'],
    sex: 'M',
    nationalities: [],
    placeOfBirth: null,
    documents: [],
  },
  document: null,
  action: 'arrest',
  offences: [`what ${family} did`],
  warrant: null,
  warnings: ['armed'],
  restrictions: UNRESTRICTED,
  confidentiality: 'official-use',
  expiresOn,
});

export const version = (over: Partial<StoredVersion> = {}): StoredVersion => ({
  version: 1,
  state: 'published',
  reviewStatus: 'not_reviewed',
  content: contentOf('Yvetot', '2030-01-01'),
  updatedAt: Date.parse(`${FIRST_DAY}T08:00:00Z`),
  suspendedUntil: null,
  reviewId: null,
  ...over,
});

export const dossier = (over: Partial<Dossier> = {}): Dossier => ({
  revision: 1,
  recordId: 'FRA-1',
  createdAt: Date.parse(`${FIRST_DAY}T08:00:00Z`),
  createdBy: 'somebody',
  live: null,
  held: null,
  addenda: [],
  decisions: {},
  refusal: null,
  ...over,
});

/** Answers what `DueLists` asks, from memory. It must never know more commands than that. */
export class ListsInMemory implements Link {
  readonly #lists = new Map<string, Buffer>();
  readonly #sweeps = new Map<string, string>();

  append(key: string, id: number): void {
    const note = Buffer.alloc(4);
    note.writeUInt32BE(id);
    this.#lists.set(key, Buffer.concat([this.#list(key), note]));
  }

  listsLeft(): string[] {
    return [...this.#lists.keys()];
  }

  #list(key: string): Buffer {
    return this.#lists.get(key) ?? Buffer.alloc(0);
  }

  #swept(field: string): Buffer | null {
    const text = this.#sweeps.get(field);
    return text === undefined ? null : Buffer.from(text);
  }

  end(): void {
    this.#lists.clear();
  }

  send(args: (string | Buffer)[]): Promise<Reply> {
    const [command = '', ...rest] = args.map(String);
    return Promise.resolve(this.#answer(command, rest));
  }

  #answer(command: string, args: readonly string[]): Reply {
    const [key = '', field = '', value = ''] = args;
    switch (command) {
      case 'HSETNX':
        if (!this.#sweeps.has(field)) this.#sweeps.set(field, value);
        return 1;
      case 'HSET':
        this.#sweeps.set(field, value);
        return 1;
      case 'HGET':
        return this.#swept(field);
      case 'HMGET':
        return args.slice(1).map((name) => this.#swept(name));
      case 'STRLEN':
        return this.#list(key).length;
      case 'GETRANGE':
        return this.#list(key).subarray(Number(field), Number(value) + 1);
      case 'FCALL':
        return this.#over(args.slice(2));
      default:
        throw new Error(`${command} is not known`);
    }
  }

  #over([key = '', length = '', what = '', next = '', ...fields]: readonly string[]): Reply {
    if (this.#list(key).length !== Number(length)) return 0;
    this.#lists.delete(key);
    this.#sweeps.set(what, next);
    for (const field of fields) this.#sweeps.delete(field);
    return 1;
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
