/** A check from the shell: what is asked, and what a person sees of the answer. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { shapeOf } from '../../src/record/shape.js';
import { CheckSchema } from '../../src/record/wire.js';
import { clear, HANDLING, match } from './replies.js';
import { run, type Outcome } from './shell.js';
import { problem, StubService } from './stub-service.js';

let service: StubService;
beforeEach(async () => {
  service = await StubService.start();
});
afterEach(() => service.stop());

/** Runs a check that is answered so; `body` is what was asked. */
async function check(words: readonly string[], reply: object = clear): Promise<Outcome> {
  service.fault = (_received, response) => {
    response.end(JSON.stringify(reply));
    return true;
  };
  return run(['check', ...words], {
    env: { PORTCULLIS_URL: service.url, PORTCULLIS_TOKEN: 'secret' },
  });
}

const asked = (): unknown => JSON.parse(service.received[0]?.body ?? 'null');

describe('what a check asks', () => {
  it.each<[string, string[], object]>([
    [
      'a full name',
      ['--name', 'Ylva Ødegaard', '--dob', '1990-02', '--sex', 'F', '--nationality', 'NOR'],
      {
        purpose: 'border',
        person: {
          fullName: 'Ylva Ødegaard',
          dateOfBirth: '1990-02',
          sex: 'F',
          nationalities: ['NOR'],
        },
      },
    ],
    [
      'a divided name',
      ['--family', 'Ødegaard', '--given', 'Ylva', '--purpose', 'police'],
      { purpose: 'police', person: { name: { family: 'Ødegaard', given: 'Ylva' } } },
    ],
    [
      'two documents and bounds',
      ['--document', 'NOR:AB 12', '--document', 'D:C:3', '--limit', '5', '--min-score', '0.5'],
      {
        purpose: 'border',
        documents: [
          { issuer: 'NOR', number: 'AB 12' },
          { issuer: 'D', number: 'C:3' },
        ],
        limit: 5,
        minScore: 0.5,
      },
    ],
    [
      'a zone, line by line',
      ['--mrz', 'P<NOR', '--mrz', 'AB12'],
      { purpose: 'border', mrz: ['P<NOR', 'AB12'] },
    ],
    [
      'a zone in one text',
      ['--mrz', 'P<NOR\r\nAB12\n'],
      { purpose: 'border', mrz: ['P<NOR', 'AB12'] },
    ],
  ])('is %s', async (_what, words, body) => {
    expect((await check(words)).exitCode).toBe(0);
    expect(asked()).toEqual(body);
    expect(() => shapeOf(CheckSchema)(asked())).not.toThrow();
    expect(service.received[0]).toMatchObject({
      path: '/v1/checks',
      headers: { authorization: 'Bearer secret', 'content-type': 'application/json' },
    });
  });

  it('keeps the path that a proxy puts before the service', async () => {
    service.fault = (_received, response) => {
      response.end(JSON.stringify(clear));
      return true;
    };
    await run(['check', '--name', 'X', '--token', 't', '--url', `${service.url}/gate`]);
    expect(service.received[0]?.path).toBe('/gate/v1/checks');
  });

  it.each([
    ['nothing', []],
    ['both kinds of name', ['--name', 'A', '--family', 'B']],
    ['a document without issuer', ['--document', 'AB12']],
    ['a document with a long issuer', ['--document', 'NORW:AB12']],
    ['an unknown purpose', ['--name', 'A', '--purpose', 'curiosity']],
    ['a limit of none', ['--name', 'A', '--limit', '0']],
    ['half a limit', ['--name', 'A', '--limit', '2.5']],
    ['a score over one', ['--name', 'A', '--min-score', '1.1']],
    ['an unknown option', ['--nmae', 'A']],
  ])('ends with 2 for %s, and asks nothing', async (_what, words) => {
    const { exitCode, stdout, stderr } = await check(words);
    expect({ exitCode, stdout, calls: service.received.length }).toEqual({
      exitCode: 2,
      stdout: '',
      calls: 0,
    });
    expect(stderr).not.toBe('');
  });
});

