import { isScalar, textOf, type Value } from '../../expression/iot-events/index.ts';
import type { DetectorModelAction, DynamoDbAction, ResourceName } from '../definition-action.ts';
import type { Draft } from './draft.ts';
import type { Expressions } from './expressions.ts';
import { required } from './parameter.ts';
import type { Parameters } from './resolved-action.ts';
import { compileSiteWise } from './site-wise-parameters.ts';

type Evaluate = (draft: Draft) => Value | ResourceName;
type EvaluateParameters = (draft: Draft, executionId: string) => Parameters;

const constant =
  (value: Value | ResourceName): Evaluate =>
  () =>
    value;

const given = (parameters: Readonly<Record<string, Evaluate | undefined>>): EvaluateParameters => {
  const entries = Object.entries(parameters).filter((entry): entry is [string, Evaluate] => entry[1] !== undefined);
  return (draft) => Object.fromEntries(entries.map(([name, evaluate]) => [name, evaluate(draft)]));
};

/** A name that a template computes is nobody's but CloudFormation's to know. */
const tableName = (name: ResourceName, expressions: Expressions): Evaluate =>
  typeof name === 'string' ? required('tableName', expressions.compile(name)) : constant(name);

/** AWS takes a text and an expression that gives one. */
const topic = (text: string, expressions: Expressions): Evaluate => {
  const evaluate = required('mqttTopic', expressions.compileText(text));
  return (draft) => {
    const value = evaluate(draft);
    return isScalar(value) ? textOf(value) : value;
  };
};

/** Defaults as https://docs.aws.amazon.com/iotevents/latest/apireference/API_DynamoDBAction.html has them. */
const dynamoDb = (action: DynamoDbAction, expressions: Expressions): EvaluateParameters => {
  const of = (name: Exclude<keyof DynamoDbAction, 'type' | 'payload' | 'tableName'>, otherwise?: string) => {
    const expression = action[name];
    if (expression !== undefined) return required(name, expressions.compile(expression));
    return otherwise === undefined ? undefined : constant(otherwise);
  };
  const field = of('payloadField', 'payload');
  // "If the defined payload type is a string, DynamoDBAction writes non-JSON data as binary data", under another name.
  const suffix = action.payload?.type === 'STRING' ? '_raw' : '';
  return given({
    tableName: tableName(action.tableName, expressions),
    hashKeyType: of('hashKeyType', 'STRING'),
    hashKeyField: of('hashKeyField'),
    hashKeyValue: of('hashKeyValue'),
    rangeKeyType: of('rangeKeyType', action.rangeKeyField === undefined ? undefined : 'STRING'),
    rangeKeyField: of('rangeKeyField'),
    rangeKeyValue: of('rangeKeyValue'),
    operation: of('operation', 'INSERT'),
    payloadField: (draft) => `${field?.(draft)}${suffix}`,
  });
};

/**
 * The parameters of an action that goes out, but for its payload. ARNs, names of functions, inputs and streams, and URLs
 * of queues are texts; a topic is one or an expression; what DynamoDB and SiteWise are told is all expressions.
 * @see https://docs.aws.amazon.com/iotevents/latest/apireference/API_Action.html
 */
export const compileParameters = (action: DetectorModelAction, expressions: Expressions): EvaluateParameters => {
  switch (action.type) {
    case 'sns':
      return given({ targetArn: constant(action.targetArn) });
    case 'lambda':
      return given({ functionArn: constant(action.functionArn) });
    case 'iotEvents':
      return given({ inputName: constant(action.inputName) });
    case 'sqs':
      return given({
        queueUrl: constant(action.queueUrl),
        useBase64: action.useBase64 === undefined ? undefined : constant(action.useBase64),
      });
    case 'firehose':
      return given({
        deliveryStreamName: constant(action.deliveryStreamName),
        separator: action.separator === undefined ? undefined : constant(action.separator),
      });
    case 'iotTopicPublish':
      return given({ mqttTopic: topic(action.mqttTopic, expressions) });
    case 'dynamoDB':
      return dynamoDb(action, expressions);
    case 'dynamoDBv2':
      return given({ tableName: tableName(action.tableName, expressions) });
    case 'iotSiteWise':
      return compileSiteWise(action, expressions);
    default:
      throw new TypeError(`${action.type} is carried out by the detector itself`);
  }
};
