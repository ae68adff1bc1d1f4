import { expect, test } from 'vitest';
import { childEnvironment } from './child-environment.ts';

test('a deployment knows the embedded cloud and nothing else of AWS', () => {
  const shell = {
    HOME: '/home/me',
    PATH: '/usr/bin',
    AWS_PROFILE: 'production',
    AWS_SESSION_TOKEN: 'secret',
    AWS_ENDPOINT_URL_S3: 'https://s3.example.com',
    https_proxy: 'http://proxy:8080',
    HTTP_PROXY: 'http://proxy:8080',
  };
  const environment = childEnvironment(shell, {
    endpoint: 'http://127.0.0.1:5000',
    region: 'eu-west-1',
    root: '/repo',
  });
  expect(environment).toEqual({
    HOME: '/home/me',
    PATH: expect.stringMatching(/:\/repo\/node_modules\/\.bin:\/usr\/bin$/),
    AWS_ENDPOINT_URL: 'http://127.0.0.1:5000',
    SIGNALBOX_ENDPOINT_URL: 'http://127.0.0.1:5000',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: 'eu-west-1',
    SLS_AWS_MONITORING_FREQUENCY: '200',
  });
});
