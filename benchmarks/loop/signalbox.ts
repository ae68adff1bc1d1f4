import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { QueryCommand, TimestreamQueryClient } from '@aws-sdk/client-timestream-query';
import { startCloudProcess } from '@signalbox/cli/e2e/cloud-process';
import { serverless } from '@signalbox/cli/e2e/serverless';
import type { System } from './system.ts';

/** The whole of Signalbox as `npm start` runs it: the embedded cloud with a data directory, every service deployed by the real CLI. */
export const startSignalbox = async (): Promise<System> => {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'signalbox-bench-'));
  const cloud = await startCloudProcess(dataDirectory);
  const { code, output } = await serverless(cloud.endpoint, ['deploy', '--stage', 'local']);
  if (code !== 0) throw new Error(output);
  const store = new TimestreamQueryClient({
    endpoint: cloud.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  return {
    name: 'Signalbox',
    url: cloud.mqttUrl,
    markLast: false,
    processed: async ({ fleet }) => {
      const QueryString = `SELECT count(*) AS n FROM "signalbox-local"."telemetry" WHERE fleet = '${fleet}'`;
      const { Rows } = await store.send(new QueryCommand({ QueryString }));
      return Number(Rows?.[0]?.Data?.[0]?.ScalarValue);
    },
    stop: async () => {
      store.destroy();
      await cloud.stop();
      rmSync(dataDirectory, { recursive: true, force: true });
    },
  };
};
