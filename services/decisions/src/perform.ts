import { type ActionDecision, type DetectorAction, detectorActionEvent } from '@signalbox/contracts';
import { type Counts, PermanentError } from '@signalbox/lambda-kit';

type ActionType = DetectorAction['type'];

/** An action of one kind. */
export type ActionOf<T extends ActionType> = Extract<DetectorAction, { readonly type: T }>;

/** The decision that asks for an action: what tells a repetition from a second one, and what keeps a device's messages in order. */
export type ActionOrigin = Pick<ActionDecision, 'decisionId' | 'deviceId'>;

/** Carries out an action of one kind. Throws a TransientError or a PermanentError `ACTION_FAILED`. */
export type Perform<T extends ActionType> = (action: ActionOf<T>, origin: ActionOrigin) => Promise<void>;

/** Carries out every kind of action. */
export type Performers = { readonly [T in ActionType]: Perform<T> };

export interface PerformPorts extends Performers {
  readonly counts: Counts;
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new PermanentError('NOT_AN_ACTION', 'the message is no JSON', { cause: error });
  }
};

/**
 * Reads an event of the bus, as its rule put it on the queue.
 * Its shape: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html
 */
const parseAction = (body: string): ActionDecision => {
  const event = parseJson(body) as Readonly<Record<string, unknown>> | null;
  const { source, 'detail-type': detailType, detail } = event ?? {};
  if (source !== detectorActionEvent.source || detailType !== detectorActionEvent.detailType) {
    const what = `source ${JSON.stringify(source)}, detail-type ${JSON.stringify(detailType)}`;
    throw new PermanentError('NOT_AN_ACTION', `the event is another one: ${what}`);
  }
  const checked = detectorActionEvent.check(detail);
  if (!checked.ok) throw new PermanentError('NOT_AN_ACTION', checked.detail);
  return checked.value;
};

/** Topics that only AWS, and only the commands service, may publish to. The build refuses them where it can see them. */
const isReserved = (topic: string): boolean => topic.startsWith('$') || topic.split('/')[0] === 'cmd';

const perform = (performers: Performers, action: DetectorAction, origin: ActionOrigin): Promise<void> => {
  switch (action.type) {
    case 'iotTopicPublish':
      if (isReserved(action.mqttTopic)) {
        throw new PermanentError('TOPIC_RESERVED', `no detector may publish to ${action.mqttTopic}`);
      }
      return performers.iotTopicPublish(action, origin);
    case 'sns':
      return performers.sns(action, origin);
    case 'sqs':
      return performers.sqs(action, origin);
    case 'lambda':
      return performers.lambda(action, origin);
  }
};

/**
 * Carries out the action that one message of the queue asks for, and counts ActionsPerformed (by type). Whatever cannot be done
 * throws, so that the message comes again and, when that is of no use, stays in the dead letters with all that it said.
 * An action is carried out at least once, and exactly once where its target knows repetitions by an id (FIFO queues and topics).
 */
export const performAction =
  ({ counts, ...performers }: PerformPorts) =>
  async (body: string): Promise<void> => {
    const { action, decisionId, deviceId } = parseAction(body);
    await perform(performers, action, { decisionId, deviceId });
    counts.add('ActionsPerformed', 1, { type: action.type });
  };
