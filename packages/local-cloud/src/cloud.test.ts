import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterEach, expect, test, vi } from 'vitest';
import { allServices } from './all-services.ts';
import { type Cloud, startCloud } from './cloud.ts';
import { PortTakenError } from './kernel/listen.ts';
import { operation } from './kernel/operation.ts';
import type { BuiltService } from './kernel/service.ts';
import type { Exchange } from './wire/observe.ts';

const clouds: Cloud[] = [];
afterEach(async () => {
  for (const cloud of clouds.splice(0)) await cloud.stop();
});

const identity = (): BuiltService<never> => ({
  name: 'iam',
  port: {} as never,
  apis: [
    {
      protocol: 'query',
      scopes: ['sts'],
      apiVersion: '2011-06-15',
      namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
      operations: {
        GetCallerIdentity: operation([], () => ({
          Account: '000000000000',
          Arn: 'arn:aws:iam::000000000000:root',
          UserId: '<&>',
        })),
      },
    },
  ],
});

const start = async (options = {}) => {
  const cloud = await startCloud({ iam: identity }, { port: 0, mqttPort: 0, logLevel: 'silent', ...options });
  clouds.push(cloud);
  return cloud;
};

const sts = (cloud: Cloud, region = 'us-east-1') =>
  new STSClient({
    endpoint: cloud.endpoint,
    region,
    maxAttempts: 1,
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  });

test('a real SDK client is answered by the service of its credential scope', async () => {
  const cloud = await start();
  expect(await sts(cloud).send(new GetCallerIdentityCommand({}))).toMatchObject({
    Account: '000000000000',
    UserId: '<&>',
  });
});

test('health needs no signature and says what runs', async () => {
  const cloud = await start();
  const health = await (await fetch(`${cloud.endpoint}/_signalbox/health`)).json();
  expect(health).toEqual({ status: 'ready', services: { iam: 'running' }, stacks: {} });
});

test('says what time it is in the cloud, and how fast it passes', async () => {
  const cloud = await start();
  const time = await (await fetch(`${cloud.endpoint}/_signalbox/clock`)).json();
  expect(time).toEqual({ now: expect.any(Number), speed: 1 });
  expect(Math.abs((time as { now: number }).now - cloud.clock.now())).toBeLessThan(60_000);
});

test('an unsigned request, an unknown service and another region are refused by name', async () => {
  const cloud = await start();
  expect(await (await fetch(cloud.endpoint)).json()).toMatchObject({ __type: 'MissingAuthenticationToken' });
  const authorization =
    'AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/polly/aws4_request, SignedHeaders=host, Signature=0';
  expect(await (await fetch(cloud.endpoint, { headers: { authorization } })).text()).toContain('the service polly');
  await expect(sts(cloud, 'eu-west-1').send(new GetCallerIdentityCommand({}))).rejects.toThrow(/the region eu-west-1/);
});

test('an observer sees each request with its answer, errors too', async () => {
  const seen: Exchange[] = [];
  const cloud = await start({ onAnswer: (exchange: Exchange) => seen.push(exchange) });
  await sts(cloud).send(new GetCallerIdentityCommand({}));
  await expect(sts(cloud, 'eu-west-1').send(new GetCallerIdentityCommand({}))).rejects.toThrow();
  expect(seen.map(({ request, response }) => [request.signer.service, response.status ?? 200])).toEqual([
    ['sts', 200],
    ['sts', 501],
  ]);
  expect(String(seen[0]?.request.body)).toContain('Action=GetCallerIdentity');
  expect(String(seen[0]?.response.body)).toContain('<Account>000000000000</Account>');
});

test('a taken port is named and nothing is left running', async () => {
  const cloud = await start();
  const port = Number(new URL(cloud.endpoint).port);
  await expect(start({ port })).rejects.toThrow(`port ${port} (AWS APIs) is taken by another process`);
});

test.each(['port', 'mqttPort'])(
  'all services end when %s is taken, and the temporary folder goes with them',
  async (taken) => {
    const other = await start();
    const folder = mkdtempSync(join(tmpdir(), 'signalbox-test-'));
    vi.stubEnv('TMPDIR', folder);
    try {
      const ports = { port: 0, mqttPort: 0, [taken]: Number(new URL(other.endpoint).port) };
      await expect(startCloud(allServices(), { logLevel: 'silent', ...ports })).rejects.toThrow(PortTakenError);
      expect(readdirSync(folder)).toEqual([]);
    } finally {
      vi.unstubAllEnvs();
      rmSync(folder, { recursive: true });
    }
  },
);

test('a data directory serves one cloud at a time', async () => {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'signalbox-test-'));
  const cloud = await start({ dataDirectory });
  await expect(start({ dataDirectory })).rejects.toThrow(/is used by another process/);
  await cloud.stop();
  clouds.splice(0);
  await start({ dataDirectory });
  rmSync(dataDirectory, { recursive: true, force: true });
});
