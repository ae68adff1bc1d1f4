import type { DetectorModelAction } from '../definition-action.ts';
import type { Check } from './analysis.ts';
import { type AnalysisResult, analysisError } from './result.ts';

interface Constraint {
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: RegExp;
}

const identifier = /^[a-zA-Z][a-zA-Z0-9_]*$/;
const name: Constraint = { min: 1, max: 128 };
const arn: Constraint = { min: 1, max: 2048 };

/** Of the members beside the definition. */
const modelConstraints = {
  name: { min: 1, max: 128, pattern: /^[a-zA-Z0-9_-]+$/ },
  description: { max: 1024 },
  key: { min: 1, max: 128, pattern: /^((`[\w\- ]+`)|([\w-]+))(\.((`[\w\- ]+`)|([\w-]+)))*$/ },
  role: arn,
} as const satisfies Record<string, Constraint>;

/** What those members are called in the API. */
const modelMembers = {
  name: 'detectorModelName',
  description: 'detectorModelDescription',
  key: 'key',
  role: 'roleArn',
} as const;

const variableName: Constraint = { ...name, pattern: identifier };
const duration: Constraint = { min: 1, max: 1024 };

const actionConstraints: Readonly<Partial<Record<DetectorModelAction['type'], Readonly<Record<string, Constraint>>>>> =
  {
    setVariable: { variableName, value: { min: 1, max: 1024 } },
    setTimer: { timerName: name, durationExpression: duration },
    clearTimer: { timerName: name },
    resetTimer: { timerName: name },
    sns: { targetArn: arn },
    lambda: { functionArn: arn },
    iotTopicPublish: { mqttTopic: name },
    firehose: { separator: { pattern: /^(\n|\t|\r\n|,)$/ } },
  };

const violationOf = (value: string, { min = 0, max, pattern }: Constraint): string | undefined => {
  if (value.length < min) return `Member must have length greater than or equal to ${min}`;
  if (max !== undefined && value.length > max) return `Member must have length less than or equal to ${max}`;
  return pattern === undefined || pattern.test(value)
    ? undefined
    : `Member must satisfy regular expression pattern: ${pattern.source}`;
};

/** Refuses in the words of AWS's services. Names that a template computes are let pass. */
const checkValue = (value: unknown, constraint: Constraint, path: string): readonly AnalysisResult[] => {
  const violation = typeof value === 'string' ? violationOf(value, constraint) : undefined;
  if (violation === undefined) return [];
  return [analysisError('service-limits', `Value at '${path}' failed to satisfy constraint: ${violation}.`, path)];
};

const checkAction = (action: DetectorModelAction, path: string): readonly AnalysisResult[] => {
  const values = new Map<string, unknown>(Object.entries(action));
  return Object.entries(actionConstraints[action.type] ?? {}).flatMap(([field, constraint]) =>
    checkValue(values.get(field), constraint, `${path}.${action.type}.${field}`),
  );
};

/**
 * Type `service-limits`: how long a text may be and what it may consist of.
 * @see https://docs.aws.amazon.com/iotevents/latest/apireference/API_Types.html
 */
export const checkConstraints: Check = ({ model, events, pathOf }) => [
  ...(['name', 'description', 'key', 'role'] as const).flatMap((member) =>
    checkValue(model[member], modelConstraints[member], modelMembers[member]),
  ),
  ...checkValue(model.initialStateName, name, 'initialStateName'),
  ...model.states.flatMap((state) => checkValue(state.stateName, name, `${pathOf(state)}.stateName`)),
  ...events.flatMap(({ event, path }) => [
    ...checkValue(event.eventName, { max: 128 }, `${path}.eventName`),
    ...checkValue(event.condition, { max: 512 }, `${path}.condition`),
    ...event.actions.flatMap((action) => checkAction(action, pathOf(action))),
  ]),
];
