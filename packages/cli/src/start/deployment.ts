import { Problem } from '../problem.ts';
import { runSls } from '../release/run-sls.ts';
import { type ChildTarget, childEnvironment } from './child-environment.ts';

export interface DeploymentOptions extends ChildTarget {
  readonly stop: AbortSignal;
  /** Each line that the Serverless CLI says. */
  readonly onLine: (line: string) => void;
}

/**
 * Deploys every service with the real `sls deploy --stage local`, as a user would by hand.
 * @returns false if it was stopped
 * @throws Problem `deployment-failed`
 */
export const deploy = async (options: DeploymentOptions): Promise<boolean> => {
  const { root, stop, onLine } = options;
  const env = childEnvironment(process.env, options);
  const code = await runSls({ root, args: ['deploy', '--stage', 'local'], env, stop, onLine });
  if (code === undefined) return false;
  if (code !== 0) throw new Problem('deployment-failed', `sls deploy --stage local ended with code ${code}`);
  return true;
};
