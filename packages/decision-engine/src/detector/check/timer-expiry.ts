import { references } from '../../expression/iot-events/index.ts';
import type { DetectorModelAction } from '../definition-action.ts';
import type { Analysis, Check, Expression } from './analysis.ts';
import { dataFlow } from './data-flow.ts';
import type { EventSite } from './event-site.ts';
import { needsMessage, readsInputUnasked } from './message-guard.ts';
import { type AnalysisResult, analysisWarning } from './result.ts';

const timerNames = ({ events }: Analysis): ReadonlySet<string> =>
  new Set(
    events
      .flatMap(({ event }) => event.actions)
      .flatMap((action) => (action.type === 'setTimer' ? action.timerName : [])),
  );

const inputConditions = ({ expressions }: Analysis): readonly Expression[] =>
  expressions.filter(({ use, site }) => use === 'condition' && site.lifecycle === 'onInput');

/** A state's conditions are evaluated for a timer too, if one can be running in it; inputs then have their last values. */
const staleReads = (analysis: Analysis): readonly AnalysisResult[] => {
  const { maySetBefore } = dataFlow(analysis, (action) => (action.type === 'setTimer' ? action.timerName : undefined));
  const names = timerNames(analysis);
  const mayExpire = (stateName: string) => [...names].some((name) => maySetBefore(name, stateName));
  const message = 'An input attribute is being read, but this may be caused by a timer expiration.';
  return inputConditions(analysis)
    .filter(({ node, site }) => readsInputUnasked(node) && mayExpire(site.state.stateName))
    .map(({ path }) => analysisWarning('structure', message, path));
};

const rearms = (actions: readonly DetectorModelAction[], timers: ReadonlySet<string>): boolean =>
  actions.some(
    (action) => (action.type === 'setTimer' || action.type === 'resetTimer') && timers.has(action.timerName),
  );

const builtIn: ReadonlySet<DetectorModelAction['type']> = new Set([
  'setVariable',
  'setTimer',
  'clearTimer',
  'resetTimer',
]);

const sends = (actions: readonly DetectorModelAction[]): boolean => actions.some(({ type }) => !builtIn.has(type));

/** What is done when an event happens: a transition to its own state also leaves and enters it. */
const actionsAround = ({ state, event, nextState }: EventSite): readonly DetectorModelAction[] =>
  nextState === state.stateName
    ? [...event.actions, ...[...state.onExit.events, ...state.onEnter.events].flatMap(({ actions }) => actions)]
    : event.actions;

/** An expiry that sends a message and starts its timer anew goes on for ever, with no message from outside. */
const endlessMessages = (analysis: Analysis): readonly AnalysisResult[] => {
  const message = 'An expiring timer can cause an unexpected amount of messages to be sent.';
  return inputConditions(analysis)
    .filter(({ node, site }) => {
      const timers = new Set(references(node).timers.map(({ name }) => name));
      const actions = actionsAround(site);
      return timers.size > 0 && !needsMessage(node) && rearms(actions, timers) && sends(actions);
    })
    .map(({ path }) => analysisWarning('structure', message, path));
};

/**
 * Type `structure`: what an expiring timer does that was perhaps not meant.
 * @see https://docs.aws.amazon.com/iotevents/latest/developerguide/analyze-diagnostic-information.html
 */
export const checkTimerExpiry: Check = (analysis) => [...staleReads(analysis), ...endlessMessages(analysis)];
