export interface AlarmSettings {
  readonly enabled: boolean;
  /** Go on when the state of an alarm cannot be learnt. */
  readonly ignorePollAlarmFailure: boolean;
  readonly names: readonly string[];
}

export const rollbackEvents = ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM', 'DEPLOYMENT_STOP_ON_REQUEST'] as const;
export type RollbackEvent = (typeof rollbackEvents)[number];

export interface AutoRollback {
  readonly enabled: boolean;
  readonly events: readonly RollbackEvent[];
}

export const triggerEvents = [
  'DeploymentStart',
  'DeploymentSuccess',
  'DeploymentFailure',
  'DeploymentStop',
  'DeploymentRollback',
] as const;
export type TriggerEvent = (typeof triggerEvents)[number];

export interface Trigger {
  readonly name: string;
  readonly topicArn: string;
  readonly events: readonly TriggerEvent[];
}

/** How the deployments of one function of an application are made. */
export interface DeploymentGroup {
  readonly id: string;
  readonly applicationName: string;
  readonly name: string;
  readonly configName: string;
  readonly roleArn: string;
  readonly alarms: AlarmSettings;
  readonly autoRollback: AutoRollback;
  readonly triggers: readonly Trigger[];
}
