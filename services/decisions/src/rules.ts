import { type Model, prepare } from '@signalbox/decision-engine';
import { compilers, ruleSet } from '../generated/rule-set.js';

/**
 * The rules of this release, ready to run. They are part of the bundle, so a change of rules is a release.
 * @throws {ModelError} naming the rule that cannot be run
 */
export const releasedModel = (): Model => prepare(ruleSet, compilers);
