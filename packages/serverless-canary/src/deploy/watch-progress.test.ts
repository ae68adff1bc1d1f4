import { expect, it } from 'vitest';
import { fakeAws, refusedBy } from '../../test/fake-aws.ts';
import { watchProgress } from './watch-progress.ts';

const steps = [
  { status: 'InProgress', weight: 0.1 },
  { status: 'InProgress', weight: 0.1 },
  { status: 'InProgress', weight: 1 },
  { status: 'Succeeded', weight: 1 },
];

it('tells what changes, once, and goes on when a look fails', async () => {
  let look = -1;
  const aws = fakeAws({
    ListDeployments: () => {
      look += 1;
      if (look === 1) throw refusedBy('ThrottlingException');
      return { deployments: ['d-0', 'd-1'] };
    },
    GetDeployment: () => ({
      deploymentInfo: { deploymentGroupName: 'worker', status: steps[Math.min(look, 3)]?.status },
    }),
    ListDeploymentTargets: () => ({ targetIds: ['t'] }),
    GetDeploymentTarget: () => ({
      deploymentTarget: {
        lambdaTarget: {
          lambdaFunctionInfo: { targetVersion: '4', targetVersionWeight: steps[Math.min(look, 3)]?.weight },
        },
      },
    }),
  });
  const lines: string[] = [];
  await new Promise<void>((resolve) => {
    const stop = watchProgress(aws, {
      groups: { application: 'shop-prod', groups: ['worker'] },
      begun: { since: 0, except: new Set(['d-0']) },
      everyMs: 1,
      tell: (line) => {
        lines.push(line);
        if (!line.includes('Succeeded')) return;
        stop();
        resolve();
      },
    });
  });
  expect(lines).toEqual([
    'd-1 worker: InProgress, 10 % at version 4',
    'd-1 worker: InProgress, 100 % at version 4',
    'd-1 worker: Succeeded, 100 % at version 4',
  ]);
});
