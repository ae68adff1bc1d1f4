import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { type CloudProcess, startCloudProcess } from './cloud-process.ts';
import { copyRepository } from './copied-repository.ts';
import { serverless } from './serverless.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    deployedDirectory: string;
  }
}

/**
 * Deploys every service once; the tests start clouds on copies of what that left on disk. It deploys from a copy of the sources, and so do
 * they: in packages, names of files come of where `node_modules` lies. What a test did not change is the same code then.
 */
export default async (project: TestProject): Promise<() => void> => {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'signalbox-e2e-'));
  const sources = copyRepository();
  const cloud = await startCloudProcess(dataDirectory);
  const { code, output } = await serverless(cloud.endpoint, ['deploy', '--stage', 'local'], sources);
  await cloud.stop();
  rmSync(sources, { recursive: true, force: true });
  if (code !== 0) throw new Error(`sls deploy --stage local failed:\n${output}`);
  project.provide('deployedDirectory', dataDirectory);
  return () => rmSync(dataDirectory, { recursive: true, force: true });
};

/** A cloud on a fresh copy of the deployed state, whose clock runs `speed` times as fast as the machine's. */
export const startDeployedCloud = (deployedDirectory: string, speed = 1): Promise<CloudProcess> => {
  const copy = mkdtempSync(join(tmpdir(), 'signalbox-e2e-'));
  cpSync(deployedDirectory, copy, { recursive: true });
  return startCloudProcess(copy, undefined, speed);
};

/** Stops a cloud and removes its state. */
export const discard = async (cloud: CloudProcess): Promise<void> => {
  await cloud.stop();
  rmSync(cloud.dataDirectory, { recursive: true, force: true });
};
