/**
 * Loads the Redis functions: one library, one file per action, shared packing first.
 * It must never run an action.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FILES = [
  'packing',
  'open',
  'counting',
  'deeds',
  'apply',
  'rebuild',
  'tables',
  'audit',
  'lookups',
  'inbox',
  'sweeps',
] as const;

let source: string | null = null;

function librarySource(): string {
  source ??= [
    '#!lua name=portcullis',
    ...FILES.map((name) =>
      readFileSync(fileURLToPath(new URL(`./lua/${name}.lua`, import.meta.url)), 'utf8'),
    ),
  ].join('\n');
  return source;
}

export async function loadLibrary(link: {
  send(args: (string | Buffer)[]): Promise<unknown>;
}): Promise<void> {
  await link.send(['FUNCTION', 'LOAD', 'REPLACE', librarySource()]);
}
