import type { PutMetricAlarmInput, Tag } from '@aws-sdk/client-cloudwatch';
import { call, type Operations } from '../../kernel/call-operation.ts';
import type { CloudContext } from '../../kernel/context.ts';
import { type ResourceType, resourceType } from '../../kernel/resource-type.ts';
import { unlessGone } from './unless-gone.ts';

type AlarmProperties = Omit<PutMetricAlarmInput, 'AlarmName'> & { readonly AlarmName?: string; readonly Tags?: Tag[] };

const string = { type: 'string' };
const integer = { type: 'integer' };
const number = { type: 'number' };
const boolean = { type: 'boolean' };
const list = (items: object) => ({ type: 'array', items });
const object = (properties: object, required: readonly string[] = []) => ({ type: 'object', properties, required });

const dimensions = list(object({ Name: string, Value: string }, ['Name', 'Value']));
const metricStat = object(
  {
    Metric: object({ Namespace: string, MetricName: string, Dimensions: dimensions }),
    Period: integer,
    Stat: string,
    Unit: string,
  },
  ['Metric', 'Period', 'Stat'],
);

const schema: ResourceType['schema'] = {
  properties: {
    AlarmName: string,
    AlarmDescription: string,
    ActionsEnabled: boolean,
    OKActions: list(string),
    AlarmActions: list(string),
    InsufficientDataActions: list(string),
    MetricName: string,
    Namespace: string,
    Statistic: string,
    ExtendedStatistic: string,
    Dimensions: dimensions,
    Period: integer,
    Unit: string,
    EvaluationPeriods: integer,
    DatapointsToAlarm: integer,
    Threshold: number,
    ComparisonOperator: string,
    TreatMissingData: string,
    Metrics: list(
      object(
        { Id: string, MetricStat: metricStat, Expression: string, Label: string, ReturnData: boolean, Period: integer },
        ['Id'],
      ),
    ),
    Tags: list(object({ Key: string, Value: string }, ['Key', 'Value'])),
  },
  required: ['ComparisonOperator', 'EvaluationPeriods'],
};

/** AWS::CloudWatch::Alarm. Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudwatch-alarm.html */
export const cloudWatchAlarm = (operations: Operations, { arn }: CloudContext): ResourceType => {
  const stateOf = (name: string) => ({ physicalId: name, attributes: { Arn: arn('cloudwatch', `alarm:${name}`) } });
  return resourceType<AlarmProperties>({
    typeName: 'AWS::CloudWatch::Alarm',
    schema,
    createOnly: ['AlarmName'],
    create: async (properties, context) => {
      const AlarmName = properties.AlarmName ?? context.generateName(255);
      await call(operations, 'PutMetricAlarm', { ...properties, AlarmName });
      return stateOf(AlarmName);
    },
    update: async ({ physicalId, attributes, properties: old }, { Tags = [], ...properties }) => {
      await call(operations, 'PutMetricAlarm', { ...properties, AlarmName: physicalId });
      const ResourceARN = attributes['Arn'];
      const kept = new Set(Tags.map((tag) => tag.Key));
      const TagKeys = (old.Tags ?? []).map((tag) => tag.Key).filter((key) => !kept.has(key));
      if (TagKeys.length > 0) await call(operations, 'UntagResource', { ResourceARN, TagKeys });
      if (Tags.length > 0) await call(operations, 'TagResource', { ResourceARN, Tags });
      return stateOf(physicalId);
    },
    remove: ({ physicalId }) => unlessGone(() => call(operations, 'DeleteAlarms', { AlarmNames: [physicalId] })),
  });
};
