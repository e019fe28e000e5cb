// A worker that fails in the way its questions ask for by their ids.
import { setTimeout as after } from 'node:timers/promises';

// Answers name the batch they were in, so that tests can see how questions travelled.
const released = ({ id, matches }, questions) => ({
  id,
  policyVersion: questions.map((question) => question.id).join(' '),
  whole: 'release',
  wholeRules: [],
  verdicts: matches.map(({ recordId }) => ({ recordId, verdict: 'release', rules: [] })),
});

const changed = (answer, change) => ({
  ...answer,
  verdicts: answer.verdicts.map((verdict) => ({ ...verdict, ...change })),
});

const ODDITIES = {
  nothing: () => null,
  text: () => 'all fine',
  nonsense: () => ({ verdicts: 'all fine' }),
  nobody: (answer) => ({ ...answer, id: 'somebody-else' }),
  unversioned: (answer) => ({ ...answer, policyVersion: 1 }),
  groundless: (answer) => ({ ...answer, whole: 'refer' }),
  grounded: (answer) => ({ ...answer, wholeRules: ['volume@1'] }),
  numbered: (answer) => ({ ...answer, whole: 'refer', wholeRules: [1] }),
  ruleless: (answer) => ({ ...answer, wholeRules: undefined }),
  blind: (answer, { context }) => ({
    ...answer,
    whole: 'refer',
    wholeRules: [context === null ? 'none' : `minute-${context.volume.minute}`],
  }),
  publish: (answer) => ({ ...answer, whole: 'publish' }),
  hollow: (answer) => ({ ...answer, verdicts: [null] }),
  forget: (answer) => ({ ...answer, verdicts: [] }),
  invent: (answer) => changed(answer, { verdict: 'publish' }),
  unruly: (answer) => changed(answer, { rules: [7] }),
  stranger: (answer) => ({
    ...answer,
    verdicts: [...answer.verdicts, { ...answer.verdicts[0], recordId: 'DEU-9' }],
  }),
  contradict: (answer) => ({
    ...answer,
    verdicts: [{ ...answer.verdicts[0], verdict: 'refer' }, ...answer.verdicts],
  }),
};

export default async function odd(questions) {
  const ids = questions.map(({ id }) => id);
  if (ids.includes('die')) process.exit(3);
  if (ids.includes('throw')) throw new Error('on purpose');
  if (ids.includes('spin')) for (;;);
  if (ids.includes('hang')) await after(60_000);
  if (ids.includes('short')) return [];
  return questions.map((question) => {
    const answer = released(question, questions);
    const odd = Object.hasOwn(ODDITIES, question.id) ? ODDITIES[question.id] : null;
    return odd === null ? answer : odd(answer, question);
  });
}
