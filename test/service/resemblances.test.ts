/** Re-entries of what was refused: found by the matcher, whatever their id, colour, spelling, index or owner. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, documentRecord, personRecord } from '../support/running-service.js';
import { OTHERS, OWNER, ReviewScene } from './review-scene.js';

const scene = new ReviewScene();
const [OTHER] = OTHERS;

beforeAll(async () => {
  await scene.start();
  await scene.supervise();
  await refuse('r1', personRecord('Wojciechowska', 'Katarzyna'), 'a political case');
  await refuse('r2', documentRecord(OWNER, 'REF12345'), 'not issued by it');
  await refuse('r3', hidden('Xhemalaj', 'Besnik'), 'no warrant');
});
afterAll(() => scene.service.stop());

async function refuse(reference: string, record: object, reason: string): Promise<void> {
  const id = await scene.held(reference, record);
  await scene.decide(id, 'refused', { reason });
}

/** Somebody behind thirty aliases. */
function hidden(family: string, given: string): object {
  const aliases = Array.from({ length: 30 }, (_, n) => ({
    family: `Alias${String.fromCharCode(65 + (n % 26))}${n}`,
    given: `Nobody${n}`,
    kind: 'alias',
  }));
  const names = [...aliases, { family, given, kind: 'alias' }];
  return personRecord(family, given, { person: { names, datesOfBirth: ['1974-08-12'] } });
}

async function lookalikesOf(id: string): Promise<{ recordId: string; reason: string }[]> {
  const { body } = await scene.review(id);
  return at(body, 'lookalikes') as { recordId: string; reason: string }[];
}
const idsOf = async (id: string): Promise<string[]> =>
  (await lookalikesOf(id)).map(({ recordId }) => recordId);

