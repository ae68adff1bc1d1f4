import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AliasShift } from '../ports/codedeploy.ts';
import { applicationName, deploymentGroupName, startDeployCloud } from './testing/deploy-cloud.ts';

let dataDirectory: string;
beforeEach(() => {
  dataDirectory = mkdtempSync(join(tmpdir(), 'codedeploy-'));
});
afterEach(() => rmSync(dataDirectory, { recursive: true, force: true }));

test('a deployment goes on after a kill -9, from where it was', async () => {
  const script = fileURLToPath(new URL('./testing/killable-cloud.ts', import.meta.url));
  const process_ = spawn(process.execPath, [script, dataDirectory], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [output] = (await once(process_.stdout, 'data')) as [Buffer];
  process_.kill('SIGKILL');
  await once(process_, 'exit');
  const cloud = await startDeployCloud({ dataDirectory, speed: 600 });
  try {
    const id = output.toString();
    expect(await cloud.get(id)).toMatchObject({ status: 'InProgress' });
    expect(await cloud.alias()).toEqual(['1', { 2: 0.1 }]);
    const { status, startTime, completeTime } = await cloud.ended(id);
    expect(status).toBe('Succeeded');
    expect((completeTime?.getTime() ?? 0) - (startTime?.getTime() ?? 0)).toBeGreaterThanOrEqual(1_800_000);
    expect(await cloud.alias()).toEqual(['2', undefined]);
  } finally {
    await cloud.stop();
  }
});

const shift: AliasShift = {
  applicationName,
  deploymentGroupName,
  functionName: 'worker',
  alias: 'live',
  currentVersion: '1',
  targetVersion: '2',
  creator: 'user',
  clientToken: 'one',
};

test('who asks again with the same token after a restart joins the same deployment', async () => {
  const first = await startDeployCloud({ dataDirectory, speed: 1 });
  await first.prepare({ deploymentConfigName: 'CodeDeployDefault.LambdaCanary10Percent5Minutes' });
  const id = await new Promise<string>((resolve) => {
    void first.cloud.services.codedeploy.shiftAlias({ ...shift, onStarted: resolve });
  });
  await first.stop();
  const second = await startDeployCloud({ dataDirectory });
  try {
    const outcome = second.cloud.services.codedeploy.shiftAlias(shift);
    expect(await outcome).toEqual({ deploymentId: id, status: 'Succeeded' });
    expect(await second.alias()).toEqual(['2', undefined]);
  } finally {
    await second.stop();
  }
});
