import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Serverless } from '../serverless.ts';
import { rollbackParameters } from './rollback.ts';

const templates: Record<string, object> = {
  '/bucket/serverless/shop/prod/1700000000000-2023-11-14T22:13:20.000Z/compiled.json': {
    Parameters: { CanaryDeploymentConfigName: { Type: 'String' } },
  },
  '/bucket/serverless/shop/prod/1700000001000-2023-11-14T22:13:21.000Z/compiled.json': { Parameters: {} },
};

const server = createServer((request, response) => {
  const template = templates[decodeURIComponent(new URL(request.url ?? '', 'http://x').pathname)];
  response.writeHead(template ? 200 : 404, { 'content-type': template ? 'application/json' : 'application/xml' });
  response.end(template ? JSON.stringify(template) : '<Error><Code>NoSuchKey</Code></Error>');
});

let endpoint = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

const serverless = (): Serverless => {
  const stackParameters = [{ ParameterKey: 'Own', ParameterValue: '1' }];
  const provider = {
    naming: { getCompiledTemplateS3Suffix: () => 'compiled.json' },
    getStage: () => 'prod',
    getDeploymentPrefix: () => 'serverless',
    getServerlessDeploymentBucketName: async () => 'bucket',
    getAwsSdkV3Config: async () => ({
      ...{ endpoint, region: 'eu-west-1', maxAttempts: 1 },
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    }),
  };
  return {
    service: { service: 'shop', provider: { stackParameters } },
    getProvider: () => provider,
  } as unknown as Serverless;
};

const allAtOnce = { ParameterKey: 'CanaryDeploymentConfigName', ParameterValue: 'CodeDeployDefault.LambdaAllAtOnce' };

it.each(['1700000000000', '2023-11-14T22:13:20.000Z'])(
  'the stored template of %s goes out all at once',
  async (timestamp) => {
    expect(await rollbackParameters(serverless(), timestamp)).toEqual([
      { ParameterKey: 'Own', ParameterValue: '1' },
      allAtOnce,
    ]);
  },
);

it.each(['1700000001000', '1700000002000', 'yesterday'])(
  'a template that knows no such parameter, or is not there (%s), gets none',
  async (timestamp) => {
    expect(await rollbackParameters(serverless(), timestamp)).toBeUndefined();
  },
);
