/** The command line as a whole: help, usage, exit codes, commands added from outside. */
import { describe, expect, it } from 'vitest';
import { ConfigurationError } from '../../src/config.js';
import { CommandEnd } from '../../src/cli/context.js';
import { Fault } from '../../src/errors.js';
import { run } from './shell.js';

describe('the command line', () => {
  it.each(['push', 'check', 'import'])('explains %s with an example', async (name) => {
    const { exitCode, stdout, stderr } = await run([name, '--help']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toContain('Example');
    expect(stdout).toContain(`portcullis ${name}`);
  });

  it('lists its commands and exit codes', async () => {
    const { exitCode, stdout } = await run(['--help']);
    expect(exitCode).toBe(0);
    for (const word of ['push', 'check', 'import', 'Exit codes']) expect(stdout).toContain(word);
  });

  it.each([
    ['no command', []],
    ['an unknown command', ['pull']],
    ['an unknown option', ['--fast']],
  ])('ends with 2 for %s', async (_what, words) => {
    const { exitCode, stdout, stderr } = await run(words);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(/--help|Usage: portcullis/);
  });

  it.each<[string, Error | null, number, string]>([
    ['done', null, 0, ''],
    ['wrong configuration', new ConfigurationError('PORT is odd'), 2, 'portcullis: PORT is odd\n'],
    ['a fault', new Fault('conflict', 'Taken.', '/x'), 1, 'portcullis: Taken. (/x)\n'],
    ['its own end', new CommandEnd(1, null), 1, ''],
    ['anything else', new Error('odd'), 1, 'portcullis: odd\n'],
  ])('ends a command added from outside by its outcome: %s', async (_what, error, code, said) => {
    const { exitCode, stderr } = await run(['extra'], {
      others: [
        (program) => {
          program.command('extra').action(() => {
            if (error !== null) throw error;
          });
        },
      ],
    });
    expect({ exitCode, stderr }).toEqual({ exitCode: code, stderr: said });
  });
});
