import { Problem } from '../problem.ts';

export const defaultPort = 4566;
export const defaultMqttPort = 1883;
export const defaultRegion = 'us-east-1';

/** Which deployment a command is about. */
export interface Target {
  readonly stage: string;
  readonly region: string;
  /** The embedded cloud: dummy credentials, loopback only. */
  readonly isLocal: boolean;
  /** Undefined: the AWS endpoint of the region. */
  readonly endpointUrl: string | undefined;
}

export interface TargetOptions {
  readonly stage: string;
  readonly region?: string | undefined;
  readonly endpointUrl?: string | undefined;
}

const loopback = /^(localhost|127(\.\d+){3}|\[?::1\]?|\[?::ffff:127(\.\d+){3}\]?|0\.0\.0\.0|\[?::\]?)$/;

/** Whether a host name can only mean this machine. */
export const isLoopback = (hostname: string): boolean => loopback.test(hostname.toLowerCase());

const hostOf = (url: string): string => {
  if (!URL.canParse(url) || !/^https?:/.test(url)) throw new Problem('usage', `the endpoint ${url} is no http(s) URL`);
  return new URL(url).hostname;
};

const localTarget = (region: string, endpointUrl = `http://127.0.0.1:${defaultPort}`): Target => {
  if (!isLoopback(hostOf(endpointUrl))) {
    throw new Problem('usage', `stage local is this machine's; ${endpointUrl} is not. Another stage may use it`);
  }
  return { stage: 'local', region, isLocal: true, endpointUrl };
};

/** Endpoints that the shell sets for the SDK would lead another stage's calls to the embedded cloud. */
const refuseLoopbackIn = (env: NodeJS.ProcessEnv, stage: string): void => {
  for (const [name, value] of Object.entries(env)) {
    if (!name.startsWith('AWS_ENDPOINT_URL') || !value || !URL.canParse(value)) continue;
    if (isLoopback(new URL(value).hostname)) {
      throw new Problem('usage', `${name} is ${value}, which is the local cloud; unset it to use stage ${stage}`);
    }
  }
};

/**
 * The target that the options mean. Stage local never leaves this machine, whatever the shell has set; no other stage ever
 * ends on it.
 * @throws Problem `usage`
 */
export const resolveTarget = ({ stage, region, endpointUrl }: TargetOptions, env: NodeJS.ProcessEnv): Target => {
  if (!/^[a-z][a-z0-9-]{0,31}$/.test(stage)) {
    throw new Problem('usage', `${JSON.stringify(stage)} is no stage: lower case letters, digits and hyphens`);
  }
  if (stage === 'local') return localTarget(region ?? defaultRegion, endpointUrl);
  if (endpointUrl !== undefined && isLoopback(hostOf(endpointUrl))) {
    throw new Problem('usage', `${endpointUrl} is the local cloud; only stage local may use it, not ${stage}`);
  }
  refuseLoopbackIn(env, stage);
  const ofShell = env['AWS_REGION'] ?? env['AWS_DEFAULT_REGION'] ?? defaultRegion;
  return { stage, region: region ?? ofShell, isLocal: false, endpointUrl };
};
