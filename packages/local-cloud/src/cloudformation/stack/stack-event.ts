export const stackType = 'AWS::CloudFormation::Stack';

export interface StackEvent {
  readonly id: string;
  readonly stackId: string;
  readonly stackName: string;
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
  readonly status: string;
  readonly reason?: string | undefined;
  /** Epoch ms. */
  readonly at: number;
}
