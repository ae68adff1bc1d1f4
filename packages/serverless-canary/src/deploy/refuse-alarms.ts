import { DescribeStackResourceCommand } from '@aws-sdk/client-cloudformation';
import { DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { CanaryError } from '../canary-error.ts';
import type { CanarySettings } from '../settings/settings.ts';
import { type Json, memberAt } from '../template/template.ts';
import { type Aws, isRefusal } from './aws.ts';
import type { DeployedStack } from './deployed-stack.ts';

interface Firing {
  readonly name: string;
  /** ISO 8601. */
  readonly since: string;
  readonly functions: readonly string[];
}

/** The name of an alarm of the stack; undefined: it is made by this deployment, so it cannot have fired. */
const physicalName = async (aws: Aws, stack: DeployedStack, logicalId: string): Promise<string | undefined> => {
  const resource = stack.template.Resources[logicalId];
  if (resource === undefined) return undefined;
  const name = memberAt(resource.Properties, 'AlarmName');
  if (typeof name === 'string') return name;
  try {
    const { StackResourceDetail } = await aws.cloudFormation.send(
      new DescribeStackResourceCommand({ StackName: stack.name, LogicalResourceId: logicalId }),
    );
    return StackResourceDetail?.PhysicalResourceId;
  } catch (error) {
    if (isRefusal(error, 'ValidationError')) return undefined;
    throw error;
  }
};

const nameOf = async (aws: Aws, stack: DeployedStack, alarm: Json): Promise<string | undefined> => {
  if (typeof alarm === 'string') return physicalName(aws, stack, alarm);
  const name = memberAt(alarm, 'name');
  const logicalId = memberAt(name, 'Ref');
  if (typeof logicalId === 'string') return physicalName(aws, stack, logicalId);
  // Any other intrinsic CloudFormation alone can evaluate; CodeDeploy looks at the alarm itself when it starts.
  return typeof name === 'string' ? name : undefined;
};

const watched = async (
  aws: Aws,
  stack: DeployedStack,
  { functions }: CanarySettings,
): Promise<Map<string, string[]>> => {
  const byAlarm = new Map<string, string[]>();
  for (const [key, { alarms }] of functions) {
    for (const alarm of alarms) {
      const name = await nameOf(aws, stack, alarm as Json);
      if (name !== undefined) byAlarm.set(name, [...(byAlarm.get(name) ?? []), key]);
    }
  }
  return byAlarm;
};

/** The alarms of these settings that are in ALARM now. */
const firingAlarms = async (aws: Aws, stack: DeployedStack, settings: CanarySettings): Promise<Firing[]> => {
  const names = await watched(aws, stack, settings);
  const firing: Firing[] = [];
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html: a hundred names a call
  for (let start = 0; start < names.size; start += 100) {
    const AlarmNames = [...names.keys()].slice(start, start + 100);
    const { MetricAlarms = [], CompositeAlarms = [] } = await aws.cloudWatch.send(
      new DescribeAlarmsCommand({ AlarmNames, AlarmTypes: ['MetricAlarm', 'CompositeAlarm'], StateValue: 'ALARM' }),
    );
    for (const { AlarmName: name = '', StateTransitionedTimestamp, StateUpdatedTimestamp } of [
      ...MetricAlarms,
      ...CompositeAlarms,
    ]) {
      const since = (StateTransitionedTimestamp ?? StateUpdatedTimestamp)?.toISOString() ?? 'some time ago';
      firing.push({ name, since, functions: names.get(name) ?? [] });
    }
  }
  return firing;
};

const line = ({ name, since, functions }: Firing): string => `  ${name} since ${since} (${functions.join(', ')})`;

/**
 * CodeDeploy would stop such a release at its start, and not say why. The fix of what the alarm is about must be deployable, though.
 * @returns what to warn of, if the alarms are ignored
 * @throws {CanaryError} CANARY_ALARM
 */
export const refuseAlarms = async (aws: Aws, stack: DeployedStack, settings: CanarySettings): Promise<string[]> => {
  const firing = await firingAlarms(aws, stack, settings);
  const ignored = ({ functions }: Firing) => functions.every((key) => settings.functions.get(key)?.ignoreAlarms);
  const stopping = firing.filter((alarm) => !ignored(alarm));
  if (stopping.length > 0) {
    throw new CanaryError(
      'CANARY_ALARM',
      `Alarms that would stop the release are firing already:\n${stopping.map(line).join('\n')}\nIf this release is to mend that, deploy it with ` +
        'ignoreAlarms: true in its deploymentSettings. Where a service has it as parameter: sls deploy --param ignoreAlarms=true in the folder of ' +
        'the service, or ignoreAlarms: true under its params in serverless-compose.yml (compose itself takes no --param)',
    );
  }
  return firing.map((alarm) => `An alarm is firing and is ignored: ${line(alarm).trim()}`);
};
