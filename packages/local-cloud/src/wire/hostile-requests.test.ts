import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Cloud, startCloud } from '../cloud.ts';
import { operation } from '../kernel/operation.ts';
import type { BuiltService } from '../kernel/service.ts';

const echo = (): BuiltService<never> => ({
  name: 'iam',
  port: {} as never,
  apis: [
    {
      protocol: 'json',
      version: '1.1',
      scopes: ['jay'],
      targetPrefix: 'Jay',
      operations: { Ask: operation([], () => ({})) },
    },
    {
      protocol: 'query',
      scopes: ['form'],
      apiVersion: '2020-01-01',
      namespace: 'https://form.test/',
      operations: { Ask: operation(['Name'] as never[], () => ({})) },
    },
    { protocol: 'rest', scopes: ['rest'], routes: [{ method: 'GET', path: '/things/{Name}', run: () => ({}) }] },
  ],
});

let cloud: Cloud;
beforeAll(async () => {
  cloud = await startCloud({ iam: echo }, { port: 0, mqttPort: 0, logLevel: 'silent' });
});
afterAll(() => cloud.stop());

const ask = async (service: string, path: string, init: RequestInit = {}) => {
  const authorization = `AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/${service}/aws4_request`;
  const response = await fetch(cloud.endpoint + path, { ...init, headers: { authorization, ...init.headers } });
  return { status: response.status, text: await response.text() };
};
const json = (target: string, body: string) =>
  ask('jay', '/', { method: 'POST', body, headers: { 'x-amz-target': target } });
const form = (body: string) =>
  ask('form', '/', { method: 'POST', body, headers: { 'content-type': 'application/x-www-form-urlencoded' } });

test.each(['null', '[]', '5', '"Ask"', 'true', '{'])('a JSON request of %s is no input', async (body) => {
  const { status, text } = await json('Jay.Ask', body);
  expect(status).toBe(400);
  expect(text).toContain('SerializationException');
});

test.each(['constructor', '__proto__', 'toString'])('%s, which every object has, is no operation', async (name) => {
  const answers = [await json(`Jay.${name}`, '{}'), await form(`Action=${name}`)];
  for (const { status, text } of answers) {
    expect(status).toBe(501);
    expect(text).toContain(name);
  }
});

test('a form cannot give every object of the process a member', async () => {
  const { status, text } = await form('Action=Ask&__proto__.polluted=1&Name.__proto__.polluted=1');
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  expect(status).toBe(501);
  expect(text).toContain('__proto__');
});

test('a form without an action says so', async () => {
  const { status, text } = await form('Version=2020-01-01');
  expect(status).toBe(400);
  expect(text).toContain('<Code>MissingAction</Code>');
});

test('a path that is not UTF-8 in percent-encoding is the fault of the client', async () => {
  const { status, text } = await ask('rest', '/things/%ff');
  expect(status).toBe(400);
  expect(text).toContain("Couldn't parse the specified URI.");
});
