/**
 * The command line: which commands there are, and with which exit code a run of one ends.
 * It must never end the process itself, and never show a stack to who merely mistyped.
 */
import { Command, CommanderError } from 'commander';
import { ConfigurationError } from '../config.js';
import { Fault } from '../errors.js';
import { registerCheck } from './check.js';
import {
  CommandEnd,
  EXIT,
  isClosedOutput,
  write,
  type CliContext,
  type ExitCode,
  type Registrar,
} from './context.js';
import { registerImport } from './import.js';
import { registerPush } from './push.js';

const CLIENTS: readonly Registrar[] = [registerPush, registerCheck, registerImport];

/** The program with its clients and whatever the caller adds, such as `serve`. */
export function buildProgram(context: CliContext, others: readonly Registrar[] = []): Command {
  const program = new Command('portcullis')
    .description('Database checks for police cooperation.')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => context.stdout.write(text),
      writeErr: (text) => context.stderr.write(text),
    })
    .showHelpAfterError('(--help shows what is possible)')
    .addHelpText(
      'after',
      '\nExit codes: 0 done, 1 the work failed, 2 wrong usage or configuration.',
    );
  for (const register of [...others, ...CLIENTS]) register(program, context);
  return program;
}

interface Ending {
  readonly exitCode: ExitCode;
  readonly said: string | null;
}

function endingOf(error: unknown): Ending {
  if (error instanceof CommandEnd) return error;
  // Commander has already written what it has to say.
  if (error instanceof CommanderError) {
    return { exitCode: error.exitCode === 0 ? EXIT.done : EXIT.usage, said: null };
  }
  if (error instanceof ConfigurationError) return { exitCode: EXIT.usage, said: error.message };
  if (isClosedOutput(error)) return { exitCode: EXIT.done, said: null };
  if (error instanceof Fault) {
    const where = error.path === undefined ? '' : ` (${error.path})`;
    return { exitCode: EXIT.failed, said: error.message + where };
  }
  const said = error instanceof Error ? error.message : 'The command failed.';
  return { exitCode: EXIT.failed, said };
}

/** Runs one command; `words` are those behind the script's name. Resolves with the exit code. */
export async function runProgram(
  words: readonly string[],
  context: CliContext,
  others: readonly Registrar[] = [],
): Promise<number> {
  // Without a listener a reader that went away would end the process with a stack.
  for (const stream of [context.stdout, context.stderr]) stream.on('error', () => undefined);
  try {
    await buildProgram(context, others).parseAsync(words, { from: 'user' });
    return EXIT.done;
  } catch (error) {
    const { exitCode, said } = endingOf(error);
    if (said !== null) {
      await write(context.stderr, `portcullis: ${said}\n`).catch(() => undefined);
    }
    return exitCode;
  }
}
