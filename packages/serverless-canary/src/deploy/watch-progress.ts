import { setTimeout as sleep } from 'node:timers/promises';
import { GetDeploymentCommand } from '@aws-sdk/client-codedeploy';
import type { Aws } from './aws.ts';
import { deploymentTarget } from './deployment-target.ts';
import type { Groups } from './groups.ts';
import { type Begun, listDeployments } from './list-deployments.ts';

interface Watch {
  readonly groups: Groups;
  readonly begun: Begun;
  readonly everyMs: number;
  readonly tell: (line: string) => void;
}

// The API reference calls it a percentage and does not say of what: CodeDeploy hands it to an alias, whose weights are parts of 1.
const percentOf = (weight: number): number => Math.round(weight <= 1 ? weight * 100 : weight);

const stateOf = async (aws: Aws, deploymentId: string): Promise<string> => {
  const { deploymentInfo } = await aws.codeDeploy.send(new GetDeploymentCommand({ deploymentId }));
  const target = await deploymentTarget(aws, deploymentId);
  const { targetVersion, targetVersionWeight = 0 } = target?.lambdaFunctionInfo ?? {};
  const at = targetVersion === undefined ? '' : `, ${percentOf(targetVersionWeight)} % at version ${targetVersion}`;
  return `${deploymentId} ${deploymentInfo?.deploymentGroupName}: ${deploymentInfo?.status}${at}`;
};

const ended = /: (Succeeded|Failed|Stopped)\b/;

const look = async (aws: Aws, { groups, begun, tell }: Watch, told: Map<string, string>): Promise<void> => {
  for (const id of await listDeployments(aws, groups, begun)) {
    if (ended.test(told.get(id) ?? '')) continue;
    const state = await stateOf(aws, id);
    if (told.get(id) !== state) tell(state);
    told.set(id, state);
  }
};

/**
 * Tells how far deployments are, whenever that changes, until it is stopped. A look that fails is left out: this is only to be
 * watched.
 * @returns stops it
 */
export const watchProgress = (aws: Aws, watch: Watch): (() => void) => {
  const stopped = new AbortController();
  const told = new Map<string, string>();
  const run = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      await look(aws, watch, told).catch(() => undefined);
      await sleep(watch.everyMs, undefined, { signal: stopped.signal, ref: false }).catch(() => undefined);
    }
  };
  void run();
  return () => stopped.abort();
};
