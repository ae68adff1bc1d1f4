import { setTimeout as sleep } from 'node:timers/promises';
import { releaseStore } from '@signalbox/releases/store';
import { expectedChanges } from '../../generated/golden.js';
import { cloudWatchMetrics } from '../adapters/cloudwatch-metrics.ts';
import { codeDeploy } from '../adapters/code-deploy.ts';
import { lambdaFunctions } from '../adapters/lambda-functions.ts';
import { workerSandbox } from '../adapters/worker-sandbox.ts';
import { after } from '../after.ts';
import { settingsOf } from '../settings.ts';

const sandbox = workerSandbox({ timeLimitMs: 20_000, memoryMb: 256 });

/** The checks after traffic was shifted, on AWS. @throws {EnvironmentError} */
export const wireAfter = () => {
  const { RELEASES_TABLE, STAGE, METRICS_WAIT_SECONDS } = settingsOf(process.env);
  const store = releaseStore({ tableName: RELEASES_TABLE });
  const functions = lambdaFunctions();
  return after({
    deployments: codeDeploy({ sleep }),
    functions,
    source: cloudWatchMetrics(),
    sleep,
    active: () => store.active(Date.now()),
    rulesOf: async (functionName, version) => {
      const code = await functions.decisionBundle(functionName, version);
      return code === undefined ? undefined : (JSON.parse(await sandbox.rulesOf(code)) as { hash: string }).hash;
    },
    rules: {
      load: store.loadTimeline,
      save: store.saveTimeline,
      saveRuleRelease: store.saveRuleRelease,
      expected: expectedChanges,
      now: Date.now,
    },
    stage: STAGE,
    waitMs: METRICS_WAIT_SECONDS * 1000,
    now: Date.now,
  });
};
