import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Serverless } from '../serverless.ts';
import type { Template } from '../template/template.ts';
import { runsNewestPackage } from './runs-newest-package.ts';

const template = (key: string): Template => ({
  Resources: { Worker: { Type: 'AWS::Lambda::Function', Properties: { Code: { S3Key: key } } } },
});

const objects: Record<string, object> = {
  // Epoch ms of other lengths: the newer one is not the one that sorts last as text.
  'serverless/shop/prod/999999999999-2001-09-09T01:46:39.999Z/compiled.json': template('old'),
  'serverless/shop/prod/1700000000000-2023-11-14T22:13:20.000Z/compiled.json': template('new'),
  'serverless/shop/prod/1800000000000-2027-01-15T08:00:00.000Z/worker.zip': {},
};

const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://x');
  const prefix = searchParams.get('prefix');
  if (prefix === null)
    return response.end(JSON.stringify(objects[decodeURIComponent(pathname).slice('/bucket/'.length)]));
  const found = Object.keys(objects).filter((key) => key.startsWith(prefix));
  const contents = found.map((key) => `<Contents><Key>${key}</Key></Contents>`);
  return response.end(`<ListBucketResult><IsTruncated>false</IsTruncated>${contents.join('')}</ListBucketResult>`);
});

let endpoint = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

const serverless = (service: string): Serverless => {
  const provider = {
    naming: { getCompiledTemplateS3Suffix: () => 'compiled.json' },
    getStage: () => 'prod',
    getDeploymentPrefix: () => 'serverless',
    getServerlessDeploymentBucketName: async () => 'bucket',
    getAwsSdkV3Config: async () => ({
      ...{ endpoint, region: 'eu-west-1', maxAttempts: 1, forcePathStyle: true },
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    }),
  };
  return { service: { service }, getProvider: () => provider } as unknown as Serverless;
};

it.each([
  ['shop', 'new', true],
  ['shop', 'old', false],
  ['other', 'new', false],
])('a stack of %s that runs the package "%s": %s', async (service, key, expected) => {
  const stack = { name: `${service}-prod`, status: 'UPDATE_COMPLETE', template: template(key) };
  expect(await runsNewestPackage(serverless(service), stack)).toBe(expected);
});
