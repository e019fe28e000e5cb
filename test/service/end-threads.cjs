// Loaded into every thread: while the file named by END_THREADS_WHILE is there, no thread but the first lives.
const { existsSync } = require('node:fs');
const { isMainThread } = require('node:worker_threads');

const endWhile = () => {
  if (existsSync(process.env.END_THREADS_WHILE)) process.exit(3);
};
if (!isMainThread) {
  endWhile();
  setInterval(endWhile, 1);
}
