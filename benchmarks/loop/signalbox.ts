import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { QueryCommand, TimestreamQueryClient } from '@aws-sdk/client-timestream-query';
import { startCloudProcess } from '@signalbox/cli/e2e/cloud-process';
import { serverless } from '@signalbox/cli/e2e/serverless';
import { openArchive } from './archive.ts';
import type { System } from './system.ts';

/** The whole of Signalbox as `npm start` runs it: the embedded cloud with a data directory, every service deployed by the real CLI. */
export const startSignalbox = async (): Promise<System> => {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'signalbox-bench-'));
  const cloud = await startCloudProcess(dataDirectory);
  const { code, output } = await serverless(cloud.endpoint, ['deploy', '--stage', 'local']);
  if (code !== 0) {
    await cloud.stop();
    rmSync(dataDirectory, { recursive: true, force: true });
    throw new Error(output);
  }
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const settings = { endpoint: cloud.endpoint, region: 'us-east-1', credentials };
  const store = new TimestreamQueryClient(settings);
  const archive = openArchive('signalbox-local-archive-000000000000-us-east-1', settings);
  return {
    name: 'Signalbox',
    url: cloud.mqttUrl,
    markLast: false,
    processed: async ({ fleet }) => {
      const QueryString = `SELECT count(*) AS n FROM "signalbox-local"."telemetry" WHERE fleet = '${fleet}'`;
      const { Rows } = await store.send(new QueryCommand({ QueryString }));
      return Number(Rows?.[0]?.Data?.[0]?.ScalarValue);
    },
    archived: ({ fleet }) => archive.count(fleet),
    stop: async () => {
      store.destroy();
      archive.close();
      await cloud.stop();
      rmSync(dataDirectory, { recursive: true, force: true });
    },
  };
};
