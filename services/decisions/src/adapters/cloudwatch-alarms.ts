import { CloudWatchClient, DescribeAlarmsCommand, type MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { clientSettings, sdkError } from '@signalbox/lambda-kit';
import type { Alarms, FiringAlarm } from '../ports.ts';

export interface CloudWatchAlarmsOptions {
  /** Default: one of its own. */
  readonly client?: CloudWatchClient;
  /** Of the names of those that are looked at. */
  readonly prefix: string;
}

/** The state may be written anew for another reason; it is the change that tells since when. */
const firingOf = ({ AlarmName, StateTransitionedTimestamp, StateUpdatedTimestamp }: MetricAlarm): FiringAlarm => ({
  name: AlarmName ?? '',
  since: (StateTransitionedTimestamp ?? StateUpdatedTimestamp)?.getTime() ?? 0,
});

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html */
export const cloudWatchAlarms = ({
  client = new CloudWatchClient(clientSettings),
  prefix: AlarmNamePrefix,
}: CloudWatchAlarmsOptions): Alarms => ({
  firing: async () => {
    const found: FiringAlarm[] = [];
    let NextToken: string | undefined;
    do {
      const command = new DescribeAlarmsCommand({ AlarmNamePrefix, StateValue: 'ALARM', NextToken });
      const page = await client.send(command).catch((error: unknown) => {
        throw sdkError('ALARMS_UNREADABLE', error);
      });
      found.push(...(page.MetricAlarms ?? []).map(firingOf));
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    return found;
  },
});
