import { type Model, prepare, type RuleSet } from '@signalbox/decision-engine';

/** Makes a rule set ready to run, detector and alarm models too. */
export const modelOf = async (ruleSet: RuleSet): Promise<Model> => prepare(ruleSet);
