import type { Json } from '../json.ts';

/**
 * What names a resource of an account: an ARN, a queue's URL, a table. A template may compute it (`Ref`, `Fn::Sub`,
 * `Fn::GetAtt`, …); the function then stands here as it was written, for nobody but CloudFormation knows its value.
 */
export type ResourceName = string | { readonly [intrinsicFunction: string]: Json };

/** The texts of a payload of one's own. Without one, an action sends what AWS calls the standard payload. */
export interface Payload {
  readonly contentExpression: string;
  readonly type: 'STRING' | 'JSON';
}

interface WithPayload {
  readonly payload?: Payload;
}

export interface SetVariableAction {
  readonly type: 'setVariable';
  readonly variableName: string;
  /** An expression: the text `normal` needs quotes of its own. */
  readonly value: string;
}

/** Exactly one of `seconds` and `durationExpression` is there; the latter's result, in seconds, is rounded down. */
export interface SetTimerAction {
  readonly type: 'setTimer';
  readonly timerName: string;
  readonly seconds?: number;
  readonly durationExpression?: string;
}

export interface ClearTimerAction {
  readonly type: 'clearTimer';
  readonly timerName: string;
}

export interface ResetTimerAction {
  readonly type: 'resetTimer';
  readonly timerName: string;
}

export interface SnsAction extends WithPayload {
  readonly type: 'sns';
  readonly targetArn: ResourceName;
}

export interface IotTopicPublishAction extends WithPayload {
  readonly type: 'iotTopicPublish';
  readonly mqttTopic: string;
}

export interface LambdaAction extends WithPayload {
  readonly type: 'lambda';
  readonly functionArn: ResourceName;
}

export interface IotEventsAction extends WithPayload {
  readonly type: 'iotEvents';
  readonly inputName: ResourceName;
}

export interface SqsAction extends WithPayload {
  readonly type: 'sqs';
  readonly queueUrl: ResourceName;
  readonly useBase64?: boolean;
}

export interface FirehoseAction extends WithPayload {
  readonly type: 'firehose';
  readonly deliveryStreamName: ResourceName;
  readonly separator?: string;
}

/** All are expressions, a computed table name apart. */
export interface DynamoDbAction extends WithPayload {
  readonly type: 'dynamoDB';
  readonly tableName: ResourceName;
  readonly hashKeyField: string;
  readonly hashKeyValue: string;
  readonly hashKeyType?: string;
  readonly rangeKeyField?: string;
  readonly rangeKeyValue?: string;
  readonly rangeKeyType?: string;
  readonly operation?: string;
  readonly payloadField?: string;
}

export interface DynamoDbV2Action extends WithPayload {
  readonly type: 'dynamoDBv2';
  readonly tableName: ResourceName;
}

/** All are expressions. */
export interface IotSiteWiseAction {
  readonly type: 'iotSiteWise';
  readonly entryId?: string;
  readonly assetId?: string;
  readonly propertyId?: string;
  readonly propertyAlias?: string;
  readonly propertyValue?: AssetPropertyValue;
}

export interface AssetPropertyValue {
  readonly value?: {
    readonly stringValue?: string;
    readonly integerValue?: string;
    readonly doubleValue?: string;
    readonly booleanValue?: string;
  };
  readonly timestamp?: { readonly timeInSeconds: string; readonly offsetInNanos?: string };
  readonly quality?: string;
}

/** An action of a model, told apart by `type`, which is the name of its member in the API. */
export type DetectorModelAction =
  | SetVariableAction
  | SetTimerAction
  | ClearTimerAction
  | ResetTimerAction
  | SnsAction
  | IotTopicPublishAction
  | LambdaAction
  | IotEventsAction
  | SqsAction
  | FirehoseAction
  | DynamoDbAction
  | DynamoDbV2Action
  | IotSiteWiseAction;
