import type { Tag } from '../properties/stack-tags.ts';
import type { ParameterValues } from '../template/parameters.ts';

/** What a stack is made from. */
export interface Deployment {
  readonly templateBody: string;
  readonly parameters: ParameterValues;
  readonly tags: readonly Tag[];
  readonly capabilities: readonly string[];
  readonly roleArn?: string | undefined;
  /** Names of the exports of other stacks that it uses. */
  readonly imports: readonly string[];
}

export interface StackOutput {
  readonly key: string;
  readonly value: string;
  readonly description?: string | undefined;
  readonly exportName?: string | undefined;
}

export type OnFailure = 'ROLLBACK' | 'DELETE' | 'DO_NOTHING';

export interface Stack {
  /** The ARN. */
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly statusReason?: string | undefined;
  readonly description?: string | undefined;
  /** Epoch ms. */
  readonly createdAt: number;
  readonly updatedAt?: number | undefined;
  readonly deletedAt?: number | undefined;
  /** Absent while there is nothing but a change set (REVIEW_IN_PROGRESS). */
  readonly deployment?: Deployment | undefined;
  /** What it goes back to when the running update fails; kept until the update has settled. */
  readonly previous?: Deployment | undefined;
  readonly outputs: readonly StackOutput[];
  readonly onFailure: OnFailure;
  /** Of the operation that runs or ran last. */
  readonly disableRollback: boolean;
  /** Logical ids that the running deletion leaves alone. */
  readonly retainResources?: readonly string[] | undefined;
  readonly terminationProtection: boolean;
  readonly changeSetId?: string | undefined;
  readonly policyBody?: string | undefined;
}

export const isInProgress = ({ status }: Stack): boolean =>
  status.endsWith('_IN_PROGRESS') && status !== 'REVIEW_IN_PROGRESS';

export const isDeleted = ({ status }: Stack): boolean => status === 'DELETE_COMPLETE';
