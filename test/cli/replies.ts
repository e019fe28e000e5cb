/**
 * Replies to checks as CONTRACT section 3 has them.
 * It must never name a real person.
 */

export const HANDLING =
  'A match is not proof of identity: confirm with the owning bureau before acting.';

export const match = {
  recordId: 'NOR-2026-000123',
  index: 'wanted',
  colour: 'red',
  kind: 'diffusion',
  owner: 'NOR',
  ownerStatus: 'connected',
  score: 0.9712,
  explanation: [{ field: 'name', score: 0.98, detail: 'the same name' }],
  action: 'arrest',
  warnings: ['armed', 'violent'],
  response: 'stop',
  reviewStatus: 'not_reviewed',
  supervised: false,
  addenda: [],
  nationalDecision: null,
  confidentiality: 'official-use',
  person: { names: [{ family: 'Ødegaard', given: 'Ylva Sol', fullName: null }] },
  document: null,
  handling: HANDLING,
};

export const clear = {
  checkId: 'check-1',
  result: 'clear',
  indexes: { wanted: 'answered', missing: 'answered' },
  matches: [] as object[],
  referral: null as object | null,
  mrz: null as object | null,
  tookMs: 0.5,
};
