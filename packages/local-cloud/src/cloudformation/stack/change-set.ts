import type { ResourceChange } from './resource-change.ts';
import type { Deployment, OnFailure } from './stack.ts';

export interface ChangeSet {
  /** The ARN. */
  readonly id: string;
  readonly name: string;
  readonly stackId: string;
  readonly type: 'CREATE' | 'UPDATE';
  readonly description?: string | undefined;
  readonly status: 'CREATE_IN_PROGRESS' | 'CREATE_COMPLETE' | 'FAILED';
  readonly statusReason?: string | undefined;
  readonly executionStatus:
    | 'UNAVAILABLE'
    | 'AVAILABLE'
    | 'EXECUTE_IN_PROGRESS'
    | 'EXECUTE_COMPLETE'
    | 'EXECUTE_FAILED'
    | 'OBSOLETE';
  /** Epoch ms. */
  readonly createdAt: number;
  readonly deployment: Deployment;
  readonly onStackFailure?: OnFailure | undefined;
  readonly changes: readonly ResourceChange[];
}
