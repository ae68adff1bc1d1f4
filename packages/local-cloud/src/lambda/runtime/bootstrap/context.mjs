/** Builds event and context of an invocation. Source: https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html */
export const createContext = ({ headers, body }) => {
  const env = process.env;
  const startedAt = performance.now();
  const limitMs = Number(headers['lambda-runtime-limit-ms']);
  const clientContext = headers['lambda-runtime-client-context'];
  env._X_AMZN_TRACE_ID = headers['lambda-runtime-trace-id'];
  const context = {
    callbackWaitsForEmptyEventLoop: true,
    functionName: env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: env.AWS_LAMBDA_LOG_STREAM_NAME,
    clientContext: clientContext === undefined ? undefined : JSON.parse(clientContext),
    identity: undefined,
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    awsRequestId: headers['lambda-runtime-aws-request-id'],
    // A duration of code: measured by the machine, also when the cloud's clock runs fast.
    getRemainingTimeInMillis: () => Math.floor(limitMs - (performance.now() - startedAt)),
  };
  return { event: JSON.parse(body), context };
};
