import type { Check } from './analysis.ts';
import { type AnalysisResult, analysisError, analysisWarning } from './result.ts';

/** @see https://docs.aws.amazon.com/general/latest/gr/iot-events.html */
const limits = {
  states: 20,
  eventsPerState: 20,
  transitionEventsPerState: 20,
  actionsPerEvent: 10,
  contentBytes: 1024,
};

/** Seconds. Shorter timers run, but AWS does not promise to be that exact. */
const shortestTimer = 60;
const longestTimer = 31_622_400;

const error = (message: string, path: string): AnalysisResult => analysisError('service-limits', message, path);

const states: Check = ({ model }) => {
  if (model.states.length === 0) return [error('Detector model definition must have at least one state.', 'states')];
  if (model.states.length <= limits.states) return [];
  return [
    error(`Number of states allowed in detector model definition exceeded the limit ${limits.states}.`, 'states'),
  ];
};

/** The limits of events are per state, whatever the lifecycle. */
const eventsPerState: Check = ({ model, pathOf }) =>
  model.states.flatMap((state) => {
    const { onEnter, onInput, onExit } = state;
    const events = onEnter.events.length + onInput.events.length + onExit.events.length;
    const found: AnalysisResult[] = [];
    if (events > limits.eventsPerState) {
      const message = `Number of events allowed per state exceeded the limit ${limits.eventsPerState} in detector model definition.`;
      found.push(error(message, pathOf(state)));
    }
    if (onInput.transitionEvents.length > limits.transitionEventsPerState) {
      const message = `Number of transition events allowed per state exceeded the limit ${limits.transitionEventsPerState} in detector model definition.`;
      found.push(error(message, pathOf(state)));
    }
    return found;
  });

const actionsPerEvent: Check = ({ events }) =>
  events
    .filter(({ event }) => event.actions.length > limits.actionsPerEvent)
    .map(({ path }) =>
      error(
        `Number of actions allowed per event exceeded the limit ${limits.actionsPerEvent} in detector model definition.`,
        path,
      ),
    );

const contentSizes: Check = ({ events, pathOf }) =>
  events.flatMap(({ event, state }) =>
    event.actions.flatMap((action) => {
      const payload = 'payload' in action ? action.payload : undefined;
      if (payload === undefined || byteLength(payload.contentExpression) <= limits.contentBytes) return [];
      const message = `Content Expression allowed in payload exceeded the limit ${limits.contentBytes} bytes in event ${event.eventName} in state ${state.stateName}.`;
      return [error(message, `${pathOf(action)}.${action.type}.payload.contentExpression`)];
    }),
  );

const timerDurations: Check = ({ events, pathOf }) =>
  events.flatMap(({ event }) =>
    event.actions.flatMap((action) => {
      if (action.type !== 'setTimer' || action.seconds === undefined) return [];
      const { timerName, seconds } = action;
      const path = `${pathOf(action)}.setTimer.seconds`;
      if (seconds < 1 || seconds > longestTimer)
        return [error(`The duration for timer ${timerName} must be between 1 and ${longestTimer} seconds.`, path)];
      if (seconds >= shortestTimer) return [];
      const message = `The duration for timer ${timerName} should be at least ${shortestTimer} seconds long.`;
      return [analysisWarning('service-limits', message, path)];
    }),
  );

const byteLength = (text: string): number => new TextEncoder().encode(text).length;

/**
 * Type `service-limits`: how much there may be of a thing.
 * @see https://docs.aws.amazon.com/iotevents/latest/developerguide/analyze-diagnostic-information.html
 */
export const checkServiceLimits: Check = (analysis) =>
  [states, eventsPerState, actionsPerEvent, contentSizes, timerDurations].flatMap((check) => check(analysis));
