import { dirname, join } from 'node:path';
import { dummyCredentials } from '../target/client-settings.ts';

export interface ChildTarget {
  readonly endpoint: string;
  readonly region: string;
  /** The folder of the checkout. */
  readonly root: string;
}

const proxies = /^(https?_proxy|proxy|all_proxy)$/i;

/** Polls of a stack's events cost nothing here, and AWS's five seconds would be most of a deployment. */
const pollMs = 200;

/**
 * The environment of a `sls` that deploys into the embedded cloud: nothing of AWS that the shell has set, and no proxy, so that it
 * can end nowhere else; this run's Node for everything that it starts.
 */
export const childEnvironment = (
  shell: NodeJS.ProcessEnv,
  { endpoint, region, root }: ChildTarget,
): Record<string, string> => {
  const kept = Object.entries(shell).filter(
    (pair): pair is [string, string] => pair[1] !== undefined && !pair[0].startsWith('AWS_') && !proxies.test(pair[0]),
  );
  const path = [dirname(process.execPath), join(root, 'node_modules', '.bin'), shell['PATH'] ?? ''].join(':');
  return {
    ...Object.fromEntries(kept),
    PATH: path,
    AWS_ENDPOINT_URL: endpoint,
    // What the stage's own guard (packages/serverless-stage-guard) takes for its endpoint.
    SIGNALBOX_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: dummyCredentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: dummyCredentials.secretAccessKey,
    AWS_REGION: region,
    SLS_AWS_MONITORING_FREQUENCY: String(pollMs),
  };
};
