// Loaded into every thread: while the file named by END_THREADS_WHILE is there, no thread but the first lives.
import { existsSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

function endWhile() {
  if (existsSync(process.env.END_THREADS_WHILE)) process.exit(3);
}
if (!isMainThread) {
  endWhile();
  setInterval(endWhile, 1);
}
