import { expect, test } from 'vitest';
import { resolveTarget } from './target.ts';

const shell = {
  AWS_PROFILE: 'production',
  AWS_REGION: 'eu-west-1',
  AWS_ENDPOINT_URL: 'https://example.com',
};

test('stage local is the embedded cloud, whatever the shell says', () => {
  expect(resolveTarget({ stage: 'local' }, shell)).toEqual({
    stage: 'local',
    region: 'us-east-1',
    isLocal: true,
    endpointUrl: 'http://127.0.0.1:4566',
  });
});

test.each(['http://localhost:5000', 'http://127.0.0.1:5000', 'http://[::1]:5000'])(
  'local may use %s',
  (endpointUrl) => {
    expect(resolveTarget({ stage: 'local', endpointUrl }, {}).endpointUrl).toBe(endpointUrl);
  },
);

test.each(['https://kinesis.us-east-1.amazonaws.com', 'http://10.0.0.1:4566', 'http://localhost.example.com'])(
  'local never uses %s',
  (endpointUrl) => {
    expect(() => resolveTarget({ stage: 'local', endpointUrl }, {})).toThrow(/stage local is this machine's/);
  },
);

test('another stage takes region from the shell and the endpoint of AWS', () => {
  expect(resolveTarget({ stage: 'prod' }, shell)).toEqual({
    stage: 'prod',
    region: 'eu-west-1',
    isLocal: false,
    endpointUrl: undefined,
  });
});

test('another stage never ends on this machine, by option or by the shell', () => {
  const endpointUrl = 'http://127.0.0.1:4566';
  expect(() => resolveTarget({ stage: 'prod', endpointUrl }, {})).toThrow(/only stage local may use it, not prod/);
  expect(() => resolveTarget({ stage: 'prod' }, { AWS_ENDPOINT_URL_KINESIS: endpointUrl })).toThrow(
    /AWS_ENDPOINT_URL_KINESIS is http:\/\/127.0.0.1:4566/,
  );
});

test('what is no stage or no URL is refused', () => {
  expect(() => resolveTarget({ stage: 'Prod!' }, {})).toThrow('"Prod!" is no stage');
  expect(() => resolveTarget({ stage: 'local', endpointUrl: '127.0.0.1:4566' }, {})).toThrow('is no http(s) URL');
});
