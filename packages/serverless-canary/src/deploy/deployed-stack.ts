import { DescribeStacksCommand, GetTemplateCommand } from '@aws-sdk/client-cloudformation';
import type { Template } from '../template/template.ts';
import { type Aws, isRefusal } from './aws.ts';

/** The stack as it is before the deployment. */
export interface DeployedStack {
  readonly name: string;
  readonly status: string;
  readonly template: Template;
}

/** A stack that has only a change set has no resources yet. */
const notMade = new Set(['REVIEW_IN_PROGRESS', 'DELETE_COMPLETE']);

/** The stack of this name; undefined if there is none. */
export const deployedStack = async ({ cloudFormation }: Aws, name: string): Promise<DeployedStack | undefined> => {
  try {
    const { Stacks = [] } = await cloudFormation.send(new DescribeStacksCommand({ StackName: name }));
    const status = Stacks[0]?.StackStatus;
    if (status === undefined || notMade.has(status)) return undefined;
    const { TemplateBody = '{}' } = await cloudFormation.send(
      new GetTemplateCommand({ StackName: name, TemplateStage: 'Original' }),
    );
    // The framework writes its templates as JSON.
    return { name, status, template: { Resources: {}, ...JSON.parse(TemplateBody) } };
  } catch (error) {
    // https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStacks.html: a stack that is not there
    if (isRefusal(error, 'ValidationError') && /does not exist/.test((error as Error).message)) return undefined;
    throw error;
  }
};
