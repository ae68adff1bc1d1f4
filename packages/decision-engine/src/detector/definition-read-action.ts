import { analysisError } from './check/result.ts';
import type { DetectorModelAction } from './definition-action.ts';
import {
  at,
  boolean,
  integer,
  intrinsicOf,
  memberOf,
  nameOf,
  object,
  oneOf,
  optional,
  type Place,
  type Read,
  refuse,
  refuseKind,
  required,
  resourceName,
  type Shape,
  text,
} from './definition-value.ts';
import { isObject } from './is-object.ts';

const payload = optional(object({ contentExpression: required(text), type: required(oneOf('STRING', 'JSON')) }));

const propertyValue: Shape = {
  value: optional(
    object({
      stringValue: optional(text),
      integerValue: optional(text),
      doubleValue: optional(text),
      booleanValue: optional(text),
    }),
  ),
  timestamp: optional(object({ timeInSeconds: required(text), offsetInNanos: optional(text) })),
  quality: optional(text),
};

const timerName = { timerName: required(text) };

/** @see https://docs.aws.amazon.com/iotevents/latest/apireference/API_Action.html */
const actionShapes: Readonly<Record<DetectorModelAction['type'], Shape>> = {
  setVariable: { variableName: required(text), value: required(text) },
  setTimer: { ...timerName, seconds: optional(integer), durationExpression: optional(text) },
  clearTimer: timerName,
  resetTimer: timerName,
  sns: { targetArn: required(resourceName), payload },
  iotTopicPublish: { mqttTopic: required(text), payload },
  lambda: { functionArn: required(resourceName), payload },
  iotEvents: { inputName: required(resourceName), payload },
  sqs: { queueUrl: required(resourceName), useBase64: optional(boolean), payload },
  firehose: { deliveryStreamName: required(resourceName), separator: optional(text), payload },
  dynamoDB: {
    tableName: required(resourceName),
    hashKeyField: required(text),
    hashKeyValue: required(text),
    hashKeyType: optional(text),
    rangeKeyField: optional(text),
    rangeKeyValue: optional(text),
    rangeKeyType: optional(text),
    operation: optional(text),
    payloadField: optional(text),
    payload,
  },
  dynamoDBv2: { tableName: required(resourceName), payload },
  iotSiteWise: {
    entryId: optional(text),
    assetId: optional(text),
    propertyId: optional(text),
    propertyAlias: optional(text),
    propertyValue: optional(object(propertyValue)),
  },
};

/** The types of actions that a model can name. */
export const actionTypes = Object.keys(actionShapes) as readonly DetectorModelAction['type'][];

const isActionType = (name: string): name is DetectorModelAction['type'] => Object.hasOwn(actionShapes, name);

const checkTimer = (action: DetectorModelAction, place: Place): DetectorModelAction | undefined => {
  if (action.type !== 'setTimer') return action;
  const { seconds, durationExpression } = action;
  if (seconds === undefined && durationExpression === undefined)
    return refuse(place, "lacks its 'seconds' or 'durationExpression'");
  if (seconds !== undefined && durationExpression !== undefined) {
    const message = 'Only one of seconds and durationExpression can be set in SetTimer.';
    place.problems.push(analysisError('structure', message, place.path));
  }
  return action;
};

const readTyped = (
  type: DetectorModelAction['type'],
  value: unknown,
  place: Place,
): DetectorModelAction | undefined => {
  const before = place.problems.length;
  const members = object<object>(actionShapes[type])(value, at(place, type));
  if (members === undefined) return undefined;
  const action = { type, ...members } as DetectorModelAction;
  place.paths.set(action, place.path);
  // A duration that was refused is not a missing one.
  return place.problems.length > before ? action : checkTimer(action, at(place, type));
};

const refuseUnknown = (action: Readonly<Record<string, unknown>>, place: Place): void => {
  const unknown = Object.keys(action).filter((key) => !isActionType(nameOf(key, place) ?? ''));
  if (unknown.length === 0) return;
  const message = `Invalid action type present in action definition: ${JSON.stringify(action)}.`;
  place.problems.push(analysisError('supported-actions', message, ...unknown.map((key) => at(place, key).path)));
};

/**
 * The actions that one object of an `actions` list stands for: one, but for what is wrong with it.
 * @see https://docs.aws.amazon.com/iotevents/latest/developerguide/iotevents-restrictions-detector-model.html
 */
export const readAction: Read<readonly DetectorModelAction[]> = (value, place) => {
  if (!isObject(value) || (place.cfn && intrinsicOf(value) !== undefined)) return refuseKind(value, place, 'an object');
  refuseUnknown(value, place);
  const given = actionTypes.filter((type) => memberOf(value, type, place) !== undefined);
  if (given.length > 1 || Object.keys(value).length === 0) {
    const message = `Actions may only have one type defined, but found an action with ${given.length} types. Please split into separate Actions.`;
    place.problems.push(analysisError('structure', message, place.path));
  }
  return given
    .map((type) => readTyped(type, memberOf(value, type, place), place))
    .filter((action) => action !== undefined);
};
