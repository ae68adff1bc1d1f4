import { type Model, prepare, type RuleSet } from '@signalbox/decision-engine';
import { compilers, ruleSet } from '../generated/rule-set.js';

/**
 * The rules of this version, ready to run. They are part of the bundle, so a change of rules is a release.
 * @throws {ModelError} naming the rule that cannot be run
 */
export const ownModel = (): Model => prepare(ruleSet, compilers);

/**
 * Makes the rules of another version ready to run. What these need that the own ones do not is loaded only now.
 * @throws {ModelError} naming the rule that cannot be run
 */
export const prepareAny = async (other: RuleSet): Promise<Model> => {
  const kinds = new Set(other.rules.map(({ kind }) => kind));
  const { detectorMachine } = kinds.has('detector') ? await import('@signalbox/decision-engine/detector') : {};
  const { alarmMachine } = kinds.has('alarm') ? await import('@signalbox/decision-engine/alarm-model') : {};
  return prepare(other, {
    ...(detectorMachine && { detector: detectorMachine }),
    ...(alarmMachine && { alarm: alarmMachine }),
  });
};
