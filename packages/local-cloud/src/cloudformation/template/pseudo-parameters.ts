import { noValue } from './evaluate.ts';

/** Where and as what a template is deployed. */
export interface Place {
  readonly accountId: string;
  readonly region: string;
  readonly stackName: string;
  readonly stackId: string;
}

/**
 * The pseudo parameters that stand in every template. `AWS::NotificationARNs` is not among them, for notifications are not supported.
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html
 */
export const pseudoParameters = ({ accountId, region, stackName, stackId }: Place): ReadonlyMap<string, unknown> =>
  new Map<string, unknown>([
    ['AWS::AccountId', accountId],
    ['AWS::NoValue', noValue],
    ['AWS::Partition', 'aws'],
    ['AWS::Region', region],
    ['AWS::StackId', stackId],
    ['AWS::StackName', stackName],
    ['AWS::URLSuffix', 'amazonaws.com'],
  ]);

export const isPseudoParameter = (name: string): boolean => name.startsWith('AWS::');
