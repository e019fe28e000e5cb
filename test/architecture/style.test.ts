import { describe, expect, it } from 'vitest';
import { sourcesIn } from './sources.js';

const own = sourcesIn('src', 'workers', 'bench');
const all = [...own, ...sourcesIn('test')];
const LINES_MAX = 300;
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

const pathsWhere = (holds: (text: string, path: string) => boolean): string[] =>
  own.filter(({ text, path }) => holds(text, path)).map(({ path }) => path);

describe('the sources', () => {
  it('have no file over 300 lines', () => {
    const long = all.filter(({ text }) => text.split('\n').length > LINES_MAX);
    expect(long.map(({ path }) => path)).toEqual([]);
  });

  it('open with a sentence on what the file is and what it must never do', () => {
    const silent = pathsWhere((text) => !/^(?:#!.*\n)?\/\*\*\n \* /.test(text));
    expect(silent).toEqual([]);
    const careless = pathsWhere((text) => {
      const [opening = ''] = text.split('*/');
      return text.startsWith('/**') && !/never|must/i.test(opening);
    });
    expect(careless).toEqual([]);
  });

  it('use no `any`, no silenced compiler and no forged stage', () => {
    const code = (text: string): string =>
      text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*$/gm, '');
    const forged = new RegExp(`\\bas (?:${STAGES.join('|')})\\b`);
    expect(pathsWhere((text) => /:\s*any\b|<any>|\bas any\b/.test(code(text)))).toEqual([]);
    expect(pathsWhere((text) => /\bas unknown as\b/.test(code(text)))).toEqual([]);
    expect(pathsWhere((text) => /@ts-(?:ignore|expect-error|nocheck)/.test(text))).toEqual([]);
    expect(pathsWhere((text) => forged.test(code(text)))).toEqual([]);
  });

  it('have no drawer for odds and ends', () => {
    const drawers = /(?:^|[/-])(?:utils?|helpers?|managers?|common|misc)(?:[/.-]|$)/;
    expect(all.map(({ path }) => path).filter((path) => drawers.test(path))).toEqual([]);
  });

  it('ask the system for the time in one file', () => {
    const askers = pathsWhere(
      (text, path) => path.startsWith('src/') && /Date\.now\(\)|new Date\(\)/.test(text),
    );
    expect(askers).toEqual(['src/clock.ts']);
  });

  it('name no machine path', () => {
    expect(pathsWhere((text) => /\/(?:work|home|root|tmp)\/[a-z]/.test(text))).toEqual([]);
  });
});
