import { setTimeout as sleep } from 'node:timers/promises';
import { releaseStore } from '@signalbox/releases/store';
import { codeDeploy } from '../adapters/code-deploy.ts';
import { lambdaFunctions } from '../adapters/lambda-functions.ts';
import { before } from '../before.ts';
import { settingsOf } from '../settings.ts';

/** The checks before traffic, on AWS. @throws {EnvironmentError} */
export const wireBefore = () => {
  const settings = settingsOf(process.env);
  const store = releaseStore({ tableName: settings.RELEASES_TABLE });
  const functions = lambdaFunctions();
  return before({
    deployments: codeDeploy({ sleep }),
    functions,
    // Golden set and sandbox are of use only where something decides.
    decisions: async () => (await import('./decision-ports.ts')).decisionPorts(settings, functions, store),
    ingestion: async () => (await import('./ingestion-ports.ts')).ingestionPorts(settings),
    active: () => store.active(Date.now()),
    stage: settings.STAGE,
    now: Date.now,
    // With a fast clock of the cloud functions run no faster.
    elapsedMs: () => performance.now(),
  });
};
