/** Runs one bundle in this fresh process and says what its init and its first call took: `node fresh-process.ts <bundle> <event>`. */
const [bundle = '', event = '{}'] = process.argv.slice(2);

const context = {
  awsRequestId: '00000000-0000-0000-0000-000000000000',
  callbackWaitsForEmptyEventLoop: true,
  functionName: process.env['AWS_LAMBDA_FUNCTION_NAME'],
  functionVersion: '$LATEST',
  invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:bench',
  logGroupName: 'bench',
  logStreamName: 'bench',
  memoryLimitInMB: '256',
  getRemainingTimeInMillis: () => 10_000,
};

const startedAt = performance.now();
const { handler } = await import(bundle);
const loadedAt = performance.now();
const result: unknown = await handler(JSON.parse(event), context);
const answeredAt = performance.now();
process.send?.({ initMs: loadedAt - startedAt, firstCallMs: answeredAt - loadedAt, result });
process.disconnect?.();
