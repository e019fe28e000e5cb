/**
 * The project's own sources as the architecture tests read them.
 * It must never read anything that is not committed source.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize, relative, resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '../..');

export interface Source {
  /** Path from the root, such as `src/flow/find.ts`. */
  readonly path: string;
  readonly text: string;
  /** Paths of own files, or names of packages. */
  readonly imports: readonly string[];
}

const IMPORT = /(?:^|\n)\s*(?:import|export)\s(?:[^'";]*?\sfrom\s)?'([^']+)'/g;
const DYNAMIC = /\bimport\('([^']+)'\)/g;

function importsOf(path: string, text: string): string[] {
  const names = [...text.matchAll(IMPORT), ...text.matchAll(DYNAMIC)].map(([, name]) => name ?? '');
  return names.map((name) =>
    name.startsWith('.') ? normalize(join(dirname(path), name)).replace(/\.js$/, '.ts') : name,
  );
}

export function sourcesIn(...folders: readonly string[]): Source[] {
  return folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
      .map((entry) => {
        const path = relative(ROOT, join(entry.parentPath, entry.name));
        const text = readFileSync(join(ROOT, path), 'utf8');
        return { path, text, imports: importsOf(path, text) };
      }),
  );
}
