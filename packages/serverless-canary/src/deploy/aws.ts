import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CodeDeployClient } from '@aws-sdk/client-codedeploy';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { AwsProvider } from '../serverless.ts';

/** What a deployment asks of AWS. */
export interface Aws {
  readonly cloudFormation: Pick<CloudFormationClient, 'send'>;
  readonly cloudWatch: Pick<CloudWatchClient, 'send'>;
  readonly codeDeploy: Pick<CodeDeployClient, 'send'>;
  readonly dynamoDb: Pick<DynamoDBClient, 'send'>;
}

/** Clients with region and credentials of the deployment. */
export const awsOf = async (provider: AwsProvider): Promise<Aws> => {
  const config = await provider.getAwsSdkV3Config();
  return {
    cloudFormation: new CloudFormationClient(config),
    cloudWatch: new CloudWatchClient(config),
    codeDeploy: new CodeDeployClient(config),
    dynamoDb: new DynamoDBClient(config),
  };
};

/** Whether AWS refused because of this. */
export const isRefusal = (error: unknown, name: string): boolean => error instanceof Error && error.name === name;
