/** Promise 6: the same things happen to a member whatever it is called. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentRecord, personRecord, RunningService } from '../support/running-service.js';

/** Two casts for the same play, each in the order of the alphabet, since lists are shown sorted. */
const CASTS = [
  ['AUT', 'BEL', 'CHE'],
  ['FJI', 'USA', 'ZWE'],
] as const;
const ROLES = [0, 1, 2] as const;

const service = new RunningService();
const bureau: Record<string, string> = {};
const terminal: Record<string, string> = {};
let supervisor = '';

beforeAll(async () => {
  await service.start();
  for (const member of CASTS.flat()) {
    bureau[member] = await service.token(member, 'ncb');
    terminal[member] = await service.token(member, 'terminal', 'border');
  }
  supervisor = await service.token('XPO', 'supervisor');
});
afterAll(() => service.stop());

const who = fc.constantFrom(...ROLES);
const scene = fc.oneof(
  fc.record({ act: fc.constant('person' as const), who, deny: fc.subarray([...ROLES]) }),
  fc.record({ act: fc.constant('document' as const), who, deny: fc.subarray([...ROLES]) }),
  fc.record({
    act: fc.constant('measure' as const),
    who,
    scopes: fc.subarray(['circulation', 'checks', 'hits', 'receive'], { minLength: 1 }),
    policy: fc.constantFrom('rules', 'refer-all'),
  }),
  fc.record({ act: fc.constant('check' as const), who, of: who }),
  fc.record({ act: fc.constant('defaults' as const), who, deny: fc.subarray([...ROLES]) }),
  fc.record({ act: fc.constant('leave' as const), who, state: fc.boolean() }),
  fc.record({ act: fc.constant('inbox' as const), who }),
  fc.record({ act: fc.constant('read' as const), who, of: who }),
);
type Scene = typeof scene extends fc.Arbitrary<infer A> ? A : never;

let plays = 0;

/** What every call of a play was answered, with names, identifiers and times taken out. */
async function played(scenes: readonly Scene[], cast: readonly string[]): Promise<string[]> {
  plays += 1;
  const play = `P${String(plays).padStart(5, '0')}`;
  const measures: string[] = [];
  const number = (role: number): string => `${play}${role}`;
  const code = (role: number): string => cast[role] ?? '';
  const plain = (text: string): string => {
    let told = text.replaceAll(play, 'PLAY');
    cast.forEach((name, role) => (told = told.replaceAll(name, `M${role}`)));
    return told
      .replace(/"[A-Za-z0-9_-]{20}"/g, '"ID"')
      .replace(/\d{4}-\d{2}-\d{2}T[0-9:.]+Z/g, 'TIME')
      .replace(/"tookMs":[0-9.]+/, '"tookMs":0')
      .replace(/"(id|next)":"\d+"/g, '"$1":"N"')
      .replace(/"messages":\[.*\]/s, () => `"messages":${ofThisPlay(text)}`);
  };
  // What a sweep tells of the records of earlier plays comes between.
  const ofThisPlay = (text: string): number =>
    (JSON.parse(text) as { messages: { recordId: string | null }[] }).messages.filter(
      ({ recordId }) => recordId === null || recordId.includes(play),
    ).length;
  const answers: string[] = [];
  const call = async (method: string, path: string, token: string, body?: object) => {
    const reply = await service.call(method, path, token, body);
    answers.push(`${method} ${reply.status} ${plain(reply.text)}`);
    return reply;
  };
  for (const one of scenes) {
    const member = code(one.who);
    const token = bureau[member] ?? '';
    switch (one.act) {
      case 'person':
      case 'document': {
        const path = `/v1/records/${member}-${play}-${one.act}`;
        const restrictions = { deny: one.deny.map(code) };
        const documents = [{ number: number(one.who), issuer: member, type: 'P' }];
        const names = [{ family: play, given: 'Any' }];
        const record =
          one.act === 'document'
            ? documentRecord(member, number(one.who), { restrictions })
            : personRecord('', '', { restrictions, person: { names, documents } });
        await call('PUT', path, token, record);
        break;
      }
      case 'measure': {
        const { scopes, policy } = one;
        const body = { member, scopes, policy, reason: 'doubts', urgent: true };
        const reply = await call('POST', '/v1/measures', supervisor, body);
        measures.push((reply.body as { measureId: string }).measureId);
        break;
      }
      case 'check': {
        const documents = [{ number: number(one.of), issuer: code(one.of) }];
        await call('POST', '/v1/checks', terminal[member] ?? '', { purpose: 'border', documents });
        break;
      }
      case 'defaults':
        await call('PUT', `/v1/members/${member}/restrictions`, token, {
          deny: one.deny.map(code),
        });
        break;
      case 'leave':
        await call('POST', `/v1/members/${member}/connection`, token, {
          state: one.state ? 'connected' : 'disconnected',
          reason: 'as we please',
        });
        break;
      case 'inbox':
        await call('GET', '/v1/inbox', token);
        break;
      case 'read':
        await call('GET', `/v1/records/${code(one.of)}-${play}-person`, token);
        break;
    }
  }
  for (const id of measures) {
    await call('POST', `/v1/measures/${id}/lift`, supervisor, { reason: 'the play is over' });
  }
  // Publications go to the other cast too, so everybody begins the next play with an empty inbox.
  for (const member of CASTS.flat()) {
    await service.call('PUT', `/v1/members/${member}/restrictions`, bureau[member] ?? '', {});
    await service.call('POST', `/v1/members/${member}/connection`, bureau[member] ?? '', {
      state: 'connected',
      reason: 'the play is over',
    });
    const page = await service.call('GET', '/v1/inbox', bureau[member] ?? '');
    const { next } = page.body as { next: string };
    await service.call('POST', '/v1/inbox/ack', bureau[member] ?? '', { upTo: next });
  }
  return answers;
}

const SWEEP_LASTS_MS = 10_000;

/** Both casts' answers, of plays that no sweep came into: what it tells, on the minute, would be told to one alone. */
async function bothPlayed(scenes: readonly Scene[]): Promise<(readonly string[])[]> {
  for (;;) {
    const begunAt = Date.now();
    const answers = [];
    for (const cast of CASTS) answers.push(await played(scenes, cast));
    const minute = (ms: number): number => Math.floor(ms / 60_000);
    if (minute(begunAt - SWEEP_LASTS_MS) === minute(Date.now())) return answers;
  }
}

describe('whoever plays a part', () => {
  it('is answered the same, byte for byte apart from names', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(scene, { minLength: 4, maxLength: 20 }), async (scenes) => {
        const [first, second] = await bothPlayed(scenes);
        expect(second).toEqual(first);
      }),
      { numRuns: 25, endOnFailure: true },
    );
  }, 120_000);
});
