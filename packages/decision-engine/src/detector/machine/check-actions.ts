import type { Node } from '../../expression/index.ts';
import { parseTextParameter } from '../../expression/iot-events/index.ts';
import { type DetectorEvent, type DetectorModel, lifecycles } from '../definition.ts';
import type { DetectorModelAction, ResourceName } from '../definition-action.ts';
import { isBuiltIn } from '../run/built-in-actions.ts';
import { inModel, type MemberProblem } from './member-problem.ts';
import { faultOfTopic, refusedTopic } from './refused-topic.ts';
import { isPerformed } from './service-action.ts';

/** What the text of a topic starts with, whatever its expressions give. */
const startOf = (node: Node): string => {
  if (node.kind === 'string') return node.value;
  if (node.kind === 'template') return typeof node.parts[0] === 'string' ? node.parts[0] : '';
  return node.kind === 'binary' && node.operator === '+' ? startOf(node.left) : '';
};

const faultOfTopicText = (text: string): string | undefined => {
  const node = parseTextParameter(text);
  return node.kind === 'string' ? faultOfTopic(node.value) : refusedTopic(startOf(node));
};

const resourceOf = (action: DetectorModelAction): ResourceName | undefined => {
  if (action.type === 'sns') return action.targetArn;
  if (action.type === 'lambda') return action.functionArn;
  return action.type === 'sqs' ? action.queueUrl : undefined;
};

/** Why the service cannot carry an action out; undefined if it can. */
export const faultOfAction = (action: DetectorModelAction): string | undefined => {
  const { type } = action;
  if (isBuiltIn(action)) return undefined;
  if (!isPerformed(type)) return `the service does not carry out ${type}`;
  if (type === 'iotTopicPublish') return faultOfTopicText(action.mqttTopic);
  const resource = resourceOf(action);
  if (typeof resource !== 'object') return undefined;
  return `${type} names its target by ${Object.keys(resource).join()}, which only CloudFormation can compute: write it out`;
};

/** As AWS has it, and the schema of decisions. */
const MAX_EVENT_NAME = 128;

const checkEvent = ({ actions, eventName }: DetectorEvent, path: string): MemberProblem[] => {
  if (eventName.length > MAX_EVENT_NAME) {
    return [inModel(`${path}.eventName`, `the name of an event has at most ${MAX_EVENT_NAME} characters`)];
  }
  return actions.flatMap((action, index) => {
    const fault = faultOfAction(action);
    const place = `${path}.actions[${index}].${action.type}`;
    return fault === undefined ? [] : [inModel(place, `event '${eventName}': ${fault}`)];
  });
};

/** Every action that the service cannot carry out. */
export const checkActions = ({ states }: DetectorModel): MemberProblem[] =>
  states.flatMap((state, index) => {
    const at = (list: string, events: readonly DetectorEvent[]): MemberProblem[] =>
      events.flatMap((event, place) => checkEvent(event, `states[${index}].${list}[${place}]`));
    return [
      ...lifecycles.flatMap((lifecycle) => at(`${lifecycle}.events`, state[lifecycle].events)),
      ...at('onInput.transitionEvents', state.onInput.transitionEvents),
    ];
  });
