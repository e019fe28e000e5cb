import { describe, expect, it } from 'vitest';
import { Fault } from '../../src/errors.js';
import { LIMITS } from '../../src/limits.js';
import { at } from '../support/running-service.js';
import { CHECK, Scene } from './stream-scene.js';

describe('a subscription to the inbox', () => {
  it('is followed by its messages, in their order', () => {
    const scene = new Scene();
    scene.take({ subscribe: 'inbox', after: '17-0' });
    expect([scene.inbox.after, scene.sent()]).toEqual(['17-0', []]);
    for (const id of ['18-0', '19-0']) expect(scene.inbox.sink?.push({ id })).toBe(true);
    expect(scene.sent()).toEqual([{ inbox: { id: '18-0' } }, { inbox: { id: '19-0' } }]);
  });

  it('is confirmed where it has an id, and starts behind the last acknowledgement by default', () => {
    for (const frame of [{}, { after: null }]) {
      const scene = new Scene();
      scene.take({ id: 's', subscribe: 'inbox', ...frame });
      expect(scene.sent()).toEqual([{ id: 's', reply: { subscribed: 'inbox' } }]);
      expect(scene.inbox.after).toBeNull();
    }
  });

  it('waits where there is no room, and goes on when there is', () => {
    const scene = new Scene();
    scene.take({ subscribe: 'inbox' });
    scene.peer.waitingBytes = LIMITS.streamPausedBytes + 1;
    expect(scene.inbox.sink?.push({ id: '1-0' })).toBe(false);
    scene.session.writable();
    expect([scene.sent(), scene.inbox.resumed]).toEqual([[], 0]);
    scene.peer.waitingBytes = 0;
    scene.session.writable();
    expect(scene.inbox.resumed).toBe(1);
    expect(scene.inbox.sink?.push({ id: '1-0' })).toBe(true);
    scene.session.look();
    expect([scene.sent().length, scene.inbox.resumed]).toEqual([1, 1]);
  });

  it('waits while the credential cannot be confirmed, and goes on at the next look', () => {
    const scene = new Scene();
    scene.take({ subscribe: 'inbox' });
    scene.peer.fault = new Fault('index_unavailable', 'Gone.');
    expect(scene.inbox.sink?.push({})).toBe(false);
    scene.session.look();
    expect(scene.inbox.resumed).toBe(0);
    scene.peer.fault = null;
    scene.session.look();
    expect([scene.inbox.resumed, scene.peer.closed]).toEqual([1, null]);
  });

  it.each([
    ['to something else', { subscribe: 'outbox' }, 'unprocessable', '/subscribe'],
    ['to no text', { subscribe: true }, 'invalid_request', '/subscribe'],
    ['after a number', { subscribe: 'inbox', after: 5 }, 'invalid_request', '/after'],
    [
      'after too long an id',
      { subscribe: 'inbox', after: '1'.repeat(LIMITS.messageIdCharactersMax + 1) },
      'unprocessable',
      '/after',
    ],
  ])('%s is refused, and the stream goes on', (_, frame, code, path) => {
    const scene = new Scene();
    scene.take({ id: 1, ...frame });
    const [answer] = scene.sent();
    expect([at(answer, 'error', 'code'), at(answer, 'error', 'path')]).toEqual([code, path]);
    expect([scene.inbox.sink, scene.peer.closed]).toEqual([null, null]);
  });

  it('is one of a stream, by a role that has an inbox, where there is one', () => {
    const scene = new Scene();
    scene.take({ subscribe: 'inbox' }, { subscribe: 'inbox' });
    expect(scene.sent().map(({ id, error }) => [id, at(error, 'code')])).toEqual([
      [null, 'conflict'],
    ]);
    const terminal = new Scene();
    terminal.peer.who = { ...terminal.peer.who, role: 'terminal' };
    terminal.take({ subscribe: 'inbox' });
    expect(at(terminal.sent()[0], 'error', 'code')).toBe('forbidden');
    const bare = new Scene({ inbox: null });
    bare.take({ subscribe: 'inbox' });
    expect(at(bare.sent()[0], 'error', 'code')).toBe('not_found');
  });

  it('that fails, at once or later, is told under its id and may be made again', () => {
    const scene = new Scene();
    scene.inbox.fault = new Fault('unprocessable', 'There is no such message.', '/after');
    scene.take({ id: 1, subscribe: 'inbox', after: 'x' });
    expect(at(scene.sent()[0], 'error', 'path')).toBe('/after');
    scene.inbox.fault = null;
    scene.take({ id: 2, subscribe: 'inbox' });
    scene.sent();
    scene.inbox.sink?.failed(new Fault('index_unavailable', 'Gone.'));
    expect(scene.sent().map(({ id, error }) => [id, at(error, 'code')])).toEqual([
      [2, 'index_unavailable'],
    ]);
    scene.take({ id: 3, subscribe: 'inbox' });
    expect(scene.sent()).toEqual([{ id: 3, reply: { subscribed: 'inbox' } }]);
    scene.session.gone(1006);
    expect(scene.inbox.closed).toBe(1);
  });
});

