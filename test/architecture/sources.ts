/**
 * The project's own sources as the architecture tests read them.
 * It must never read anything that is not committed source.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize, relative, resolve } from 'node:path';
import ts from 'typescript';

export const ROOT = resolve(import.meta.dirname, '../..');

export interface Source {
  /** Path from the root, such as `src/flow/find.ts`. */
  readonly path: string;
  readonly text: string;
  /** Paths of own files, or names of packages; of types and dynamic ones too. */
  readonly imports: readonly string[];
}

export function importsOf(path: string, text: string): string[] {
  return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => {
    if (!fileName.startsWith('.')) return fileName;
    return normalize(join(dirname(path), fileName)).replace(/\.js$/, '.ts');
  });
}

/** Every file of these folders, whatever its kind. */
export function pathsIn(...folders: readonly string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(ROOT, join(entry.parentPath, entry.name))),
  );
}

export function sourcesIn(...folders: readonly string[]): Source[] {
  return pathsIn(...folders)
    .filter((path) => path.endsWith('.ts'))
    .map((path) => {
      const text = readFileSync(join(ROOT, path), 'utf8');
      return { path, text, imports: importsOf(path, text) };
    });
}

const trees = new Map<string, ts.SourceFile>();

/** Parsed once per test file: several tests walk the same sources. */
function treeOf({ path, text }: Pick<Source, 'path' | 'text'>): ts.SourceFile {
  const known = trees.get(path);
  if (known?.text === text) return known;
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
  trees.set(path, tree);
  return tree;
}

/** Nodes of a source for which `holds`, as `path:line: the text`. */
export function placesWhere(
  source: Pick<Source, 'path' | 'text'>,
  holds: (node: ts.Node) => boolean,
): string[] {
  const tree = treeOf(source);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (holds(node)) {
      const line = tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;
      found.push(`${source.path}:${line}: ${node.getText(tree).split('\n')[0] ?? ''}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}
