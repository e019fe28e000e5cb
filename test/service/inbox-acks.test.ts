/** What an acknowledgement covers: of messages to some callers of a member only those its own caller is shown. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acknowledge, lines, messagesOf } from '../support/inbox-reading.js';
import { RunningService, at, personRecord, until } from '../support/running-service.js';
import { StreamClient } from '../support/stream-client.js';

const service = new RunningService();
const tokens: Record<string, string> = {};
const token = (who: string): string => tokens[who] ?? '';

beforeAll(async () => {
  await service.start();
  for (const who of ['none', 'border', 'customs']) {
    tokens[who] = await service.token('SWE', 'ncb', who === 'none' ? null : who);
  }
  tokens['FRA'] = await service.token('FRA', 'ncb');
});
afterAll(() => service.stop());

async function put(id: string, agencies: string[] | null): Promise<void> {
  const bounds = { recipients: ['SWE'], restrictions: { agencies } };
  const record = personRecord('Accusé', id, bounds);
  expect((await service.call('PUT', `/v1/records/${id}`, token('FRA'), record)).status).toBe(201);
}

async function withdraw(id: string): Promise<void> {
  const reason = { reason: 'over' };
  const path = `/v1/records/${id}`;
  expect((await service.call('DELETE', path, token('FRA'), reason)).status).toBe(200);
}

/** What a caller is given that does not say where to begin. */
async function unread(who: string): Promise<string[]> {
  return lines(messagesOf(await service.call('GET', '/v1/inbox', token(who))));
}

async function ackAll(who: string): Promise<void> {
  const { body } = await service.call('GET', '/v1/inbox', token(who));
  expect((await acknowledge(service, token(who), at(body, 'next'))).status).toBe(200);
}

async function outstanding(id: string): Promise<unknown> {
  const { body } = await service.call('GET', `/v1/records/${id}/retractions`, token('FRA'));
  return at(body, 'retractions', 0, 'outstanding');
}

describe('an acknowledgement by one caller of a member', () => {
  it('covers no message that another agency alone is shown, and all that are for everybody', async () => {
    await put('FRA-b', ['border']);
    await withdraw('FRA-b');
    await put('FRA-all', null);
    expect(await unread('none')).toEqual(['publication FRA-all 1']);
    await ackAll('none');
    expect(await unread('none')).toEqual([]);
    expect(await unread('customs')).toEqual([]);
    expect(await outstanding('FRA-b')).toEqual(['SWE']);
    expect(await unread('border')).toEqual(['retraction FRA-b 1']);
    // Nor does one of a number that lies far behind it.
    await acknowledge(service, token('customs'), String((Date.now() - 1) * 1_000));
    expect(await outstanding('FRA-b')).toEqual(['SWE']);
    await ackAll('border');
    expect(await outstanding('FRA-b')).toEqual([]);
    expect(await unread('border')).toEqual([]);
  });

  it('counts for its member where several agencies were asked, and each is asked all the same', async () => {
    await put('FRA-two', ['border', 'customs']);
    await withdraw('FRA-two');
    await ackAll('none');
    expect(await outstanding('FRA-two')).toEqual(['SWE']);
    await ackAll('customs');
    expect(await outstanding('FRA-two')).toEqual([]);
    expect(await unread('customs')).toEqual([]);
    expect(await unread('border')).toEqual(['retraction FRA-two 1']);
    await ackAll('border');
  });

  it('tells nothing of what another was shown', async () => {
    const answer = async (who: string): Promise<unknown> => {
      const { body } = await service.call('GET', '/v1/inbox', token(who));
      return body;
    };
    await ackAll('none');
    const before = await answer('none');
    await put('FRA-hid', ['border']);
    expect(await answer('none')).toEqual(before);
    const shown = messagesOf(await service.call('GET', '/v1/inbox', token('border')));
    expect(lines(shown)).toEqual(['publication FRA-hid 1']);
    expect(await answer('none')).toEqual(before);
  });

  it('holds over a restart, and on a stream that does not say where to begin', async () => {
    await put('FRA-kept', ['border']);
    await put('FRA-free', null);
    await ackAll('none');
    await service.kill();
    await service.start();
    const stream = await StreamClient.open(service.url, token('border'));
    await stream.ask('s', { subscribe: 'inbox' });
    await put('FRA-new', null);
    const told = (): unknown[] =>
      stream.frames
        .filter((frame) => at(frame, 'inbox') !== undefined)
        .map((frame) => at(frame, 'inbox', 'recordId'));
    await until(async () => told().includes('FRA-new'));
    expect(told()).toEqual(['FRA-hid', 'FRA-kept', 'FRA-new']);
    await stream.end();
    expect(await unread('border')).toEqual([
      'publication FRA-hid 1',
      'publication FRA-kept 1',
      'publication FRA-new 1',
    ]);
    expect(await unread('none')).toEqual(['publication FRA-new 1']);
  });
});
