/** Of records bounded to agencies or purposes a caller's inbox shows what a reading shows the same caller. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firstOf, inboxOf, messagesOf } from '../support/inbox-reading.js';
import { RunningService, at, personRecord, until, type Reply } from '../support/running-service.js';
import { StreamClient } from '../support/stream-client.js';

const service = new RunningService();
/** Sweden's callers by agency; the bureau itself has none. */
const CALLERS = ['none', 'border', 'customs'] as const;
type Who = (typeof CALLERS)[number];
const tokens: Record<string, string> = {};
const token = (who: string): string => tokens[who] ?? '';

beforeAll(async () => {
  await service.start();
  for (const who of CALLERS) {
    tokens[who] = await service.token('SWE', 'ncb', who === 'none' ? null : who);
  }
  tokens['FRA'] = await service.token('FRA', 'ncb');
});
afterAll(() => service.stop());

const onOwn = (method: string, id: string, body: object, action = ''): Promise<Reply> =>
  service.call(method, `/v1/records/${id}${action}`, token('FRA'), body);

async function put(id: string, restrictions: object, more: object = {}): Promise<void> {
  const { status } = await onOwn('PUT', id, personRecord('Agence', id, { restrictions, ...more }));
  expect([200, 201]).toContain(status);
}

/** Streams that have been open from the beginning of a test, by caller. */
async function streamsOf(): Promise<Record<Who, StreamClient>> {
  const [none, border, customs] = await Promise.all(
    CALLERS.map(async (who) => {
      const stream = await StreamClient.open(service.url, token(who));
      await stream.ask('s', { subscribe: 'inbox', after: '0' });
      return stream;
    }),
  );
  if (!none || !border || !customs) throw new Error('there is no such stream');
  return { none, border, customs };
}

/** Records of which a caller's inbox has told, by type of message and without doubles. */
async function inInbox(who: Who, type: string): Promise<Set<unknown>> {
  const all = await inboxOf(service, token(who));
  return new Set(all.filter((told) => told.type === type).map(({ recordId }) => recordId));
}

const onStream = ({ frames }: StreamClient, type: string): Set<unknown> =>
  new Set(
    frames
      .filter((frame) => at(frame, 'inbox', 'type') === type)
      .map((frame) => at(frame, 'inbox', 'recordId')),
  );

const BOUNDS: Record<string, object> = {
  'FRA-free': {},
  'FRA-border': { agencies: ['border'] },
  'FRA-both': { agencies: ['border', 'customs'] },
  'FRA-police': { purposes: ['police'] },
  'FRA-borderpolice': { agencies: ['border'], purposes: ['police'] },
  'FRA-denied': { deny: ['SWE'] },
};

describe('what a caller is told of records', () => {
  it('are exactly those it may read, in readings and on a stream, and so are retractions', async () => {
    const streams = await streamsOf();
    for (const [id, restrictions] of Object.entries(BOUNDS)) await put(id, restrictions);
    await put('FRA-last', {});
    const readable: Record<string, Set<unknown>> = {};
    for (const who of CALLERS) {
      const seen = new Set<unknown>();
      for (const id of [...Object.keys(BOUNDS), 'FRA-last']) {
        const { status } = await service.call('GET', `/v1/records/${id}`, token(who));
        if (status === 200) seen.add(id);
      }
      readable[who] = seen;
      expect(await inInbox(who, 'publication')).toEqual(seen);
      await until(async () => onStream(streams[who], 'publication').has('FRA-last'));
      expect(onStream(streams[who], 'publication')).toEqual(seen);
    }
    expect([...(readable['none'] ?? [])]).toEqual(['FRA-free', 'FRA-last']);
    expect(readable['border']?.size).toBe(4);
    for (const id of [...Object.keys(BOUNDS), 'FRA-last']) {
      await onOwn('DELETE', id, { reason: 'over' });
    }
    for (const who of CALLERS) {
      expect(await inInbox(who, 'publication')).toEqual(new Set());
      // What checks for some purposes showed, and no reading, is to be purged as well.
      const purged = new Set([...(readable[who] ?? []), 'FRA-police']);
      if (who === 'border') purged.add('FRA-borderpolice');
      expect(await inInbox(who, 'retraction')).toEqual(purged);
      await until(async () => onStream(streams[who], 'retraction').has('FRA-last'));
      expect(onStream(streams[who], 'retraction')).toEqual(purged);
      await streams[who].end();
    }
  });

  it('wakes nobody else that waits', async () => {
    const after = new Map<Who, string>();
    for (const who of CALLERS) {
      after.set(who, (await inboxOf(service, token(who))).at(-1)?.id ?? '0');
    }
    const calls = CALLERS.map((who) =>
      service.call('GET', `/v1/inbox?after=${after.get(who) ?? ''}&wait=30`, token(who)),
    );
    await service.call('GET', '/healthz', null);
    await put('FRA-wake', { agencies: ['border'] }, { recipients: ['SWE'] });
    expect(await firstOf(calls)).toBe(1);
    await put('FRA-purpose', { purposes: ['police'] });
    await put('FRA-wakeall', {});
    const told = await Promise.all(
      calls.map(async (call) => messagesOf(await call).map(({ recordId }) => recordId)),
    );
    expect(told).toEqual([['FRA-wakeall'], ['FRA-wake'], ['FRA-wakeall']]);
  });

  it('is told again of a record that it is let in to, and nobody that could read it before', async () => {
    await put('FRA-wider', { agencies: ['border'] }, { recipients: ['SWE'] });
    const versions = async (who: Who): Promise<unknown[]> =>
      (await inboxOf(service, token(who)))
        .filter(({ recordId }) => recordId === 'FRA-wider')
        .map(({ body }) => body['version']);
    expect(await Promise.all(CALLERS.map(versions))).toEqual([[], [1], []]);
    await onOwn('PUT', 'FRA-wider', { agencies: ['border', 'customs'] }, '/restrictions');
    expect(await Promise.all(CALLERS.map(versions))).toEqual([[], [1], [2]]);
    await onOwn('PUT', 'FRA-wider', {}, '/restrictions');
    expect(await Promise.all(CALLERS.map(versions))).toEqual([[3], [1], [2]]);
    await onOwn('PUT', 'FRA-wider', { purposes: ['police'] }, '/restrictions');
    expect(await Promise.all(CALLERS.map(versions))).toEqual([[], [], []]);
  });
});
