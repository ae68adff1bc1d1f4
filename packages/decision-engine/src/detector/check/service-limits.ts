import type { SetTimerAction } from '../definition-action.ts';
import type { Check } from './analysis.ts';
import { type AnalysisResult, analysisError } from './result.ts';

/** @see https://docs.aws.amazon.com/general/latest/gr/iot-events.html */
const limits = {
  states: 20,
  eventsPerState: 20,
  transitionEventsPerState: 20,
  actionsPerEvent: 10,
  contentBytes: 1024,
};

/** Seconds. A shorter one is an error of the analysis, for AWS does not promise to be that exact; it runs nevertheless. */
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

/** What is known of a duration: an expression tells it only if it is a number as it stands. */
const durationOf = ({
  seconds,
  durationExpression = '',
}: SetTimerAction): [field: string, seconds: number] | undefined => {
  if (seconds !== undefined) return ['seconds', seconds];
  const text = durationExpression.trim();
  return /^\d+(\.\d+)?$/.test(text) ? ['durationExpression', Math.floor(Number(text))] : undefined;
};

const timerDurations: Check = ({ events, pathOf }) =>
  events.flatMap(({ event }) =>
    event.actions.flatMap((action) => {
      const duration = action.type === 'setTimer' ? durationOf(action) : undefined;
      if (action.type !== 'setTimer' || duration === undefined) return [];
      const [field, seconds] = duration;
      const path = `${pathOf(action)}.setTimer.${field}`;
      if (seconds < 1 || seconds > longestTimer)
        return [
          error(`The duration for timer ${action.timerName} must be between 1 and ${longestTimer} seconds.`, path),
        ];
      if (seconds >= shortestTimer) return [];
      return [
        error(`The duration for timer ${action.timerName} should be at least ${shortestTimer} seconds long.`, path),
      ];
    }),
  );

const byteLength = (text: string): number => new TextEncoder().encode(text).length;

/**
 * Type `service-limits`: how much there may be of a thing.
 * @see https://docs.aws.amazon.com/iotevents/latest/developerguide/analyze-diagnostic-information.html
 */
export const checkServiceLimits: Check = (analysis) =>
  [states, eventsPerState, actionsPerEvent, contentSizes, timerDurations].flatMap((check) => check(analysis));
