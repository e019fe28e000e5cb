/** Reading inboxes of a running service. It must never acknowledge unless told to. */
import { at, type Reply, type RunningService } from './running-service.js';

export interface Told {
  readonly id: string;
  readonly type: string;
  readonly at: string;
  readonly recordId: string | null;
  readonly body: Record<string, unknown>;
}

export const messagesOf = (reply: Reply): Told[] => at(reply.body, 'messages') as Told[];

/** Everything behind a message, page by page. */
export async function inboxOf(
  service: RunningService,
  token: string,
  after = '0',
): Promise<Told[]> {
  const all: Told[] = [];
  for (let behind = after; ;) {
    const reply = await service.call('GET', `/v1/inbox?after=${behind}`, token);
    if (reply.status !== 200) throw new Error(`no inbox: ${reply.text}`);
    const page = messagesOf(reply);
    if (page.length === 0) return all;
    all.push(...page);
    behind = String(at(reply.body, 'next'));
  }
}

/** `type recordId version` of messages, for those that say of which version they are. */
export const lines = (messages: readonly Told[]): string[] =>
  messages.map(
    ({ type, recordId, body }) => `${type} ${recordId ?? '-'} ${String(body['version'])}`,
  );

export function acknowledge(service: RunningService, token: string, upTo: unknown): Promise<Reply> {
  return service.call('POST', '/v1/inbox/ack', token, { upTo });
}

/** The first of several calls to be answered, by its place. */
export function firstOf(calls: readonly Promise<unknown>[]): Promise<number> {
  return Promise.race(calls.map((call, n) => call.then(() => n)));
}
