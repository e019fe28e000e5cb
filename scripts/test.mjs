// Everything `npm test` stands for: build, types, lint, format, tests; ends with "N passed, N failed".
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensure } from './programs.mjs';

const scratch = mkdtempSync(join(tmpdir(), 'portcullis-test-'));
const report = join(scratch, 'vitest.json');
const bin = (name) => join('node_modules', '.bin', name);
const steps = [
  ['build', process.execPath, ['scripts/build.mjs']],
  ['types', bin('tsc'), ['--noEmit']],
  ['lint', bin('eslint'), ['.']],
  ['format', bin('prettier'), ['--check', '.']],
];
// The tests start their own Redis and look at the console with a real browser.
ensure('redis-server');
ensure('chromium');
let passed = 0;
let failed = 0;
for (const [name, command, args] of steps) {
  const { status } = spawnSync(command, args, { stdio: 'inherit' });
  if (status === 0) passed += 1;
  else failed += 1;
  console.log(`${status === 0 ? 'passed' : 'FAILED'}: ${name}`);
}
const run = spawnSync(
  bin('vitest'),
  [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile=${report}`,
    ...process.argv.slice(2),
  ],
  { stdio: 'inherit' },
);
try {
  const counts = JSON.parse(readFileSync(report, 'utf8'));
  passed += counts.numPassedTests;
  failed += counts.numFailedTests;
  // A file that cannot be loaded fails no single test.
  if (!counts.success && counts.numFailedTests === 0) failed += counts.numFailedTestSuites || 1;
} catch {
  failed += 1;
}
if (run.status !== 0 && failed === 0) failed += 1;
rmSync(scratch, { recursive: true, force: true });
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