describe('the answer to a check', () => {
  it('says clear, and where was looked', async () => {
    const { exitCode, stdout } = await check(['--name', 'X']);
    expect(exitCode).toBe(0);
    expect(stdout).toBe('clear: nothing matched in wanted, missing (check check-1)\n');
  });

  it('shows a match in a table with everything that matters for handling it', async () => {
    const other = {
      ...match,
      recordId: 'FRA-1',
      owner: 'FRA',
      ownerStatus: 'disconnected',
      colour: null,
      kind: 'diffusion',
      action: 'seize-document',
      warnings: [],
      reviewStatus: 'compliant',
      supervised: true,
      addenda: [{ text: 'Doubtful.' }],
      nationalDecision: { decision: 'do-not-act', reason: 'Ours.', at: '2026-01-01T00:00:00Z' },
      person: null,
      document: { type: 'P', issuer: 'FRA', number: 'AB12', status: 'stolen' },
      handling: 'Ask the General Secretariat.',
    };
    const reply = { ...clear, result: 'match', matches: [match, other] };
    const { exitCode, stdout } = await check(['--name', 'X'], reply);
    expect(exitCode).toBe(0);
    expect(stdout).toBe(
      [
        'match: 2 in wanted, missing (check check-1)',
        '',
        'SCORE  RECORD           OWNER  NOTICE         ACTION          WARNINGS       NAME',
        '0.971  NOR-2026-000123  NOR    red diffusion  arrest          armed,violent  Ødegaard, Ylva Sol',
        '       name 0.98: the same name',
        '       response: stop; not reviewed; official-use',
        '0.971  FRA-1            FRA    diffusion      seize-document  -              P FRA AB12 (stolen)',
        '       name 0.98: the same name',
        '       response: stop; compliant; official-use; the owner is disconnected; the owner is under a measure',
        '       your bureau: do-not-act (Ours.)',
        '       addendum: Doubtful.',
        '',
        HANDLING,
        'Ask the General Secretariat.',
        '',
      ].join('\n'),
    );
  });

  it('tells a referral and the problems of a zone', async () => {
    const { stdout, exitCode } = await check(['--mrz', 'X'], {
      ...clear,
      result: 'referred',
      referral: { id: 'ref-1', expectedBy: '2026-01-01T00:00:00Z' },
      mrz: {
        format: 'TD3',
        problems: [{ field: 'number', problem: 'check-digit', detail: 'It is 3.' }],
      },
    });
    expect(exitCode).toBe(0);
    expect(stdout).toContain('referred');
    expect(stdout).toContain('ref-1, expected by 2026-01-01T00:00:00Z');
    expect(stdout).toContain('zone problem: number check-digit (It is 3.)');
    expect(stdout).not.toContain('clear');
  });

  it('lets no sign of a record steer the terminal', async () => {
    const names = [{ fullName: '\u001b[2Jgone\u202eenog\nclear: nothing' }];
    const reply = { ...clear, result: 'match', matches: [{ ...match, person: { names } }] };
    const { stdout } = await check(['--name', 'X'], reply);
    expect(stdout).not.toContain('\u001b');
    expect(stdout).not.toContain('\u202e');
    expect(stdout.split('\n').some((line) => line.startsWith('clear'))).toBe(false);
  });

  it('is the raw reply with --json', async () => {
    const { stdout, exitCode } = await check(['--name', 'X', '--json']);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toEqual(clear);
  });

  it('is a problem with title, detail and path, and exit code 1', async () => {
    service.fault = (_received, response) => {
      const path = '/person/dateOfBirth';
      problem(response, 422, 'unprocessable', 'It breaks a rule', 'No such day.', { path });
      return true;
    };
    const words = ['check', '--name', 'X', '--dob', '1999-02-30', '--token', 't'];
    const { exitCode, stdout, stderr } = await run([...words, '--url', service.url]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toBe('portcullis: It breaks a rule: No such day (/person/dateOfBirth).\n');
  });

  it.each([
    ['another page', '<html></html>'],
    ['an unknown result', JSON.stringify({ ...clear, result: 'fine' })],
    ['an empty object', '{}'],
  ])('never reads as clear when it is %s', async (_what, text) => {
    service.fault = (_received, response) => {
      response.end(text);
      return true;
    };
    const words = ['check', '--name', 'X', '--token', 't', '--url', service.url];
    const { exitCode, stdout } = await run(words);
    expect(exitCode).toBe(1);
    expect(stdout).not.toContain('clear');
  });

  it('is an error with exit code 1 when nothing listens', async () => {
    const { url } = service;
    await service.stop();
    const { exitCode, stderr } = await run(['check', '--name', 'X', '--token', 't', '--url', url]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('nothing listens there');
    service = await StubService.start();
  });
});
