/**
 * The rules of screening, in the order in which a reviewer reads equally grave findings.
 * It must never hold a rule without a file and tests of its own.
 */
import type { ScreeningRule } from './rule.js';
import { article3Military } from './rules/article-3-military.js';
import { article3Political } from './rules/article-3-political.js';
import { article3Racial } from './rules/article-3-racial.js';
import { article3Religious } from './rules/article-3-religious.js';
import { changedAction } from './rules/changed-action.js';
import { changedBirth } from './rules/changed-birth.js';
import { changedColour } from './rules/changed-colour.js';
import { changedIndex } from './rules/changed-index.js';
import { changedNames } from './rules/changed-names.js';
import { completeIdentifyingData } from './rules/complete-identifying-data.js';
import { completeIdentity } from './rules/complete-identity.js';
import { completeOffence } from './rules/complete-offence.js';
import { completeWarrant } from './rules/complete-warrant.js';
import { documentForeign } from './rules/document-foreign.js';
import { documentOdd } from './rules/document-odd.js';
import { documentReported } from './rules/document-reported.js';
import { excludedContestedNorms } from './rules/excluded-contested-norms.js';
import { excludedPrivateDispute } from './rules/excluded-private-dispute.js';
import { inconsistentAge } from './rules/inconsistent-age.js';
import { inconsistentArrest } from './rules/inconsistent-arrest.js';
import { inconsistentBirthToCome } from './rules/inconsistent-birth-to-come.js';
import { inconsistentBirths } from './rules/inconsistent-births.js';
import { inconsistentColour } from './rules/inconsistent-colour.js';
import { inconsistentExpiry } from './rules/inconsistent-expiry.js';
import { inconsistentMinor } from './rules/inconsistent-minor.js';
import { inconsistentMissing } from './rules/inconsistent-missing.js';
import { inconsistentRed } from './rules/inconsistent-red.js';
import { inconsistentSentence } from './rules/inconsistent-sentence.js';
import { inconsistentWarrantBeforeBirth } from './rules/inconsistent-warrant-before-birth.js';
import { inconsistentWarrantIssuer } from './rules/inconsistent-warrant-issuer.js';
import { inconsistentWarrantToCome } from './rules/inconsistent-warrant-to-come.js';
import { oddScripts } from './rules/odd-scripts.js';
import { penaltyThreshold } from './rules/penalty-threshold.js';
import { protectedPapers } from './rules/protected-papers.js';
import { protectedPerson } from './rules/protected-person.js';
import { reentryRefused } from './rules/reentry-refused.js';

export const SCREENING_RULES: readonly ScreeningRule[] = [
  protectedPapers,
  protectedPerson,
  reentryRefused,
  article3Military,
  article3Political,
  article3Racial,
  article3Religious,
  excludedContestedNorms,
  excludedPrivateDispute,
  completeIdentifyingData,
  completeIdentity,
  completeOffence,
  completeWarrant,
  penaltyThreshold,
  changedAction,
  changedBirth,
  changedColour,
  changedIndex,
  changedNames,
  inconsistentAge,
  inconsistentArrest,
  inconsistentBirthToCome,
  inconsistentBirths,
  inconsistentColour,
  inconsistentExpiry,
  inconsistentMinor,
  inconsistentMissing,
  inconsistentRed,
  inconsistentSentence,
  inconsistentWarrantBeforeBirth,
  inconsistentWarrantIssuer,
  inconsistentWarrantToCome,
  documentForeign,
  documentOdd,
  documentReported,
  oddScripts,
];
