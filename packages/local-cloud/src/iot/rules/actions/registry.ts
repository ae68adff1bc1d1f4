import type { TemplateWithPorts } from '@signalbox/iot-sql';
import { AwsError, UnsupportedError } from '../../../kernel/aws-error.ts';
import { checkRoleArn } from '../rule-roles.ts';
import type { ActionContext, ActionKind, Parameters, RuleAction } from './action.ts';
import { cloudwatchLogs } from './cloudwatch-logs.ts';
import { cloudwatchMetric } from './cloudwatch-metric.ts';
import { dynamoDbV2 } from './dynamodb-v2.ts';
import { kinesis } from './kinesis.ts';
import { lambda } from './lambda.ts';
import { republish } from './republish.ts';
import { sns } from './sns.ts';
import { sqs } from './sqs.ts';
import { timestream } from './timestream.ts';

const KINDS: readonly ActionKind[] = [
  cloudwatchLogs,
  cloudwatchMetric,
  dynamoDbV2,
  kinesis,
  lambda,
  republish,
  sns,
  sqs,
  timestream,
];

/** An action as in the API: `{kinesis: {streamName: …}}`. */
export type ActionDefinition = Readonly<Record<string, Parameters>>;

/** @throws AwsError InvalidRequestException, SqlParseException; UnsupportedError for an action or a parameter that is not here */
export function compileAction(definition: ActionDefinition, context: ActionContext): RuleAction {
  const names = Object.keys(definition).filter((name) => definition[name] != null);
  const [type = '', second] = names;
  if (names.length === 0 || second !== undefined) {
    throw new AwsError('InvalidRequestException', 'An action must have exactly one type');
  }
  const kind = KINDS.find((each) => each.type === type);
  if (kind === undefined) throw new UnsupportedError(`the rule action ${type}`);
  const parameters = definition[type] ?? {};
  checkParameters(kind, parameters);
  const asking: TemplateWithPorts[] = [];
  return { type, label: kind.label, asking, ...kind.compile(parameters, { ...context, asking }) };
}

function checkParameters({ type, accepts, requires }: ActionKind, parameters: Parameters): void {
  const stranger = Object.keys(parameters).find((name) => parameters[name] != null && !accepts.includes(name));
  if (stranger !== undefined) throw new UnsupportedError(`the parameter ${stranger} of the rule action ${type}`);
  const missing = requires.find((name) => parameters[name] == null);
  if (missing !== undefined) throw new AwsError('InvalidRequestException', `The action ${type} needs ${missing}`);
  if (accepts.includes('roleArn')) checkRoleArn(parameters['roleArn'], type);
}
