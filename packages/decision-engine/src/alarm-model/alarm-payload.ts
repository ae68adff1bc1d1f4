import type { Draft } from '../detector/run/draft.ts';
import type { Value } from '../expression/iot-events/index.ts';
import type { Operation } from '../record.ts';
import type { AlarmEvent } from './alarm-event.ts';
import type { AlarmRule } from './alarm-rule.ts';
import type { AlarmModel } from './definition.ts';

/** The timer that stands for the exchange of the rule set. An alarm itself has only one, `snooze`. */
export const releaseTimer = 'release';

const configurations: Readonly<Record<Operation, string>> = {
  ACKNOWLEDGE: 'acknowledgeActionConfiguration',
  SNOOZE: 'snoozeActionConfiguration',
  ENABLE: 'enableActionConfiguration',
  DISABLE: 'disableActionConfiguration',
  RESET: 'resetActionConfiguration',
};

/** Why the state changed, unless a message did it. */
const causeOf = (event: AlarmEvent): { readonly [name: string]: Value } => {
  // That another rule set took over is none of the causes that AWS knows.
  if (event.type === 'message' || (event.type === 'timer' && event.timer === releaseTimer)) return {};
  if (event.type === 'timer') {
    const stateChangeConfiguration = { triggerType: 'SNOOZE_TIMEOUT' };
    return { systemEvent: { eventType: 'STATE_CHANGE', stateChangeConfiguration } };
  }
  const { operation, note, snoozeMs } = event;
  const configuration = {
    ...(snoozeMs !== undefined && { snoozeDuration: BigInt(Math.round(snoozeMs / 1000)) }),
    ...(note !== undefined && { note }),
  };
  return { customerAction: { actionName: operation, [configurations[operation]]: configuration } };
};

/**
 * What an alarm's action without a payload of its own sends: what AWS's own function for notifications reads of an alarm,
 * and of the state's cause what the API says of it.
 * @see https://docs.aws.amazon.com/iotevents/latest/developerguide/lambda-support.html
 * @see https://docs.aws.amazon.com/iotevents/latest/apireference/API_iotevents-data_AlarmState.html
 */
export const alarmPayload = (draft: Draft, model: AlarmModel, rule: AlarmRule, event: AlarmEvent): Value => {
  const { modelName, modelVersion, keyValue } = draft.identity;
  const { inputProperty, threshold } = rule.values(draft.scope);
  const compared = inputProperty !== undefined && threshold !== undefined;
  const simpleRule = {
    inputProperty: inputProperty ?? null,
    operator: model.rule.comparisonOperator,
    threshold: threshold ?? null,
  };
  return {
    ...(modelName !== undefined && { alarmModelName: modelName }),
    alarmModelVersion: modelVersion,
    ...(keyValue !== undefined && { keyValue }),
    ...(model.severity !== undefined && { severity: BigInt(model.severity) }),
    stateUpdateTime: BigInt(draft.now),
    alarmState: {
      stateName: draft.stateName,
      ...(compared && { ruleEvaluation: { simpleRule } }),
      ...causeOf(event),
    },
  };
};
