import type {
  AlarmConfiguration,
  AutoRollbackConfiguration,
  DeploymentStyle,
  TriggerConfig,
} from '@aws-sdk/client-codedeploy';
import { UnsupportedError } from '../../kernel/aws-error.ts';
import { refusal } from '../codedeploy-error.ts';
import {
  type AlarmSettings,
  type AutoRollback,
  type RollbackEvent,
  rollbackEvents,
  type Trigger,
  type TriggerEvent,
  triggerEvents,
} from '../model/deployment-group.ts';
import { checkCount } from './checks.ts';

/** @throws AwsError InvalidAlarmConfigException, AlarmsLimitExceededException */
export const readAlarms = (given: AlarmConfiguration | undefined): AlarmSettings => {
  const { enabled = false, ignorePollAlarmFailure = false, alarms = [] } = given ?? {};
  const names = alarms.map(({ name = '' }) => name);
  const isBad = names.some((name) => name === '' || name.length > 255) || new Set(names).size < names.length;
  if (isBad) throw refusal('InvalidAlarmConfigException', 'An alarm name is empty, too long or given twice.');
  if (enabled && names.length === 0)
    throw refusal('InvalidAlarmConfigException', 'The alarm configuration is enabled, but the alarm list is empty.');
  checkCount(names.length, 10, 'AlarmsLimitExceededException', 'alarms for a deployment group');
  return { enabled, ignorePollAlarmFailure, names };
};

/** @throws AwsError InvalidAutoRollbackConfigException */
export const readAutoRollback = (given: AutoRollbackConfiguration | undefined): AutoRollback => {
  const { enabled = false, events = [] } = given ?? {};
  const stranger = events.find((event) => !rollbackEvents.includes(event as RollbackEvent));
  if (stranger !== undefined)
    throw refusal('InvalidAutoRollbackConfigException', `The auto rollback event ${stranger} is not valid.`);
  if (enabled && events.length === 0)
    throw refusal(
      'InvalidAutoRollbackConfigException',
      'Automatic rollback is enabled, but no event types were listed.',
    );
  return { enabled, events: events as readonly RollbackEvent[] };
};

const otherTriggerEvents = ['DeploymentReady', 'InstanceStart', 'InstanceSuccess', 'InstanceFailure', 'InstanceReady'];

const readTrigger = ({
  triggerName = '',
  triggerTargetArn = '',
  triggerEvents: events = [],
}: TriggerConfig): Trigger => {
  const server = events.find((event) => otherTriggerEvents.includes(event));
  if (server !== undefined) throw new UnsupportedError(`the trigger event ${server}: no Lambda deployment has it`);
  const stranger = events.find((event) => !triggerEvents.includes(event as TriggerEvent));
  if (
    triggerName === '' ||
    events.length === 0 ||
    stranger !== undefined ||
    !/^arn:aws[\w-]*:sns:/.test(triggerTargetArn)
  )
    throw refusal('InvalidTriggerConfigException', `The trigger ${triggerName} was specified in an invalid format.`);
  return { name: triggerName, topicArn: triggerTargetArn, events: events as readonly TriggerEvent[] };
};

/** @throws AwsError InvalidTriggerConfigException, TriggerTargetsLimitExceededException */
export const readTriggers = (given: readonly TriggerConfig[] = []): readonly Trigger[] => {
  checkCount(given.length, 10, 'TriggerTargetsLimitExceededException', 'triggers');
  const triggers = given.map(readTrigger);
  if (new Set(triggers.map(({ name }) => name)).size < triggers.length)
    throw refusal('InvalidTriggerConfigException', 'Two triggers have the same name.');
  return triggers;
};

/** Functions are always deployed so. @throws AwsError InvalidDeploymentStyleException */
export const checkStyle = ({ deploymentType, deploymentOption }: DeploymentStyle = {}): void => {
  const isFit =
    (deploymentType ?? 'BLUE_GREEN') === 'BLUE_GREEN' &&
    (deploymentOption ?? 'WITH_TRAFFIC_CONTROL') === 'WITH_TRAFFIC_CONTROL';
  if (!isFit)
    throw refusal(
      'InvalidDeploymentStyleException',
      'The deployment style of a deployment group for AWS Lambda must be BLUE_GREEN and WITH_TRAFFIC_CONTROL.',
    );
};
