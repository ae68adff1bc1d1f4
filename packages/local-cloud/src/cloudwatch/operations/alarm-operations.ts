import { isDeepStrictEqual } from 'node:util';
import type {
  DescribeAlarmHistoryInput,
  DescribeAlarmsForMetricInput,
  DescribeAlarmsInput,
  PutMetricAlarmInput,
  SetAlarmStateInput,
} from '@aws-sdk/client-cloudwatch';
import type { CloudContext } from '../../kernel/context.ts';
import { type Operation, operation } from '../../kernel/operation.ts';
import type { Alarm, AlarmState } from '../alarms/alarm.ts';
import type { AlarmBook } from '../alarms/alarm-book.ts';
import type { AlarmHistory, HistoryItem } from '../alarms/alarm-history.ts';
import { notFound, validationError } from '../errors.ts';
import { dimensionMap } from '../math/evaluate-queries.ts';
import { readAlarm } from './check-alarm.ts';
import { type Tags, tagMap } from './tag-operations.ts';

const states = new Set(['OK', 'ALARM', 'INSUFFICIENT_DATA']);

const describe = (alarm: Alarm) => ({
  AlarmArn: alarm.arn,
  ...alarm.configuration,
  Dimensions: alarm.configuration.Dimensions ?? [],
  AlarmConfigurationUpdatedTimestamp: alarm.configuredAt / 1000,
  StateValue: alarm.state,
  StateReason: alarm.reason,
  ...(alarm.reasonData === undefined ? {} : { StateReasonData: alarm.reasonData }),
  StateUpdatedTimestamp: alarm.stateUpdatedAt / 1000,
  StateTransitionedTimestamp: alarm.stateChangedAt / 1000,
});

const describeItem = ({ alarmName, timestamp, type, summary, data }: HistoryItem) => ({
  AlarmName: alarmName,
  AlarmType: 'MetricAlarm',
  Timestamp: timestamp / 1000,
  HistoryItemType: type,
  HistorySummary: summary,
  HistoryData: data,
});

const pageOf = <Item>(items: readonly Item[], token: string | undefined, max = 50) => {
  const start = token === undefined ? 0 : Number(Buffer.from(token, 'base64url').toString());
  const end = start + max;
  const next = end < items.length ? { NextToken: Buffer.from(String(end)).toString('base64url') } : {};
  return { items: items.slice(start, end), next };
};

