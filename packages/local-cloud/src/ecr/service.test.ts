import { afterEach, expect, test } from 'vitest';
import { type Cloud, startCloud } from '../cloud.ts';
import { createEcr } from './service.ts';

let cloud: Cloud;
afterEach(() => cloud.stop());

const describeRepositories = async (input: object) => {
  cloud = await startCloud({ ecr: createEcr }, { port: 0, mqttPort: 0, logLevel: 'silent' });
  const headers = {
    authorization:
      'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/ecr/aws4_request, SignedHeaders=host, Signature=0',
    'x-amz-target': 'AmazonEC2ContainerRegistry_V20150921.DescribeRepositories',
  };
  return (await fetch(cloud.endpoint, { method: 'POST', headers, body: JSON.stringify(input) })).json();
};

test('an account without repositories has none to list', async () => {
  expect(await describeRepositories({})).toEqual({ repositories: [] });
});

test('a repository that is asked for by name does not exist', async () => {
  expect(await describeRepositories({ repositoryNames: ['serverless-x-local'] })).toMatchObject({
    __type: 'RepositoryNotFoundException',
  });
});
