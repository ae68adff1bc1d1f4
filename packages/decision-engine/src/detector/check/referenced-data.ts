import { references } from '../../expression/iot-events/index.ts';
import type { DetectorModelAction } from '../definition-action.ts';
import type { Analysis, Check, Expression } from './analysis.ts';
import { dataFlow } from './data-flow.ts';
import { type AnalysisResult, analysisError, analysisWarning } from './result.ts';

interface Kind {
  /** As AWS's messages call it. */
  readonly title: 'Variable' | 'Timer';
  readonly read: (expression: Expression) => readonly { readonly name: string }[];
  readonly set: (action: DetectorModelAction) => string | undefined;
  readonly unsetBefore: (name: string, stateName: string) => string;
}

const variables: Kind = {
  title: 'Variable',
  read: ({ node }) => references(node).variables,
  set: (action) => (action.type === 'setVariable' ? action.variableName : undefined),
  unsetBefore: () => 'Detected broken Variable: a variable is used in an expression before being set to a value.',
};

/** "You must visit the state in which you created the timer before you enter the state in which the timer is referenced." */
const timers: Kind = {
  title: 'Timer',
  read: ({ node }) => references(node).timers,
  set: (action) => (action.type === 'setTimer' ? action.timerName : undefined),
  unsetBefore: (name, state) =>
    `Detected broken Timer: timer ${name} is used in state ${state}, but in no state before it is it set.`,
};

const check = (analysis: Analysis, { title, read, set, unsetBefore }: Kind): readonly AnalysisResult[] => {
  const { isSet, maySetBefore } = dataFlow(analysis, set);
  return analysis.expressions.flatMap((expression) => {
    const { path, site } = expression;
    const names = new Set(read(expression).map(({ name }) => name));
    return [...names].flatMap((name) => {
      const { stateName } = site.state;
      if (!isSet(name)) {
        const message = `Detected broken ${title}: ${title.toLowerCase()} ${name} is used in an expression but is never set.`;
        return [analysisError('referenced-data', message, path)];
      }
      if (maySetBefore(name, stateName)) return [];
      return [analysisWarning('referenced-data', unsetBefore(name, stateName), path)];
    });
  });
};

/** To reset or clear a timer that nothing sets does nothing. */
const idleTimerActions: Check = (analysis) => {
  const { isSet } = dataFlow(analysis, timers.set);
  return analysis.events.flatMap(({ event }) =>
    event.actions.flatMap((action) => {
      if ((action.type !== 'resetTimer' && action.type !== 'clearTimer') || isSet(action.timerName)) return [];
      const verb = action.type === 'resetTimer' ? 'reset' : 'cleared';
      const message = `Detected broken Timer: timer ${action.timerName} is ${verb} but is never set.`;
      return [analysisWarning('referenced-data', message, `${analysis.pathOf(action)}.${action.type}.timerName`)];
    }),
  );
};

/**
 * Type `referenced-data`: variables and timers that are read and set nowhere, or nowhere before.
 * @see https://docs.aws.amazon.com/iotevents/latest/developerguide/analyze-diagnostic-information.html
 */
export const checkReferencedData: Check = (analysis) => [
  ...check(analysis, variables),
  ...check(analysis, timers),
  ...idleTimerActions(analysis),
];