/** Metric alarms. Composite alarms, anomaly detection and PromQL are refused by name. */
export const alarmOperations = (
  book: AlarmBook,
  history: AlarmHistory,
  tags: Tags,
  { arn, clock }: CloudContext,
): Readonly<Record<string, Operation>> => {
  const put = (input: PutMetricAlarmInput) => {
    const configuration = readAlarm(input);
    const name = configuration.AlarmName;
    const now = clock.now();
    const old = book.alarms.get(name);
    const alarm: Alarm = {
      ...(old ?? {
        arn: arn('cloudwatch', `alarm:${name}`),
        state: 'INSUFFICIENT_DATA',
        reason: 'Unchecked: Initial alarm creation',
        stateUpdatedAt: now,
        stateChangedAt: now,
      }),
      configuration,
      configuredAt: now,
    };
    book.alarms.set(name, alarm);
    history.add(name, now, 'ConfigurationUpdate', `Alarm "${name}" ${old === undefined ? 'created' : 'updated'}`, {
      version: '1.0',
      type: old === undefined ? 'Create' : 'Update',
    });
    if (input.Tags !== undefined && old === undefined) tags.set(alarm.arn, tagMap(input.Tags));
    return {};
  };

  const remove = ({ AlarmNames = [] }: { AlarmNames?: string[] }) => {
    const unknown = AlarmNames.find((name) => !book.alarms.has(name));
    if (unknown !== undefined) throw notFound(`Unable to find alarm ${unknown}`);
    for (const name of AlarmNames) {
      tags.delete(book.get(name).arn);
      book.alarms.delete(name);
      history.add(name, clock.now(), 'ConfigurationUpdate', `Alarm "${name}" deleted`, {
        version: '1.0',
        type: 'Delete',
      });
    }
    return {};
  };

  const fits = ({ configuration, state }: Alarm, input: DescribeAlarmsInput): boolean => {
    const actions = [
      ...configuration.AlarmActions,
      ...configuration.OKActions,
      ...configuration.InsufficientDataActions,
    ];
    const { AlarmNames, AlarmNamePrefix = '', StateValue, ActionPrefix } = input;
    return (
      (AlarmNames === undefined || AlarmNames.includes(configuration.AlarmName)) &&
      configuration.AlarmName.startsWith(AlarmNamePrefix) &&
      (StateValue === undefined || state === StateValue) &&
      (ActionPrefix === undefined || actions.some((action) => action.startsWith(ActionPrefix)))
    );
  };

  const describeAlarms = (input: DescribeAlarmsInput) => {
    if (input.AlarmTypes !== undefined && !input.AlarmTypes.includes('MetricAlarm')) {
      return { MetricAlarms: [], CompositeAlarms: [] };
    }
    const found = [...book.alarms.values()].filter((alarm) => fits(alarm, input));
    found.sort((a, b) => (a.configuration.AlarmName < b.configuration.AlarmName ? -1 : 1));
    const { items, next } = pageOf(found, input.NextToken, input.MaxRecords);
    return { MetricAlarms: items.map(describe), CompositeAlarms: [], ...next };
  };

  const describeForMetric = (input: DescribeAlarmsForMetricInput) => {
    const wanted = dimensionMap(input.Dimensions);
    const found = [...book.alarms.values()].filter(
      ({ configuration: alarm }) =>
        alarm.MetricName === input.MetricName &&
        alarm.Namespace === input.Namespace &&
        isDeepStrictEqual(dimensionMap(alarm.Dimensions), wanted) &&
        (['Statistic', 'ExtendedStatistic', 'Period', 'Unit'] as const).every(
          (member) => input[member] === undefined || input[member] === alarm[member],
        ),
    );
    return { MetricAlarms: found.map(describe) };
  };

  const setState = ({
    AlarmName = '',
    StateValue = '' as AlarmState,
    StateReason = '',
    StateReasonData,
  }: SetAlarmStateInput) => {
    if (!states.has(StateValue))
      throw validationError(`The value ${StateValue} for parameter StateValue is not supported.`);
    book.changeState(book.get(AlarmName), StateValue, StateReason, StateReasonData);
    return {};
  };

  const enable = (ActionsEnabled: boolean) =>
    operation(['AlarmNames'], ({ AlarmNames = [] }: { AlarmNames?: string[] }) => {
      for (const name of AlarmNames) {
        const alarm = book.alarms.get(name);
        if (alarm !== undefined)
          book.alarms.set(name, { ...alarm, configuration: { ...alarm.configuration, ActionsEnabled } });
      }
      return {};
    });

  const describeHistory = (input: DescribeAlarmHistoryInput) => {
    const { AlarmName, HistoryItemType, StartDate, EndDate, ScanBy = 'TimestampDescending' } = input;
    const from = StartDate === undefined ? 0 : Number(StartDate) * 1000;
    const to = EndDate === undefined ? Number.POSITIVE_INFINITY : Number(EndDate) * 1000;
    const found = history
      .all()
      .filter((item) => AlarmName === undefined || item.alarmName === AlarmName)
      .filter((item) => HistoryItemType === undefined || item.type === HistoryItemType)
      .filter((item) => item.timestamp >= from && item.timestamp <= to);
    const { items, next } = pageOf(
      ScanBy === 'TimestampDescending' ? found : found.toReversed(),
      input.NextToken,
      input.MaxRecords ?? 100,
    );
    return { AlarmHistoryItems: items.map(describeItem), ...next };
  };

  return {
    PutMetricAlarm: operation(
      [
        'AlarmName',
        'AlarmDescription',
        'ActionsEnabled',
        'OKActions',
        'AlarmActions',
        'InsufficientDataActions',
        'MetricName',
        'Namespace',
        'Statistic',
        'ExtendedStatistic',
        'Dimensions',
        'Period',
        'Unit',
        'EvaluationPeriods',
        'DatapointsToAlarm',
        'Threshold',
        'ComparisonOperator',
        'TreatMissingData',
        'Metrics',
        'Tags',
      ],
      put,
    ),
    DescribeAlarms: operation(
      ['AlarmNames', 'AlarmNamePrefix', 'AlarmTypes', 'StateValue', 'ActionPrefix', 'MaxRecords', 'NextToken'],
      describeAlarms,
    ),
    DescribeAlarmsForMetric: operation(
      ['MetricName', 'Namespace', 'Statistic', 'ExtendedStatistic', 'Dimensions', 'Period', 'Unit'],
      describeForMetric,
    ),
    SetAlarmState: operation(['AlarmName', 'StateValue', 'StateReason', 'StateReasonData'], setState),
    DeleteAlarms: operation(['AlarmNames'], remove),
    EnableAlarmActions: enable(true),
    DisableAlarmActions: enable(false),
    DescribeAlarmHistory: operation(
      ['AlarmName', 'AlarmTypes', 'HistoryItemType', 'StartDate', 'EndDate', 'MaxRecords', 'NextToken', 'ScanBy'],
      describeHistory,
    ),
  };
};
