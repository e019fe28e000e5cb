/**
 * Where the real and labelled data for tests lies; it is never part of the repository.
 * It must never be copied into it.
 */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = process.env['PORTCULLIS_TEST_DATA'] ?? resolve(process.cwd(), '../shared/data');

/** The path of a data file, or `null` where this machine does not have it: then the test is skipped. */
export function dataFile(...parts: string[]): string | null {
  const path = join(root, ...parts);
  return existsSync(path) ? path : null;
}
