import { readDetectorModel } from '../definition-read.ts';
import { type CheckOptions, checkDetectorModel } from './check.ts';
import type { AnalysisResult } from './result.ts';

type Json = Readonly<Record<string, unknown>>;

export const event = (condition: string | undefined, ...actions: Json[]): Json => ({
  eventName: 'Happens',
  ...(condition !== undefined && { condition }),
  actions,
});

export const transition = (condition: string, nextState: string, ...actions: Json[]): Json => ({
  ...event(condition, ...actions),
  eventName: `To ${nextState}`,
  nextState,
});

export interface StateParts {
  readonly enter?: readonly Json[];
  readonly input?: readonly Json[];
  readonly transitions?: readonly Json[];
  readonly exit?: readonly Json[];
}

export const state = (stateName: string, { enter, input, transitions, exit }: StateParts): Json => ({
  stateName,
  onEnter: { events: enter ?? [] },
  onInput: { events: input ?? [], transitionEvents: transitions ?? [] },
  onExit: { events: exit ?? [] },
});

/** A model, its first state the initial one. */
export const model = (...states: readonly Json[]): Json => ({
  initialStateName: states[0]?.['stateName'] ?? 'None',
  states,
});

/** A model of one state that looks at an input, so that there is nothing to say of it but what the parts give cause for. */
export const single = ({ input = [], ...parts }: StateParts): Json =>
  model(state('Only', { ...parts, input: [event('currentInput("Meter")'), ...input] }));

export const setVariable = (variableName: string, value: string): Json => ({ setVariable: { variableName, value } });

export const setTimer = (timerName: string, seconds = 60): Json => ({ setTimer: { timerName, seconds } });

export const publish = (contentExpression?: string, type = 'JSON'): Json => ({
  iotTopicPublish: {
    mqttTopic: 'a/b',
    ...(contentExpression !== undefined && { payload: { contentExpression, type } }),
  },
});

/** The results that are no INFO: `LEVEL type: message @ paths`. */
export const findings = (document: unknown, options: CheckOptions = {}): readonly string[] =>
  checkDetectorModel(readDetectorModel(document), options)
    .filter(({ level }) => level !== 'INFO')
    .map(shown);

const shown = ({ level, type, message, locations }: AnalysisResult): string =>
  `${level} ${type}: ${message} @ ${locations.map(({ path }) => path).join(' ')}`;
