import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { clientSettings, sdkError } from '@signalbox/lambda-kit';
import type { Perform } from '../perform.ts';

/**
 * Invokes a function without waiting for it: https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html. A repetition invokes it
 * again, and an asynchronous invocation carries nothing beside its payload to know it by: the payload's own `actionExecutionId`
 * is the same then, if the model sends the standard payload.
 */
export const performLambda =
  (client = new LambdaClient(clientSettings)): Perform<'lambda'> =>
  async ({ functionArn: FunctionName, payload }) => {
    try {
      await client.send(new InvokeCommand({ FunctionName, InvocationType: 'Event', Payload: Buffer.from(payload) }));
    } catch (error) {
      throw sdkError('ACTION_FAILED', error);
    }
  };
