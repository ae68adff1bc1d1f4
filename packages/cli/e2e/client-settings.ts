import type { CloudProcess } from './cloud-process.ts';

/** What an AWS SDK client needs to speak to a cloud. */
export const clientSettings = ({ endpoint }: CloudProcess) => ({
  endpoint,
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});
