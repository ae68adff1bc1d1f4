import type { DetectorAction } from '@signalbox/contracts';
import type { ResolvedAction } from '../run/resolved-action.ts';
import { faultOfTopic } from './refused-topic.ts';

/** As the schema of decisions has it. */
const MAX_PAYLOAD = 131_072;

/** The types that the service carries out, besides those that only change the detector. */
export const performedTypes = ['iotTopicPublish', 'sns', 'sqs', 'lambda'] as const;
export type PerformedType = (typeof performedTypes)[number];

export const isPerformed = (type: string): type is PerformedType =>
  (performedTypes as readonly string[]).includes(type);

/** An action that the service is not to carry out, for what its parameters came to be. */
class RefusedAction extends Error {
  override readonly name = 'RefusedAction';
}

const text = (action: ResolvedAction, name: string): string => {
  const value = action.parameters[name];
  if (typeof value === 'string') return value;
  throw new RefusedAction(`${action.type} '${action.event}': ${name} is no text`);
};

const topicOf = (action: ResolvedAction): string => {
  const topic = text(action, 'mqttTopic');
  const fault = faultOfTopic(topic);
  if (fault !== undefined) throw new RefusedAction(`${action.type} '${action.event}': ${fault}`);
  return topic;
};

/** The action as a decision carries it; undefined for one that only changed the detector. @throws {RefusedAction} */
export const serviceAction = (action: ResolvedAction): DetectorAction | undefined => {
  const { type, event, lifecycle, payload, parameters } = action;
  if (payload === undefined) return undefined;
  if (payload.text.length > MAX_PAYLOAD) {
    throw new RefusedAction(`${type} '${event}': its payload is longer than ${MAX_PAYLOAD} characters`);
  }
  const common = { event, lifecycle, payload: payload.text };
  switch (type) {
    case 'iotTopicPublish':
      return { type, ...common, mqttTopic: topicOf(action) };
    case 'sns':
      return { type, ...common, targetArn: text(action, 'targetArn') };
    case 'lambda':
      return { type, ...common, functionArn: text(action, 'functionArn') };
    case 'sqs':
      return { type, ...common, queueUrl: text(action, 'queueUrl'), useBase64: parameters['useBase64'] === true };
    default:
      throw new RefusedAction(`${type} '${event}': the service does not carry out ${type}`);
  }
};
