/**
 * Cases for and against the rule in inconsistent-missing.ts.
 * It must never be run alone: rules.test.ts runs the cases of every rule.
 */
import { inconsistentMissing } from '../../../../src/gate/screening/rules/inconsistent-missing.js';
import { asked, missing, WARRANT } from '../records.js';
import { describeRule } from '../rule-cases.js';

describeRule(inconsistentMissing, {
  finds: [
    ['the arrest of a missing person', asked(missing({ action: 'arrest' })), ['/action']],
    ['a warrant against a missing person', asked(missing({ warrant: WARRANT })), ['/warrant']],
  ],
  passes: [
    ['a missing person to be found', asked(missing())],
    ['a wanted person', asked()],
  ],
});
