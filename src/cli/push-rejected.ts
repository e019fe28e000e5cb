/**
 * The file of refused lines, beside the input.
 * It must never exist when nothing was refused: also not one of an earlier run.
 */
import { open, rm, type FileHandle } from 'node:fs/promises';
import { reasonOf } from './connection.js';
import { failedEnd } from './context.js';

/** CONTRACT section 10. */
export interface RejectedLine {
  readonly line: number;
  readonly code: string;
  readonly detail: string;
  readonly path?: string;
  /** The line as a value; as text where it is no JSON; `null` where it was too long to keep. */
  readonly record: unknown;
}

export class RejectedFile {
  readonly path: string;
  #handle: FileHandle | null = null;
  #waiting = '';

  constructor(path: string) {
    this.path = path;
  }

  /** Removes what an earlier run left. Throws `CommandEnd`. */
  async clear(): Promise<void> {
    await rm(this.path, { force: true }).catch((error: unknown) => {
      throw failedEnd(`Cannot remove ${this.path}: ${reasonOf(error)}.`);
    });
  }

  add(line: RejectedLine): void {
    this.#waiting += `${JSON.stringify(line)}\n`;
  }

  /** Writes what has been added. Throws `CommandEnd`. */
  async flush(): Promise<void> {
    if (this.#waiting === '') return;
    const text = this.#waiting;
    this.#waiting = '';
    try {
      this.#handle ??= await open(this.path, 'w');
      await this.#handle.appendFile(text);
    } catch (error) {
      throw failedEnd(`Cannot write ${this.path}: ${reasonOf(error)}.`);
    }
  }

  async close(): Promise<void> {
    await this.#handle?.close();
  }
}
