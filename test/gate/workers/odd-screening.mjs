// A worker of screening that fails in the way its questions ask for by their ids.
import { setTimeout as after } from 'node:timers/promises';

const FINDING = {
  rule: 'tried.rule',
  version: 1,
  severity: 'note',
  reason: 'A reason.',
  path: '/person',
  context: null,
  source: 'a test',
};

// Answers name the batch they were in, so that tests can see how questions travelled.
const answered = ({ id }, tasks) => ({
  id,
  policyVersion: tasks.map((task) => task.id).join(' '),
  findings: [FINDING],
});

const changed = (answer, change) => ({ ...answer, findings: [FINDING, { ...FINDING, ...change }] });

const ODDITIES = {
  nothing: () => null,
  text: () => 'all fine',
  nonsense: () => ({ findings: 'all fine' }),
  nobody: (answer) => ({ ...answer, id: 'somebody-else' }),
  unversioned: (answer) => ({ ...answer, policyVersion: 1 }),
  hollow: (answer) => ({ ...answer, findings: [null] }),
  unruly: (answer) => changed(answer, { rule: 7 }),
  nameless: (answer) => changed(answer, { rule: '' }),
  halfway: (answer) => changed(answer, { version: 1.5 }),
  fatal: (answer) => changed(answer, { severity: 'refuse' }),
  mute: (answer) => changed(answer, { reason: '' }),
  endless: (answer) => changed(answer, { reason: 'x'.repeat(1_000_000) }),
  pathless: (answer) => changed(answer, { path: 'person' }),
  tilde: (answer) => changed(answer, { path: '/a~2' }),
  flood: (answer) => changed(answer, { context: 'x'.repeat(1_000_000) }),
  sourceless: (answer) => changed(answer, { source: undefined }),
  many: (answer) => ({ ...answer, findings: Array.from({ length: 10_000 }, () => FINDING) }),
};

export default async function odd(tasks) {
  const ids = tasks.map(({ id }) => id);
  if (ids.includes('die')) process.exit(3);
  if (ids.includes('throw')) throw new Error('on purpose');
  if (ids.includes('spin')) for (;;);
  if (ids.includes('hang')) await after(60_000);
  if (ids.includes('short')) return [];
  return tasks.map((task) => {
    const answer = answered(task, tasks);
    const oddity = Object.hasOwn(ODDITIES, task.id) ? ODDITIES[task.id] : null;
    return oddity === null ? answer : oddity(answer);
  });
}
