import { lambdaHandler, lazy } from '../src/index.ts';

/** A function as services write them, to be bundled by a test. Gives the key that its client signs with. */
export const handler = lambdaHandler({
  environment: {},
  wire: () => {
    const client = lazy(async () => {
      const { KinesisClient } = await import('@aws-sdk/client-kinesis');
      return new KinesisClient({ region: 'us-east-1' });
    });
    return async () => (await (await client()).config.credentials()).accessKeyId;
  },
});
