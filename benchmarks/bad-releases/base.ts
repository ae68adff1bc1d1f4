import { startBenchCloud } from './bench-cloud.ts';
import { openCloudClock } from './cloud-clock.ts';
import { ownFolder } from './ends-with-us.ts';
import { pause } from './pause.ts';
import { runRelease } from './run-release.ts';
import { startTraffic } from './traffic.ts';

export interface BaseOptions {
  /** The sources of the version before. */
  readonly folder: string;
  readonly speed: number;
  readonly devices: number;
  readonly warmUpMs: number;
}

/** What every release begins with: the version before, deployed, and telemetry of a while. */
export interface Base {
  readonly dataDirectory: string;
  /** Epoch ms of the cloud before anything was received. */
  readonly since: number;
  remove(): void;
}

/** @throws Error with what the CLI said, when the version before cannot be deployed */
export const prepareBase = async ({ devices, folder, speed, warmUpMs }: BaseOptions): Promise<Base> => {
  const data = ownFolder();
  const cloud = await startBenchCloud(data.path, speed);
  try {
    const { endpoint, mqttUrl } = cloud;
    const now = await openCloudClock(endpoint);
    const since = now();
    const { code, output } = await runRelease({ folder, endpoint, plain: true });
    if (code !== 0) throw new Error(`the version before could not be deployed:\n${output}`);
    const traffic = await startTraffic({ mqttUrl, devices, speed, now });
    await pause(warmUpMs);
    await traffic.quiet();
    await traffic.close();
    // What is on its way has time to arrive.
    await pause(5_000);
    return { dataDirectory: data.path, since, remove: data.remove };
  } finally {
    await cloud.stop();
  }
};
