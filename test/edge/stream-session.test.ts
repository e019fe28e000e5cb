import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Fault } from '../../src/errors.js';
import { LIMITS } from '../../src/limits.js';
import { at } from '../support/running-service.js';
import { CHECK, Scene } from './stream-scene.js';

const codes = (frames: readonly object[]): unknown[] =>
  frames.map((frame) => at(frame, 'error', 'code'));

describe('a stream', () => {
  it('answers each check when its answer is there', () => {
    const scene = new Scene();
    scene.take({ id: 1, check: CHECK }, { id: 2, check: CHECK });
    const [first, second] = scene.pending.splice(0);
    second?.failed(new Fault('index_unavailable', 'Gone.'));
    first?.failed(new Error('a defect'));
    expect(scene.sent().map(({ id, error }) => [id, at(error, 'code')])).toEqual([
      [2, 'index_unavailable'],
      [1, 'internal'],
    ]);
    expect(scene.errors).toHaveLength(1);
    expect([scene.peer.closed, scene.admission.inFlight]).toEqual([null, 0]);
  });

  it('tells of a deadline once, and counts the check until it is no longer worked on', async () => {
    const scene = new Scene({}, 1);
    scene.take({ id: 1, check: CHECK });
    await expect.poll(() => scene.peer.sent.length).toBe(1);
    expect(codes(scene.sent())).toEqual(['deadline_exceeded']);
    expect(scene.admission.inFlight).toBe(1);
    scene.answer('referred', 'late');
    expect(scene.admission.inFlight).toBe(0);
    // Its sender does not know it, so it is not told of it either.
    expect([scene.sent(), scene.referrals.watched.size]).toEqual([[], 0]);
  });

  it('refuses frames one by one while credentials cannot be confirmed', () => {
    const scene = new Scene();
    scene.peer.fault = new Fault('index_unavailable', 'Gone.');
    scene.take({ id: 1, check: CHECK });
    scene.session.look();
    expect(codes(scene.sent())).toEqual(['index_unavailable']);
    scene.peer.fault = null;
    scene.take({ id: 2, check: CHECK });
    expect([scene.pending.length, scene.peer.closed]).toEqual([1, null]);
  });

  it.each(['unauthenticated', 'forbidden'] as const)(
    'of a credential that is %s ends at once, with nothing more said',
    (code) => {
      for (const act of ['frame', 'look', 'push'] as const) {
        const scene = new Scene();
        scene.take({ subscribe: 'inbox' }, { id: 1, check: CHECK });
        scene.peer.fault = new Fault(code, 'No.');
        if (act === 'frame') scene.take({ id: 2, check: CHECK });
        if (act === 'look') scene.session.look();
        if (act === 'push') expect(scene.inbox.sink?.push({})).toBe(false);
        expect(scene.peer.closed).toBe(4401);
        scene.answer();
        expect([scene.sent(), scene.inbox.closed]).toEqual([[], 1]);
      }
    },
  );

  it('is given no more work while much is unread, and is closed when more would wait', () => {
    const scene = new Scene();
    scene.take({ id: 1, check: CHECK });
    scene.peer.waitingBytes = LIMITS.streamPausedBytes + 1;
    scene.take({ id: 2, check: CHECK });
    expect(codes(scene.sent())).toEqual(['overloaded']);
    scene.peer.waitingBytes = LIMITS.streamOutgoingBytesMax;
    scene.answer();
    expect([scene.sent().length, scene.peer.closed]).toEqual([1, null]);
    scene.peer.waitingBytes += 1;
    scene.take({ id: 3, check: CHECK });
    expect([scene.sent(), scene.peer.closed]).toEqual([[], 4429]);
  });

  it('that drains takes what was sent before it was known, then ends with its last answer', () => {
    const scene = new Scene();
    scene.take({ subscribe: 'inbox' }, { id: 1, check: CHECK });
    scene.session.drain();
    scene.take({ id: 2, check: CHECK });
    expect(scene.sent()).toEqual([{ drain: true }]);
    scene.session.leave();
    expect([scene.peer.closed, scene.inbox.closed]).toEqual([null, 1]);
    scene.take({ id: 3, check: CHECK });
    expect(codes(scene.sent())).toEqual(['overloaded']);
    scene.answer();
    expect(scene.peer.closed).toBeNull();
    scene.answer();
    expect(scene.sent().map(({ id }) => id)).toEqual([1, 2]);
    expect(scene.peer.closed).toBe(1001);
  });

  it('that has nothing in flight ends at once when it leaves', () => {
    const scene = new Scene();
    scene.session.leave();
    expect(scene.peer.closed).toBe(1001);
  });

  it('that has ended takes nothing and says nothing', () => {
    const scene = new Scene();
    scene.take({ id: 1, check: CHECK });
    scene.session.gone(1006);
    scene.answer();
    scene.take({ id: 2, check: CHECK }, 'bad');
    for (const act of ['writable', 'look', 'drain', 'leave'] as const) scene.session[act]();
    expect([scene.sent(), scene.pending, scene.peer.closed]).toEqual([[], [], null]);
    expect(scene.admission.inFlight).toBe(0);
  });
});

describe('a reader that takes nothing', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
  afterEach(() => void vi.useRealTimers());

  it('is closed after its time, and not while it takes something or little waits', () => {
    const scene = new Scene();
    const look = (ms: number): void => {
      vi.advanceTimersByTime(ms);
      scene.session.look();
    };
    scene.peer.waitingBytes = LIMITS.streamPausedBytes;
    look(LIMITS.streamStallMs * 2);
    scene.peer.waitingBytes = LIMITS.streamPausedBytes + 1;
    look(LIMITS.streamStallMs - 1);
    scene.session.writable();
    look(LIMITS.streamStallMs - 1);
    expect(scene.peer.closed).toBeNull();
    look(2);
    expect(scene.peer.closed).toBe(4429);
  });
});
