import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LambdaCloud, startLambdaCloud } from './testing/lambda-cloud.ts';

let lambda: LambdaCloud;
beforeAll(async () => {
  lambda = await startLambdaCloud();
});
afterAll(() => lambda.stop());

test('an ESM function gets its event, its context and its environment, and answers', async () => {
  const code = `export const handler = async (event, context) => {
    console.log('hello', { a: 1 });
    console.error('several\\nlines');
    process.stdout.write('raw\\n');
    return { event, name: context.functionName, arn: context.invokedFunctionArn, left: context.getRemainingTimeInMillis() > 2000,
      region: process.env.AWS_REGION, key: process.env.AWS_ACCESS_KEY_ID, greeting: process.env.GREETING, home: process.env.HOME,
      endpoint: process.env.AWS_ENDPOINT_URL, argv: process.argv.length };
  };`;
  await lambda.create('hello', code, { Environment: { Variables: { GREETING: 'hi' } } });
  const { payload, log, functionError, executedVersion } = await lambda.invoke('hello', { x: 'é' });
  expect({ functionError, executedVersion }).toEqual({ functionError: undefined, executedVersion: '$LATEST' });
  expect(payload).toEqual({
    event: { x: 'é' },
    name: 'hello',
    arn: 'arn:aws:lambda:us-east-1:000000000000:function:hello',
    left: true,
    region: 'us-east-1',
    key: 'ASIATEST',
    greeting: 'hi',
    home: '/home/sbx_user1051',
    endpoint: lambda.cloud.endpoint,
    argv: 2,
  });
  expect(log).toMatch(/^START RequestId: \S+ Version: \$LATEST\n/);
  expect(log).toMatch(/\tINFO\thello { a: 1 }\n\S+\t\S+\tERROR\tseveral\nlines\nraw\nEND RequestId: /);
  expect(log).toMatch(
    /REPORT RequestId: \S+\tDuration: [\d.]+ ms\tBilled Duration: \d+ ms\tMemory Size: 512 MB\tMax Memory Used: \d+ MB\tInit Duration: [\d.]+ ms\t\n$/,
  );
  expect(lambda.witness.logs[0]?.stream).toMatch(/^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/);
});

test('a thrown error comes in the shape of AWS, and the environment lives on', async () => {
  await lambda.create(
    'thrower',
    'let n = 0; export const handler = async () => { if (n++ === 0) throw new TypeError("bad"); return n; };',
  );
  const failed = await lambda.invoke('thrower');
  expect(failed).toMatchObject({
    functionError: 'Unhandled',
    payload: { errorType: 'TypeError', errorMessage: 'bad' },
  });
  expect(failed.log).toContain('\tERROR\tInvoke Error \t{"errorType":"TypeError","errorMessage":"bad"');
  expect(await lambda.invoke('thrower')).toMatchObject({ functionError: undefined, payload: 2 });
});

test('the client context of the caller reaches the function', async () => {
  await lambda.create('mobile', 'export const handler = async (event, context) => context.clientContext;');
  const ClientContext = Buffer.from(JSON.stringify({ custom: { name: 'Zürich' } })).toString('base64');
  expect((await lambda.invoke('mobile', {}, { ClientContext })).payload).toEqual({ custom: { name: 'Zürich' } });
});
