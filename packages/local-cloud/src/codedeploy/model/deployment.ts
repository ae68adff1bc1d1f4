import type { DeploymentError } from '../../ports/codedeploy.ts';
import type { ShiftPlan } from '../appspec.ts';
import type { TrafficRouting } from './deployment-config.ts';
import type { AlarmSettings, AutoRollback, Trigger } from './deployment-group.ts';
import type { RevisionKey } from './revision.ts';

export const eventNames = ['BeforeAllowTraffic', 'AllowTraffic', 'AfterAllowTraffic'] as const;
export type EventName = (typeof eventNames)[number];

/** A hook function that was asked for its verdict. */
export interface HookRun {
  readonly functionName: string;
  readonly executionId: string;
  readonly isInvoked: boolean;
  /** Epoch ms: the last moment for an answer. */
  readonly deadline: number;
}

export interface LifecycleEvent {
  readonly name: EventName;
  readonly status: 'Pending' | 'InProgress' | 'Succeeded' | 'Failed' | 'Skipped';
  /** Epoch ms, as `endedAt`. */
  readonly startedAt?: number;
  readonly endedAt?: number;
  /** Why it failed. */
  readonly problem?: string;
  readonly hook?: HookRun;
}

/**
 * A deployment with all that is needed to go on with it after a restart. What the group says is taken when it begins, so that a change of
 * the group does not reach into it. All times are epoch ms.
 */
export interface Deployment {
  readonly id: string;
  readonly applicationName: string;
  readonly groupName: string;
  readonly groupId: string;
  readonly configName: string;
  readonly routing: TrafficRouting;
  readonly roleArn: string;
  readonly revision: RevisionKey;
  readonly previousRevision?: RevisionKey;
  readonly description?: string;
  readonly creator: 'user' | 'codeDeployRollback' | 'CloudFormation' | 'CloudFormationRollback';
  readonly status: 'Created' | 'InProgress' | 'Succeeded' | 'Failed' | 'Stopped';
  readonly createdAt: number;
  readonly startedAt?: number;
  readonly completedAt?: number;
  readonly updatedAt: number;
  readonly error?: DeploymentError;
  readonly autoRollback: AutoRollback;
  readonly alarms: AlarmSettings;
  /** The alarms that the request gave instead of the group's. */
  readonly overrideAlarms?: AlarmSettings;
  readonly triggers: readonly Trigger[];
  /** Known once its AppSpec was read and fits what is there. */
  readonly plan?: ShiftPlan;
  readonly events: readonly LifecycleEvent[];
  /** How many steps of its routing were made. */
  readonly stepsDone: number;
  /** The deployment that this one rolls back. */
  readonly rollbackOf?: string;
  /** The deployment that rolls this one back. */
  readonly rollbackId?: string;
  readonly rollbackMessage?: string;
  /** Of whoever asked for it in process; the same token is the same deployment. */
  readonly clientToken?: string;
}

export const isActive = ({ status }: Deployment): boolean => status === 'Created' || status === 'InProgress';
