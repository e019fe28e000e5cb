#!/usr/bin/env node
/**
 * The command `portcullis`.
 * It must never end with exit code 0 when the work failed.
 */
import { processContext } from './cli/context.js';
import { runProgram } from './cli/program.js';
import { registerAudit } from './commands/audit.js';
import { registerCredential } from './commands/credential.js';
import { registerDemo } from './commands/demo.js';
import { registerReindex } from './commands/reindex.js';
import { registerServe } from './commands/serve.js';
import { registerSibling } from './commands/siblings.js';

process.exitCode = await runProgram(process.argv.slice(2), processContext(), [
  registerServe,
  registerSibling,
  registerDemo,
  registerCredential,
  registerAudit,
  registerReindex,
]);