describe('a refused person', () => {
  it.each([
    ['the same id', 'r1', personRecord('Wojciechowska', 'Katarzyna', { warnings: ['armed'] })],
    ['another id', 'n1', personRecord('Wojciechowska', 'Katarzyna')],
    [
      'another colour',
      'n2',
      personRecord('Wojciechowska', 'Katarzyna', { colour: 'blue', action: 'locate' }),
    ],
    ['another spelling', 'n3', personRecord('Wojcechowska', 'Katarzina')],
    ['another script', 'n4', personRecord('Войцеховская', 'Катажина')],
    [
      'another index',
      'n5',
      personRecord('Wojciechowska', 'Katarzyna', { index: 'missing', colour: 'yellow' }),
    ],
    ['an alias among thirty', 'n6', hidden('Wojciechowska', 'Katarzyna')],
  ])('is found again under %s', async (_, reference, record) => {
    const id = await scene.held(reference, record);
    const found = await lookalikesOf(id);
    expect(found).toContainEqual(
      expect.objectContaining({ recordId: `${OWNER}-r1`, reason: 'a political case' }),
    );
    const { body } = await scene.review(id);
    const findings = at(body, 'findings') as { rule: string; severity: string }[];
    expect(findings).toContainEqual(
      expect.objectContaining({ rule: 'reentry.refused', severity: 'serious' }),
    );
    await scene.withdraw(reference);
  });

  it('is found again when another member sends it', async () => {
    await scene.supervise(OTHER);
    const path = `/v1/records/${OTHER}-n1`;
    const record = personRecord('Wojciechowska', 'Katarzyna');
    const held = await scene.call(`${OTHER} ncb`, 'PUT', path, record);
    expect(await idsOf(String(at(held.body, 'reviewId')))).toEqual([`${OWNER}-r1`]);
  });

  it('is found behind its aliases', async () => {
    const id = await scene.held('n7', personRecord('Xhemalaj', 'Besnik'));
    expect(await idsOf(id)).toEqual([`${OWNER}-r3`]);
  });

  it('is found in what waited already when it was refused, and that is written down with the decision', async () => {
    const red = await scene.held('w1', personRecord('Brzozowski', 'Kazimierz'));
    const green = { colour: 'green', action: 'inform' };
    const other = await scene.held('w2', personRecord('Brzozowski', 'Kazimierz', green));
    expect(await lookalikesOf(other)).toEqual([]);
    await scene.decide(red, 'refused', { reason: 'a political case' });
    const reentry = expect.objectContaining({ rule: 'reentry.refused' }) as unknown;
    const shown = (await scene.review(other)).body;
    expect(at(shown, 'findings')).toContainEqual(reentry);
    expect(at(shown, 'lookalikes', 0)).toMatchObject({
      recordId: `${OWNER}-w1`,
      reason: 'a political case',
    });
    const decided = (await scene.decide(other, 'compliant')).body;
    expect([at(decided, 'state'), at(decided, 'findings')]).toEqual([
      'decided',
      expect.arrayContaining([reentry]),
    ]);
    expect(at((await scene.review(other)).body, 'findings')).toContainEqual(reentry);
    await scene.withdraw('w2');
  });

  it('is not found in somebody else', async () => {
    const id = await scene.held('n8', personRecord('Horvat', 'Tomislav'));
    expect(await lookalikesOf(id)).toEqual([]);
  });

  it('is published after all when a reviewer who was told of it decides so', async () => {
    const id = await scene.held('n9', personRecord('Wojciechowska', 'Katarzyna'));
    expect(await scene.result('Katarzyna Wojciechowska')).toBe('clear');
    const decided = await scene.decide(id, 'compliant');
    expect(at(decided.body, 'state')).toBe('decided');
    expect(await scene.result('Katarzyna Wojciechowska')).toBe('match');
    await scene.withdraw('n9');
  });

  it('stays known when its id is used for somebody else, found compliant or refused', async () => {
    await refuse('l1', personRecord('Ostrowski', 'Zbigniew'), 'a religious case');
    const other = await scene.held('l1', personRecord('Horvat', 'Tomislav'));
    await scene.decide(other, 'compliant');
    expect(await scene.result('Tomislav Horvat')).toBe('match');
    const found = await scene.held('l2', personRecord('Ostrowski', 'Zbigniew'));
    expect(await idsOf(found)).toEqual([`${OWNER}-l1`]);
    await refuse('l1', personRecord('Kovacevic', 'Dragutin'), 'incomplete');
    await scene.withdraw('l2');
    const again = await scene.held('l3', personRecord('Ostrowski', 'Zbigniew'));
    expect(await idsOf(again)).toEqual([`${OWNER}-l1`]);
    const third = await scene.held('l4', personRecord('Kovacevic', 'Dragutin'));
    expect(await idsOf(third)).toEqual([`${OWNER}-l1`]);
  });

  it('is forgotten once a complete version of the same person is found compliant', async () => {
    await refuse('c1', personRecord('Lindqvist', 'Torbjorn'), 'no warrant');
    const complete = personRecord('Lindqvist', 'Torbjorn', { warnings: ['armed'] });
    const id = await scene.held('c1', complete);
    await scene.decide(id, 'compliant');
    await scene.decide(id, 'compliant', {}, 'second');
    expect(await scene.result('Torbjorn Lindqvist')).toBe('match');
    const other = await scene.held('c2', personRecord('Lindqvist', 'Torbjorn'));
    expect(await lookalikesOf(other)).toEqual([]);
  });
});

describe('a refused document', () => {
  it('is found again under another id, and in the record of a person who bears it', async () => {
    const id = await scene.held('d1', documentRecord(OWNER, 'REF12345'));
    expect(await idsOf(id)).toEqual([`${OWNER}-r2`]);
    const record = personRecord('Bauer', 'Ludwig', {
      person: {
        names: [{ family: 'Bauer', given: 'Ludwig' }],
        documents: [{ number: 'REF12345', issuer: OWNER }],
      },
    });
    expect(await idsOf(await scene.held('d2', record))).toEqual([`${OWNER}-r2`]);
    const other = await scene.held('d3', documentRecord(OWNER, 'REF12346'));
    expect(await lookalikesOf(other)).toEqual([]);
  });
});

describe('no check', () => {
  it('finds what was refused, whoever asks and however weak a candidate would do', async () => {
    for (const member of [OWNER, ...OTHERS]) {
      const reply = await scene.service.check(scene.token(`${member} terminal`), {
        person: { fullName: 'Besnik Xhemalaj', dateOfBirth: '1974-08-12' },
        documents: [{ number: 'REF12345', issuer: OWNER }],
        minScore: 0,
        limit: 50,
      });
      expect(at(reply.body, 'result')).toBe('clear');
      expect(reply.text).not.toContain(`${OWNER}-r`);
    }
  });
});
