import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LambdaCloud, startLambdaCloud } from './testing/lambda-cloud.ts';

let lambda: LambdaCloud;
beforeAll(async () => {
  lambda = await startLambdaCloud();
});
afterAll(() => lambda.stop());

const exitError = (reason: string) => ({
  functionError: 'Unhandled',
  payload: {
    errorType: 'Runtime.ExitError',
    errorMessage: expect.stringMatching(new RegExp(`^RequestId: \\S+ Error: ${reason}$`)),
  },
});

test('a timeout kills the environment, also in an endless loop, and the next run gets a new one', async () => {
  const code = 'let n = 0; export const handler = async ({ loop }) => { n += 1; while (loop) {} return n; };';
  await lambda.create('slow', code, { Timeout: 1 });
  const failed = await lambda.invoke('slow', { loop: true });
  expect(failed).toMatchObject({
    functionError: 'Unhandled',
    payload: {
      errorType: 'Sandbox.Timedout',
      errorMessage: expect.stringMatching(/^RequestId: \S+ Error: Task timed out after 1\.00 seconds$/),
    },
  });
  expect(failed.log).toMatch(/\S+ \S+ Task timed out after 1\.00 seconds/);
  expect(failed.log).toMatch(/Duration: 1000\.00 ms\t.*Status: timeout/);
  expect(await lambda.invoke('slow')).toMatchObject({ payload: 1 });
});

test.each([
  ['process.exit(3)', 'Runtime exited with error: exit status 3'],
  ['process.exit(0)', 'Runtime exited without providing a reason'],
  ["process.kill(process.pid, 'SIGKILL'); await new Promise(() => {})", 'Runtime exited with error: signal: killed'],
])('a function that ends its process by %s fails that run', async (statement, reason) => {
  const name = `exit-${Math.random().toString(36).slice(2)}`;
  await lambda.create(
    name,
    `export const handler = async ({ die }) => { if (die) { ${statement}; } return 'alive'; };`,
  );
  expect(await lambda.invoke(name, { die: true })).toMatchObject(exitError(reason));
  expect(await lambda.invoke(name)).toMatchObject({ payload: 'alive' });
});

test('more memory than the function was given gets it killed', async () => {
  const code = `export const handler = async () => {
    const kept = []; for (;;) { kept.push(Buffer.alloc(8 << 20, 1)); await new Promise((resolve) => setTimeout(resolve, 10)); }
  };`;
  await lambda.create('greedy', code, { MemorySize: 192, Timeout: 20 });
  const failed = await lambda.invoke('greedy');
  expect(failed).toMatchObject(exitError('Runtime exited with error: signal: killed'));
  expect(failed.log).toContain('Max Memory Used: 192 MB\t');
});

test('an unhandled rejection fails the run and ends the environment', async () => {
  const code = `let n = 0; export const handler = async ({ reject }) => {
    n += 1; if (reject) { Promise.reject(new Error('forgotten')); await new Promise((resolve) => setTimeout(resolve, 1000)); } return n; };`;
  await lambda.create('forgetful', code);
  expect(await lambda.invoke('forgetful', { reject: true })).toMatchObject({
    functionError: 'Unhandled',
    payload: { errorType: 'Runtime.UnhandledPromiseRejection', errorMessage: 'Error: forgotten' },
  });
  expect(await lambda.invoke('forgetful')).toMatchObject({ payload: 1 });
});

test.each([
  ['index.nothing', 'Runtime.HandlerNotFound', 'index.nothing is undefined or not exported'],
  ['absent.handler', 'Runtime.ImportModuleError', /Cannot find module 'absent'/],
  ['../index.handler', 'Runtime.MalformedHandlerName', /not a valid handler name/],
])('handler %s is refused with %s', async (handler, errorType, message) => {
  const name = `handler-${Math.random().toString(36).slice(2)}`;
  await lambda.create(name, 'export const handler = async () => 1;', { Handler: handler });
  expect(await lambda.invoke(name)).toMatchObject({
    functionError: 'Unhandled',
    payload: { errorType, errorMessage: typeof message === 'string' ? message : expect.stringMatching(message) },
  });
});

test('an exception while the module loads is the answer of the waiting run', async () => {
  await lambda.create('stillborn', "throw new RangeError('no start');");
  expect(await lambda.invoke('stillborn')).toMatchObject({
    functionError: 'Unhandled',
    payload: { errorType: 'RangeError', errorMessage: 'no start' },
  });
});

test('an answer over 6 MB is refused', async () => {
  await lambda.create('verbose', "export const handler = async () => 'x'.repeat(7e6);");
  expect(await lambda.invoke('verbose')).toMatchObject({
    functionError: 'Unhandled',
    payload: { errorType: 'Function.ResponseSizeTooLarge' },
  });
});

test('callback style works up to nodejs22.x and is refused by nodejs24.x as on AWS', async () => {
  const code = {
    'index.cjs': "exports.handler = (event, context, callback) => { setTimeout(() => callback(null, 'called'), 10); };",
  };
  await lambda.create('callback-22', code, { Runtime: 'nodejs22.x' });
  expect(await lambda.invoke('callback-22')).toMatchObject({ payload: 'called' });
  expect(await lambda.invoke('callback-22')).toMatchObject({ payload: 'called' });
  await lambda.create('callback-24', code);
  expect(await lambda.invoke('callback-24')).toMatchObject({
    payload: { errorType: 'Runtime.CallbackHandlerDeprecated' },
  });
});

test('logs in JSON have levels, request ids and the lines of the platform', async () => {
  const code = "export const handler = async () => { console.debug('hidden'); console.warn({ a: 1 }); return 1; };";
  await lambda.create('json-logs', code, { LoggingConfig: { LogFormat: 'JSON', LogGroup: '/own/group' } });
  const { log } = await lambda.invoke('json-logs');
  const lines = log
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines).toMatchObject([
    { type: 'platform.start', record: { version: '$LATEST' } },
    { level: 'WARN', message: { a: 1 }, requestId: lines[0].record.requestId },
    { type: 'platform.report', record: { status: 'success', metrics: { memorySizeMB: 512 } } },
  ]);
  expect(lambda.witness.logs.some(({ group }) => group === '/own/group')).toBe(true);
});

test('the date of a function follows a fast clock of the cloud; its limits do not', async () => {
  const fast = await startLambdaCloud({ speed: 1000 });
  try {
    await fast.create(
      'clock',
      `export const handler = async (event, context) => { const from = new Date(); await new Promise((resolve) => setTimeout(resolve, 100));
        return { passedMs: Date.now() - from, isDate: from instanceof Date, leftMs: context.getRemainingTimeInMillis() }; };`,
    );
    const { payload } = (await fast.invoke('clock')) as {
      payload: { passedMs: number; isDate: boolean; leftMs: number };
    };
    expect(payload.isDate).toBe(true);
    expect(payload.passedMs).toBeGreaterThan(90_000);
    expect(payload.leftMs).toBeGreaterThan(0);
  } finally {
    await fast.stop();
  }
});