describe('a subscription that is being made', () => {
  const asked = (): Scene => {
    const scene = new Scene();
    scene.inbox.opens = false;
    scene.take({ id: 1, subscribe: 'inbox', after: '9' });
    expect(scene.sent()).toEqual([]);
    return scene;
  };

  it('is confirmed when it is made, before its messages', () => {
    const scene = asked();
    scene.inbox.sink?.opened();
    scene.inbox.sink?.push({ id: '10' });
    const told = [{ id: 1, reply: { subscribed: 'inbox' } }, { inbox: { id: '10' } }];
    expect([scene.sent(), scene.statuses]).toEqual([told, [200]]);
  });

  it('and cannot be is answered once, with the error, and may be asked for again', () => {
    const scene = asked();
    scene.inbox.sink?.failed(new Fault('unprocessable', 'There is no such message.', '/after'));
    expect(scene.sent().map(({ id, error }) => [id, at(error, 'path')])).toEqual([[1, '/after']]);
    expect(scene.statuses).toEqual([422]);
    scene.inbox.opens = true;
    scene.take({ id: 2, subscribe: 'inbox' });
    expect(scene.sent()).toEqual([{ id: 2, reply: { subscribed: 'inbox' } }]);
  });

  it('is answered, too, where the stream ends meanwhile, and does not hold up its end', () => {
    const scene = asked();
    scene.session.leave();
    expect(scene.sent().map(({ id, error }) => [id, at(error, 'code')])).toEqual([
      [1, 'overloaded'],
    ]);
    expect([scene.peer.closed, scene.inbox.closed]).toEqual([1001, 1]);
  });
});

describe('a referred check', () => {
  it('is told of once it is decided, to the stream that asked', () => {
    const scene = new Scene();
    scene.take({ id: 1, check: CHECK }, { id: 2, check: CHECK });
    scene.answer('referred', 'r1');
    scene.answer('clear', 'c1');
    expect([...scene.referrals.watched.keys()]).toEqual(['r1']);
    expect(scene.sent()).toHaveLength(2);
    const outcome = { checkId: 'r1', state: 'closed' };
    const decided = scene.referrals.watched.get('r1');
    decided?.(outcome);
    decided?.(outcome);
    expect(scene.sent()).toEqual([{ referral: outcome }]);
  });

  it('in a batch is told of too', async () => {
    const answer = { result: 'referred', checkId: 'b1', value: () => ({}) };
    const scene = new Scene();
    Object.assign(scene.checks, { answer: async () => answer });
    scene.take({ id: 1, checks: [CHECK] });
    await expect.poll(() => scene.referrals.watched.size).toBe(1);
    scene.referrals.watched.get('b1')?.({ checkId: 'b1' });
    expect(scene.sent().map((frame) => Object.keys(frame))).toEqual([
      ['id', 'reply'],
      ['referral'],
    ]);
  });

  it('waits to be told of until there is room and the credential is confirmed', () => {
    const scene = new Scene();
    for (const id of ['r1', 'r2']) {
      scene.take({ id, check: CHECK });
      scene.answer('referred', id);
    }
    scene.sent();
    scene.peer.waitingBytes = LIMITS.streamPausedBytes + 1;
    for (const [checkId, decided] of scene.referrals.watched) decided({ checkId });
    scene.peer.waitingBytes = 0;
    scene.peer.fault = new Fault('index_unavailable', 'Gone.');
    scene.session.look();
    expect(scene.sent()).toEqual([]);
    scene.peer.fault = null;
    scene.session.look();
    expect(scene.sent().map(({ referral }) => at(referral, 'checkId'))).toEqual(['r1', 'r2']);
    scene.session.look();
    expect(scene.sent()).toEqual([]);
  });

  it('is watched up to a bound, and no longer than the stream', () => {
    const scene = new Scene();
    for (let n = 0; n <= LIMITS.streamReferralsMax; n += 1) {
      scene.take({ id: n, check: CHECK });
      scene.answer('referred', `r${n}`);
    }
    expect(scene.referrals.watched.size).toBe(LIMITS.streamReferralsMax);
    scene.session.gone(1006);
    expect(scene.referrals.watched.size).toBe(0);
  });
});
