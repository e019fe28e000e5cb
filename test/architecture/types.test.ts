import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { placesWhere, sourcesIn } from './sources.js';

/** What only a stage of the flow may make; each stage takes only what the one before it made. */
const STAGES = [
  'Asked',
  'Found',
  'Scored',
  'Restricted',
  'Cleared',
  'Audited',
  'Validated',
  'Directed',
];

const own = sourcesIn('src', 'workers', 'bench');
const flow = own.filter(({ path }) => path.startsWith('src/flow/'));

type Holds = Parameters<typeof placesWhere>[1];
const inOwn = (holds: Holds): string[] => own.flatMap((source) => placesWhere(source, holds));
const inText = (text: string, holds: Holds): number =>
  placesWhere({ path: 'tried.ts', text }, holds).length;

const isCast = (node: ts.Node): node is ts.AsExpression | ts.TypeAssertion =>
  ts.isAsExpression(node) || ts.isTypeAssertionExpression(node);

/** Whether a type names one of these anywhere, as in `Promise<readonly Cleared[]>`. */
function names(type: ts.Node, wanted: ReadonlySet<string>): boolean {
  if (ts.isIdentifier(type) && wanted.has(type.text)) return true;
  return ts.forEachChild(type, (child) => names(child, wanted) || undefined) ?? false;
}

const isAny: Holds = (node) => node.kind === ts.SyntaxKind.AnyKeyword;

const isDoubleCast: Holds = (node) => {
  if (!isCast(node)) return false;
  let inner: ts.Expression = node.expression;
  while (ts.isParenthesizedExpression(inner)) inner = inner.expression;
  return isCast(inner);
};

/** The classes behind the stages, and the names by which the rest of the code knows them. */
function stagesOf(text: string): { classes: string[]; aliases: string[]; exported: string[] } {
  const classes: string[] = [];
  const aliases: string[] = [];
  const exported: string[] = [];
  placesWhere({ path: 'src/flow/stage.ts', text }, (node) => {
    if (!ts.isClassDeclaration(node) || node.name === undefined) return false;
    const marked = node.members.some(
      (member) => ts.isPropertyDeclaration(member) && member.name.getText() === 'stage',
    );
    if (!marked) return false;
    classes.push(node.name.text);
    if (node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true) {
      exported.push(node.name.text);
    }
    return true;
  });
  placesWhere({ path: 'src/flow/stage.ts', text }, (node) => {
    if (ts.isTypeAliasDeclaration(node) && classes.includes(node.type.getText())) {
      aliases.push(node.name.text);
    }
    if (ts.isExportSpecifier(node) && classes.includes((node.propertyName ?? node.name).text)) {
      if (!node.isTypeOnly && !node.parent.parent.isTypeOnly) exported.push(node.name.text);
    }
    return false;
  });
  return { classes, aliases, exported };
}

const stages = flow.map(({ text }) => stagesOf(text));
const stageNames = new Set(stages.flatMap(({ classes, aliases }) => [...classes, ...aliases]));

const forgesStage: Holds = (node) => {
  if (isCast(node)) return names(node.type, stageNames);
  // `value is Cleared` forges without a cast.
  return ts.isTypePredicateNode(node) && node.type !== undefined && names(node.type, stageNames);
};

describe('the types', () => {
  it('are never `any`', () => {
    expect(inText('const a: Record<string, any[]> = {};', isAny)).toBe(1);
    expect(inOwn(isAny)).toEqual([]);
  });

  it('are never changed by a cast over another', () => {
    expect(inText('const a = (1 as unknown) as string;', isDoubleCast)).toBe(1);
    expect(inOwn(isDoubleCast)).toEqual([]);
  });

  it('are checked everywhere: no comment silences the compiler', () => {
    const silenced = own.filter(({ text }) => /@ts-(?:ignore|expect-error|nocheck)/.test(text));
    expect(silenced.map(({ path }) => path)).toEqual([]);
  });

  it('are linted everywhere: no comment allows `any` or a floating promise', () => {
    const silenced = own.filter(({ text }) => /eslint-disable/.test(text));
    expect(silenced.map(({ path }) => path)).toEqual([]);
  });

  it('of the stages are all known here', () => {
    expect(stages.flatMap(({ aliases }) => aliases).sort()).toEqual([...STAGES].sort());
  });

  it('of the stages are made in their own files: no class of theirs is exported', () => {
    const exporting = `class A { declare protected readonly stage: 'a' }\nexport { A };`;
    expect(stagesOf(exporting).exported).toEqual(['A']);
    expect(stages.flatMap(({ exported }) => exported)).toEqual([]);
  });

  it('of the stages are never forged by a cast or a predicate', () => {
    const forged = ['a as Cleared', '<Found>a', 'a as Promise<readonly Audited[]>'];
    for (const text of forged) expect(inText(`const b = ${text};`, forgesStage)).toBe(1);
    expect(inText('function f(a: unknown): a is Scored { return !!a; }', forgesStage)).toBe(1);
    expect(inOwn(forgesStage)).toEqual([]);
  });
});
