// A worker that fails in the way its questions ask for by their ids.
import { setTimeout as after } from 'node:timers/promises';

const released = ({ matches }) => ({
  policyVersion: 'test',
  whole: 'release',
  verdicts: matches.map(({ recordId }) => ({ recordId, verdict: 'release', rules: [] })),
});

export default async function odd(questions) {
  const ids = questions.map(({ id }) => id);
  if (ids.includes('die')) process.exit(3);
  if (ids.includes('throw')) throw new Error('on purpose');
  if (ids.includes('hang')) await after(60_000);
  if (ids.includes('short')) return [];
  return questions.map((question) => {
    if (question.id === 'nonsense') return { verdicts: 'all fine' };
    if (question.id === 'forget') return { ...released(question), verdicts: [] };
    if (question.id === 'invent') {
      const verdicts = question.matches.map(({ recordId }) => ({
        recordId,
        verdict: 'publish',
        rules: [],
      }));
      return { ...released(question), verdicts };
    }
    return released(question);
  });
}
