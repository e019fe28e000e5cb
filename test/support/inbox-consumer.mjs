// A consumer of an inbox, to be killed at any moment: writes down what it got, then acknowledges it.
// It must never acknowledge what is not written down. Arguments: URL, token, file.
import { appendFileSync } from 'node:fs';

const [url, token, file] = process.argv.slice(2);
const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };

for (;;) {
  const response = await fetch(`${url}/v1/inbox?wait=5&limit=200`, { headers });
  const { messages } = await response.json();
  if (messages.length === 0) continue;
  appendFileSync(file, messages.map(({ id, body }) => `${id} ${body.checkId}\n`).join(''));
  const body = JSON.stringify({ upTo: messages.at(-1).id });
  await fetch(`${url}/v1/inbox/ack`, { method: 'POST', headers, body });
}
