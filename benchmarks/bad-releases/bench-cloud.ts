import { type CloudProcess, startCloudProcess } from '@signalbox/cli/e2e/cloud-process';
import { stopAtEnd } from './ends-with-us.ts';

/** A cloud of its own, which does not outlive the benchmark. */
export const startBenchCloud = async (dataDirectory: string, speed: number): Promise<CloudProcess> => {
  const cloud = await startCloudProcess(dataDirectory, undefined, speed);
  const forget = stopAtEnd(cloud.stop);
  return {
    ...cloud,
    stop: () => cloud.stop().finally(forget),
  };
};
