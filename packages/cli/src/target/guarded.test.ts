import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterEach, expect, test, vi } from 'vitest';
import { guarded } from './guarded.ts';
import { resolveTarget, type Target } from './target.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

interface Sent {
  readonly hostname: string;
  readonly headers: Record<string, string>;
}

/** Signs a request as it would be sent, and sends it nowhere. */
const callOf = async (target: Target): Promise<Sent> => {
  const sent: Sent[] = [];
  const requestHandler = {
    handle: async (request: Sent) => {
      sent.push(request);
      throw new Error('sent');
    },
  };
  const client = guarded(
    (settings) => new STSClient({ ...settings, maxAttempts: 1, requestHandler: requestHandler as never }),
    target,
  );
  await client.send(new GetCallerIdentityCommand({})).catch((error: Error) => {
    if (error.message !== 'sent') throw error;
  });
  const [request] = sent;
  if (request === undefined) throw new Error('nothing was sent');
  return request;
};

const stub = (variables: Record<string, string>) => {
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
};

const noFiles = { AWS_CONFIG_FILE: '/nonexistent', AWS_SHARED_CREDENTIALS_FILE: '/nonexistent' };

test('stage local stays on this machine with its dummy credentials, whatever the shell has set', async () => {
  stub({
    ...noFiles,
    AWS_PROFILE: 'production',
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'AKIAREAL',
    AWS_SECRET_ACCESS_KEY: 'real',
    AWS_SESSION_TOKEN: 'real',
    AWS_ENDPOINT_URL: 'https://example.com',
    AWS_ENDPOINT_URL_STS: 'https://sts.example.com',
    AWS_USE_FIPS_ENDPOINT: 'true',
    AWS_USE_DUALSTACK_ENDPOINT: 'true',
  });
  const { hostname, headers } = await callOf(resolveTarget({ stage: 'local' }, process.env));
  expect(hostname).toBe('127.0.0.1');
  expect(headers['authorization']).toContain('Credential=test/');
  expect(headers['authorization']).toContain('/us-east-1/sts/');
  expect(headers['x-amz-security-token']).toBeUndefined();
});

const shellOfProd = {
  ...noFiles,
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'AKIAREAL',
  AWS_SECRET_ACCESS_KEY: 'real',
};

test('another stage goes to AWS with what the shell has set', async () => {
  stub(shellOfProd);
  const { hostname, headers } = await callOf(resolveTarget({ stage: 'prod' }, process.env));
  expect(hostname).toBe('sts.eu-west-1.amazonaws.com');
  expect(headers['authorization']).toContain('Credential=AKIAREAL/');
});

test('another stage never goes to this machine, nor with the dummy credentials', async () => {
  stub(shellOfProd);
  const prod = resolveTarget({ stage: 'prod' }, process.env);
  const astray = callOf({ ...prod, endpointUrl: 'http://127.0.0.1:4566' });
  await expect(astray).rejects.toThrow('stage prod must not call 127.0.0.1');
  stub({ AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' });
  await expect(callOf(prod)).rejects.toThrow('stage prod must not use the credentials of the local cloud');
});
