/** Records as the store keeps them. It must never name a real document. */
import type { Dossier } from '../../src/record/codec.js';
import { UNRESTRICTED, type RecordContent } from '../../src/record/record.js';

function contentOf(number: string): RecordContent {
  return {
    index: 'documents',
    colour: null,
    kind: 'diffusion',
    recipients: 'all',
    person: null,
    document: { number, issuer: 'FRA', type: 'P', status: 'lost', reportedOn: null },
    action: 'seize-document',
    offences: [],
    warrant: null,
    warnings: [],
    restrictions: UNRESTRICTED,
    confidentiality: 'official-use',
    expiresOn: '2040-01-01',
  };
}

/** A published document of FRA. */
export function dossierOf(recordId: string, number: string, revision = 1): Dossier {
  return {
    revision,
    recordId,
    createdAt: 1,
    createdBy: 'cred',
    live: {
      version: revision,
      state: 'published',
      reviewStatus: 'not_reviewed',
      content: contentOf(number),
      updatedAt: 1,
      suspendedUntil: null,
      reviewId: null,
    },
    held: null,
    addenda: [],
    decisions: {},
    refusal: null,
  };
}
