import { type AnalysisResult, hasErrors } from '../detector/check/result.ts';
import type { DetectorModelAction, ResourceName } from '../detector/definition-action.ts';
import { type FormOptions, type ModelSource, valueAt } from '../detector/definition-form.ts';
import { readAction } from '../detector/definition-read-action.ts';
import {
  anything,
  boolean,
  documentPlace,
  integer,
  list,
  object,
  oneOf,
  optional,
  type Read,
  refuse,
  required,
  resourceName,
  type Shape,
  text,
} from '../detector/definition-value.ts';
import {
  type AlarmAction,
  type AlarmModel,
  comparisonOperators,
  type NotificationAction,
  type SimpleRule,
} from './definition.ts';
import { findAlarm } from './form.ts';

export interface AlarmModelReading {
  /** Only if there are no errors. */
  readonly model?: AlarmModel;
  readonly problems: readonly AnalysisResult[];
  /** Absent if the document could not be told to be an alarm model at all. */
  readonly source?: ModelSource;
}

const isAlarmAction = (action: DetectorModelAction): action is AlarmAction =>
  !['setVariable', 'setTimer', 'clearTimer', 'resetTimer'].includes(action.type);

const readAlarmAction: Read<readonly AlarmAction[]> = (value, place) => {
  const actions = readAction(value, place);
  const [other] = actions?.filter((action) => !isAlarmAction(action)) ?? [];
  if (other !== undefined) return refuse(place, `is ${other.type}, which an alarm cannot do`, 'supported-actions');
  return actions?.filter(isAlarmAction);
};

const readActions: Read<readonly AlarmAction[]> = (value, place) => list(readAlarmAction)(value, place)?.flat();

const payload = optional(object({ contentExpression: required(text), type: required(oneOf('STRING', 'JSON')) }));

const notificationAction = object<NotificationAction>({
  action: required(object({ lambdaAction: optional(object({ functionArn: required(resourceName), payload })) })),
  smsConfigurations: optional(anything),
  emailConfigurations: optional(anything),
});

const simpleRule = object<SimpleRule>({
  inputProperty: required(text),
  comparisonOperator: required(oneOf(...comparisonOperators)),
  threshold: required(text),
});

const shape: Shape = {
  alarmModelName: optional(resourceName),
  alarmModelDescription: optional(text),
  alarmModelVersion: optional(text),
  key: optional(text),
  roleArn: optional(resourceName),
  severity: optional(integer),
  alarmRule: required(object({ simpleRule: required(simpleRule) })),
  alarmNotification: optional(object({ notificationActions: optional(list(notificationAction)) })),
  alarmEventActions: optional(object({ alarmActions: optional(readActions) })),
  alarmCapabilities: optional(
    object({
      initializationConfiguration: optional(object({ disabledOnInitialization: required(boolean) })),
      acknowledgeFlow: optional(object({ enabled: required(boolean) })),
    }),
  ),
  // What is AWS's own.
  ...{ tags: optional(anything), alarmModelArn: optional(anything), status: optional(anything) },
  ...{ statusMessage: optional(anything), creationTime: optional(anything), lastUpdateTime: optional(anything) },
};

interface Members {
  readonly alarmModelName?: ResourceName;
  readonly alarmModelDescription?: string;
  readonly alarmModelVersion?: string;
  readonly key?: string;
  readonly roleArn?: ResourceName;
  readonly severity?: number;
  readonly alarmRule: { readonly simpleRule: SimpleRule };
  readonly alarmNotification?: { readonly notificationActions?: readonly NotificationAction[] };
  readonly alarmEventActions?: { readonly alarmActions?: readonly AlarmAction[] };
  readonly alarmCapabilities?: {
    readonly initializationConfiguration?: { readonly disabledOnInitialization: boolean };
    readonly acknowledgeFlow?: { readonly enabled: boolean };
  };
}

const modelOf = (members: Members): AlarmModel => {
  const { alarmModelName: name, alarmModelDescription: description, alarmModelVersion: version } = members;
  const { key, roleArn: role, severity, alarmCapabilities: capabilities } = members;
  return {
    ...(typeof name === 'string' && { name }),
    ...(description !== undefined && { description }),
    ...(version !== undefined && { version }),
    ...(key !== undefined && { key }),
    ...(role !== undefined && { role }),
    ...(severity !== undefined && { severity }),
    rule: members.alarmRule.simpleRule,
    notifications: members.alarmNotification?.notificationActions ?? [],
    actions: members.alarmEventActions?.alarmActions ?? [],
    // https://docs.aws.amazon.com/iotevents/latest/apireference/API_InitializationConfiguration.html: "The default value is TRUE."
    disabledOnInitialization: capabilities?.initializationConfiguration?.disabledOnInitialization ?? true,
    acknowledgeFlow: capabilities?.acknowledgeFlow?.enabled ?? false,
  };
};

/**
 * An alarm model out of any JSON that AWS holds it in: the input of CreateAlarmModel or UpdateAlarmModel, the output of
 * DescribeAlarmModel, a CloudFormation resource, its properties or a template. Unknown members are refused, never skipped.
 */
export const readAlarmModel = (document: unknown, options: FormOptions = {}): AlarmModelReading => {
  const found = findAlarm(document, options);
  if ('problem' in found) return { problems: [found.problem] };
  const { source } = found;
  const problems: AnalysisResult[] = [];
  const members = object<Members>(shape)(
    valueAt(document, source.definition),
    documentPlace(source.cfn, problems, document),
  );
  if (members === undefined || hasErrors(problems)) return { problems, source };
  return { model: modelOf(members), problems, source };
};
