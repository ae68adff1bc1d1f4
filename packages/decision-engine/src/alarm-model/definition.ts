import type { DetectorModelAction, Payload, ResourceName } from '../detector/definition-action.ts';
import type { Json } from '../json.ts';

export const comparisonOperators = [
  'GREATER',
  'GREATER_OR_EQUAL',
  'LESS',
  'LESS_OR_EQUAL',
  'EQUAL',
  'NOT_EQUAL',
] as const;
export type ComparisonOperator = (typeof comparisonOperators)[number];

/** The actions that an alarm may have: those of a detector that go out. */
export type AlarmAction = Exclude<
  DetectorModelAction,
  { readonly type: 'setVariable' | 'setTimer' | 'clearTimer' | 'resetTimer' }
>;

/** Compares what two expressions give: `$input.Name.path`, or a number. */
export interface SimpleRule {
  readonly inputProperty: string;
  readonly comparisonOperator: ComparisonOperator;
  readonly threshold: string;
}

/** Mail and text messages by way of a function. Recipients are users of AWS IAM Identity Center, as AWS has them. */
export interface NotificationAction {
  readonly action: { readonly lambdaAction?: { readonly functionArn: ResourceName; readonly payload?: Payload } };
  readonly smsConfigurations?: Json;
  readonly emailConfigurations?: Json;
}

/**
 * An alarm model of AWS IoT Events in one form, whichever it came in: the member names of its API, lists that may be left
 * out are empty. Plain JSON.
 * @see https://docs.aws.amazon.com/iotevents/latest/apireference/API_CreateAlarmModel.html
 */
export interface AlarmModel {
  readonly name?: string;
  readonly description?: string;
  readonly version?: string;
  /** The path in a message's payload to what tells alarms apart; without it there is a single one. */
  readonly key?: string;
  readonly role?: ResourceName;
  readonly severity?: number;
  readonly rule: SimpleRule;
  readonly notifications: readonly NotificationAction[];
  readonly actions: readonly AlarmAction[];
  /** Whether an alarm waits in DISABLED until somebody enables it. AWS's default is true. */
  readonly disabledOnInitialization: boolean;
  /** Whether an alarm stays LATCHED after its condition is gone, until somebody acknowledges it. */
  readonly acknowledgeFlow: boolean;
}
