import { beforeEach, describe, expect, it } from 'vitest';
import { Metrics } from '../../src/metrics.js';

let metrics: Metrics;
beforeEach(() => {
  metrics = new Metrics({ inFlight: () => 0, gateQueue: () => 0 });
});

const linesOf = async (name: string): Promise<string[]> =>
  (await metrics.text()).split('\n').filter((line) => line.startsWith(name));

describe('the metrics of the gate', () => {
  it('count the verdicts on checks and on matches', async () => {
    const verdicts = ['release', 'refer', 'release'].map((verdict) => ({ verdict }));
    metrics.gated({ verdicts, wholeRules: [] });
    metrics.gated({ verdicts: [{ verdict: 'withhold' }], wholeRules: ['volume@1', 'odd@1'] });
    expect((await linesOf('portcullis_gate_verdicts_total')).sort()).toEqual([
      'portcullis_gate_verdicts_total{about="check",verdict="refer"} 1',
      'portcullis_gate_verdicts_total{about="check",verdict="release"} 1',
      'portcullis_gate_verdicts_total{about="match",verdict="refer"} 1',
      'portcullis_gate_verdicts_total{about="match",verdict="release"} 2',
      'portcullis_gate_verdicts_total{about="match",verdict="withhold"} 1',
    ]);
    expect(await linesOf('portcullis_gate_unjudged_total')).toEqual([]);
  });

  it('count why the gate could not judge', async () => {
    for (const cause of ['gate.full', 'gate.context', 'gate.context']) {
      metrics.gated({ verdicts: [], wholeRules: [cause] });
    }
    expect((await linesOf('portcullis_gate_unjudged_total')).sort()).toEqual([
      'portcullis_gate_unjudged_total{cause="gate.context"} 2',
      'portcullis_gate_unjudged_total{cause="gate.full"} 1',
    ]);
  });

  it('name no member and no record', async () => {
    const verdict = { recordId: 'FRA-1', verdict: 'refer', rules: ['not-reviewed@1'] };
    metrics.gated({ verdicts: [verdict], wholeRules: [] });
    expect(await metrics.text()).not.toMatch(/FRA/);
  });
});
