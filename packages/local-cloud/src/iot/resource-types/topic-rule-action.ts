import type { PropertySchema } from '../../kernel/resource-type.ts';

const text = { type: 'string' };
const withRole = (properties: Record<string, PropertySchema>, required: readonly string[]): PropertySchema => ({
  type: 'object',
  properties: { ...properties, RoleArn: text },
  required: [...required, 'RoleArn'],
});

/** The actions that rules/actions implements, each with every property that it honours. */
export const ACTION_SCHEMA: PropertySchema = {
  type: 'object',
  properties: {
    CloudwatchLogs: withRole({ LogGroupName: text, BatchMode: { type: 'boolean' } }, ['LogGroupName']),
    CloudwatchMetric: withRole(
      { MetricName: text, MetricNamespace: text, MetricUnit: text, MetricValue: text, MetricTimestamp: text },
      ['MetricName', 'MetricNamespace', 'MetricUnit', 'MetricValue'],
    ),
    DynamoDBv2: withRole({ PutItem: { type: 'object', properties: { TableName: text }, required: ['TableName'] } }, [
      'PutItem',
    ]),
    Kinesis: withRole({ StreamName: text, PartitionKey: text }, ['StreamName']),
    Lambda: { type: 'object', properties: { FunctionArn: text }, required: ['FunctionArn'] },
    Republish: withRole({ Topic: text, Qos: { type: 'integer' } }, ['Topic']),
    Sns: withRole({ TargetArn: text, MessageFormat: text }, ['TargetArn']),
    Sqs: withRole({ QueueUrl: text, UseBase64: { type: 'boolean' } }, ['QueueUrl']),
    Timestream: withRole(
      {
        DatabaseName: text,
        TableName: text,
        Dimensions: {
          type: 'array',
          items: { type: 'object', properties: { Name: text, Value: text }, required: ['Name', 'Value'] },
        },
        Timestamp: { type: 'object', properties: { Unit: text, Value: text }, required: ['Unit', 'Value'] },
      },
      ['DatabaseName', 'TableName', 'Dimensions'],
    ),
  },
};

const TYPES: Readonly<Record<string, string>> = { DynamoDBv2: 'dynamoDBv2' };

/** `{Kinesis: {StreamName}}` to `{kinesis: {streamName}}`. */
export function toActionDefinition(action: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(action).map(([type, parameters]) => [TYPES[type] ?? lowerFirst(type), lowerNames(parameters)]),
  );
}

function lowerNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lowerNames);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [lowerFirst(name), lowerNames(item)]));
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
