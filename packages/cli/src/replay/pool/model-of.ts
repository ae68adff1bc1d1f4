import { type Model, prepare, type RuleSet } from '@signalbox/decision-engine';

/** Makes a rule set ready to run; the machines of AWS IoT Events models are only loaded if it has some. */
export const modelOf = async (ruleSet: RuleSet): Promise<Model> => {
  if (ruleSet.rules.every(({ kind }) => kind === 'rule')) return prepare(ruleSet);
  const { alarmMachine } = await import('@signalbox/decision-engine/alarm-model');
  const { detectorMachine } = await import('@signalbox/decision-engine/detector');
  return prepare(ruleSet, { alarm: alarmMachine, detector: detectorMachine });
};
