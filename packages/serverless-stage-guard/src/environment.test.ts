import { expect, test } from 'vitest';
import { isLoopback, isStageName, localEnvironment } from './environment.ts';

const file = { AWS_ENDPOINT_URL: 'http://127.0.0.1:4566', AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };

test('nothing of a shell that is set up for AWS is left at the stage local', () => {
  const shell = {
    AWS_PROFILE: 'prod',
    AWS_SESSION_TOKEN: 'x',
    AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true',
    HTTPS_PROXY: 'http://p',
    HOME: '/h',
  };
  const { set, unset } = localEnvironment(shell, file);
  expect(unset).toEqual(['AWS_PROFILE', 'AWS_SESSION_TOKEN', 'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS', 'HTTPS_PROXY']);
  expect(set).toMatchObject({ ...file, AWS_CONFIG_FILE: '/dev/null' });
});

test('an endpoint that is not on this machine is refused', () => {
  expect(() => localEnvironment({}, { ...file, AWS_ENDPOINT_URL: 'https://kinesis.us-east-1.amazonaws.com' })).toThrow(
    /must be on this machine/,
  );
  expect(() => localEnvironment({}, {})).toThrow(/not undefined/);
});

test('a cloud on another port is found by its override', () => {
  expect(localEnvironment({ SIGNALBOX_ENDPOINT_URL: 'http://127.0.0.1:5000' }, file).set['AWS_ENDPOINT_URL']).toBe(
    'http://127.0.0.1:5000',
  );
});

test.each([
  ['http://127.0.0.1:4566', true],
  ['http://localhost:4566', true],
  ['http://[::1]:4566', true],
  ['https://sqs.eu-west-1.amazonaws.com', false],
  [undefined, false],
  ['nonsense', false],
])('%s is on this machine: %s', (url, expected) => {
  expect(isLoopback(url)).toBe(expected);
});

test.each([
  ['local', true],
  ['prod', true],
  ['eu2', true],
  ['feature-x', false],
  ['Prod', false],
  ['', false],
])('%s can be a stage: %s', (stage, expected) => {
  expect(isStageName(stage)).toBe(expected);
});
