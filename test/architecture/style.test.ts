import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../src/limits.js';
import { pathsIn, placesWhere, sourcesIn } from './sources.js';

const own = sourcesIn('src', 'workers', 'bench');
const all = [...own, ...sourcesIn('test')];
const LINES_MAX = 300;

const pathsWhere = (holds: (text: string, path: string) => boolean): string[] =>
  own.filter(({ text, path }) => holds(text, path)).map(({ path }) => path);

const linesOf = (text: string): number => text.replace(/\n$/, '').split('\n').length;

/** `Date.now` in any use, `new Date` without an argument, `Date()`: the system's time, however asked. */
function asksForTime(node: ts.Node): boolean {
  const isDate = (name: ts.Node): boolean => ts.isIdentifier(name) && name.text === 'Date';
  if (ts.isPropertyAccessExpression(node))
    return isDate(node.expression) && node.name.text === 'now';
  if (ts.isNewExpression(node)) return isDate(node.expression) && !node.arguments?.length;
  return ts.isCallExpression(node) && isDate(node.expression);
}

describe('the sources', () => {
  it('have no file over 300 lines', () => {
    const long = all.filter(({ text }) => linesOf(text) > LINES_MAX);
    expect(long.map(({ path }) => path)).toEqual([]);
  });

  it('open with a sentence on what the file is and what it must never do', () => {
    const silent = pathsWhere((text) => !/^(?:#!.*\n)?\/\*\*\n \* /.test(text));
    expect(silent).toEqual([]);
    const careless = pathsWhere((text) => !/never|must/i.test(text.split('*/')[0] ?? ''));
    expect(careless).toEqual([]);
  });

  it('have no drawer for odds and ends', () => {
    const drawer = /(?:^|[/._-])(?:utils?|helpers?|managers?|common|misc)(?:[/._-]|$)/i;
    for (const path of ['src/utils/a.ts', 'src/name-helper.ts', 'test/Common.test.ts']) {
      expect(path).toMatch(drawer);
    }
    const paths = pathsIn('src', 'workers', 'bench', 'test', 'scripts');
    expect(paths.filter((path) => drawer.test(path))).toEqual([]);
  });

  it('export by name, but for the workers, which their pools ask for by default', () => {
    const byDefault = own.flatMap((source) =>
      placesWhere(
        source,
        (node) =>
          ts.isExportAssignment(node) ||
          node.kind === ts.SyntaxKind.DefaultKeyword ||
          (ts.isExportSpecifier(node) && node.name.text === 'default'),
      ),
    );
    expect(byDefault.map((place) => place.split(':')[0]).sort()).toEqual([
      'workers/gate.ts',
      'workers/screening.ts',
    ]);
  });

  it('ask the system for the time in one file', () => {
    const asking = 'Date.now(); const now = Date.now; new Date(); Date();';
    expect(placesWhere({ path: 'a.ts', text: asking }, asksForTime)).toHaveLength(4);
    expect(placesWhere({ path: 'a.ts', text: 'new Date(0); date.now();' }, asksForTime)).toEqual(
      [],
    );
    const askers = own
      .filter(({ path }) => path.startsWith('src/'))
      .flatMap((source) => placesWhere(source, asksForTime));
    expect(askers.map((place) => place.split(':')[0])).toEqual(['src/clock.ts']);
  });

  it('name no machine path', () => {
    expect(pathsWhere((text) => /\/(?:work|home|root|tmp)\/[a-z]/.test(text))).toEqual([]);
  });
});

describe('the limits', () => {
  it('are whole numbers above zero', () => {
    const odd = Object.entries(LIMITS).filter(
      ([, limit]) => !Number.isSafeInteger(limit) || limit < 1,
    );
    expect(odd).toEqual([]);
  });

  it('let a batch of the gate fit into its queue', () => {
    expect(LIMITS.gateBatchMax).toBeLessThanOrEqual(LIMITS.gateQueueMax);
  });

  it('let every push in flight find a place to be screened', () => {
    const pushes = LIMITS.pushesInFlightMax + LIMITS.bulkLinesInFlightMax;
    expect(pushes).toBeLessThanOrEqual(LIMITS.screeningQueueMax);
  });
});
