// A worker that starts, and dies of the first question.
export default function mortal(questions) {
  if (questions.length > 0) process.exit(3);
  return [];
}
