/**
 * Cases for and against the rule in inconsistent-arrest.ts.
 * It must never be run alone: rules.test.ts runs the cases of every rule.
 */
import { inconsistentArrest } from '../../../../src/gate/screening/rules/inconsistent-arrest.js';
import { asked, content, listed, missing } from '../records.js';
import { describeRule } from '../rule-cases.js';

describeRule(inconsistentArrest, {
  finds: [
    ['an arrest by a blue record', asked(content({ colour: 'blue' })), ['/action']],
    ['an arrest by a green record', asked(content({ colour: 'green' })), ['/action']],
    ['an arrest by a record after a list', asked(content({ colour: 'un' })), ['/action']],
    ['an arrest by a record without a colour', asked(content({ colour: null })), ['/action']],
    ['an arrest by a yellow record', asked(missing({ action: 'arrest' })), ['/action']],
    ['an arrest for a lost document', asked({ ...listed(), action: 'arrest' }), ['/action']],
  ],
  passes: [
    ['an arrest by a red record', asked()],
    ['a red record that asks for something else', asked(content({ action: 'locate' }))],
    ['a blue record that asks for facts', asked(content({ colour: 'blue', action: 'inform' }))],
    ['a green record that asks for facts', asked(content({ colour: 'green', action: 'inform' }))],
  ],
});
