import { expect, it } from 'vitest';
import { parameterServer } from '../test/parameter-server.ts';
import { ssmParameters } from './ssm-parameters.ts';

const config = (endpoint: string) => ({
  ...{ endpoint, region: 'us-east-1', maxAttempts: 1 },
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});

it('gives what there is, ten names a call, and leaves out what there is not', async () => {
  const server = await parameterServer({
    '/a/limit': { Type: 'String', Value: '95' },
    '/a/11': { Type: 'String', Value: 'eleven' },
  });
  const names = ['/a/limit', ...Array.from({ length: 11 }, (_, index) => `/a/${index + 1}`)];
  const values = await ssmParameters(config(server.endpoint), names);
  await server.close();
  expect(values).toEqual({ '/a/limit': '95', '/a/11': 'eleven' });
  expect(server.calls).toEqual([names.slice(0, 10), names.slice(10)]);
});

it('calls nobody for nothing', async () => {
  expect(await ssmParameters(config('http://127.0.0.1:1'), [])).toEqual({});
});

it('refuses a secret', async () => {
  const server = await parameterServer({ '/a/key': { Type: 'SecureString', Value: 'cipher' } });
  await expect(ssmParameters(config(server.endpoint), ['/a/key'])).rejects.toThrow('/a/key is a SecureString');
  await server.close();
});

it('fails when the call does', async () => {
  await expect(ssmParameters(config('http://127.0.0.1:1'), ['/a/limit'])).rejects.toThrow(
    /^SSM parameters cannot be read: .*ECONNREFUSED/,
  );
});
