import { AwsError } from '../kernel/aws-error.ts';
import { operation } from '../kernel/operation.ts';
import type { ServiceFactory } from '../kernel/service.ts';
import type { EcrPort } from '../ports/ecr.ts';

interface DescribeRepositoriesInput {
  readonly registryId?: string;
  readonly repositoryNames?: readonly string[];
  readonly nextToken?: string;
  readonly maxResults?: number;
}

/**
 * The container registry of an account that has no repository: functions are zips here. The Serverless CLI asks for one before it
 * removes a service. https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DescribeRepositories.html
 */
export const createEcr: ServiceFactory<EcrPort> = ({ accountId }) => ({
  name: 'ecr',
  port: {},
  apis: [
    {
      protocol: 'json',
      version: '1.1',
      scopes: ['ecr'],
      targetPrefix: 'AmazonEC2ContainerRegistry_V20150921',
      operations: {
        DescribeRepositories: operation<DescribeRepositoriesInput, object>(
          ['registryId', 'repositoryNames', 'nextToken', 'maxResults'],
          ({ repositoryNames: [name] = [], registryId = accountId }) => {
            if (name === undefined) return { repositories: [] };
            throw new AwsError(
              'RepositoryNotFoundException',
              `The repository with name '${name}' does not exist in the registry with id '${registryId}'`,
            );
          },
        ),
      },
    },
  ],
});
