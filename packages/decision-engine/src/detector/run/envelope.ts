import type { Value } from '../../expression/iot-events/index.ts';
import type { Cause, Draft } from './draft.ts';
import { runningTimers } from './timers.ts';

const triggerOf = (cause: Cause): Record<string, Value> =>
  cause.type === 'message'
    ? { inputName: cause.input, messageId: cause.messageId, triggerType: 'Message' }
    : { triggerType: 'Timer' };

const times = (timers: Readonly<Record<string, number>>): Record<string, Value> =>
  Object.fromEntries(Object.entries(timers).map(([name, dueAt]) => [name, BigInt(dueAt)]));

/**
 * What an action without a payload of its own sends: the detector as it is when the action runs. In onExit the state is
 * still the old one, while variables have the transition's updates.
 * @see https://docs.aws.amazon.com/iotevents/latest/developerguide/iotevents-simple-example.html
 */
export const standardPayload = (draft: Draft, eventName: string, executionId: string): Value => {
  const { modelName, modelVersion, keyValue } = draft.identity;
  return {
    eventTime: BigInt(draft.now),
    payload: {
      actionExecutionId: executionId,
      detector: {
        ...(modelName !== undefined && { detectorModelName: modelName }),
        ...(keyValue !== undefined && { keyValue }),
        detectorModelVersion: modelVersion,
      },
      eventTriggerDetails: triggerOf(draft.cause),
      state: {
        stateName: draft.stateName,
        variables: Object.fromEntries(draft.variables),
        timers: times(runningTimers(draft.timers)),
      },
    },
    eventName,
  };
};
