type Environment = Readonly<Record<string, string | undefined>>;

/** Set by the port option of `signalbox start`: an embedded cloud that listens elsewhere than the file says. */
const endpointOverride = 'SIGNALBOX_ENDPOINT_URL';

const proxies = /^(https?_proxy|proxy|all_proxy)$/i;

/**
 * A stage is part of the names of topic rules (`[a-zA-Z0-9_]`, AWS IoT API CreateTopicRule) and of buckets (lower case, 63
 * characters with account and region, Amazon S3 bucket naming rules).
 */
export const isStageName = (stage: string): boolean => /^[a-z][a-z0-9]{0,19}$/.test(stage);

/** Whether `url` leads to this machine. */
export const isLoopback = (url: string | undefined): boolean => {
  if (url === undefined || !URL.canParse(url)) return false;
  const { hostname } = new URL(url);
  return hostname === 'localhost' || hostname === '[::1]' || /^127\./.test(hostname);
};

/**
 * What the stage `local` makes of a shell's environment: every AWS variable and proxy goes (a profile, a session token or
 * `AWS_IGNORE_CONFIGURED_ENDPOINT_URLS` could lead to AWS), then the stage's own are set.
 * @param file the variables of `.env.local`
 * @throws Error if the endpoint is missing or is not on this machine
 */
export const localEnvironment = (
  shell: Environment,
  file: Environment,
): { set: Record<string, string>; unset: readonly string[] } => {
  const endpoint = shell[endpointOverride] ?? file['AWS_ENDPOINT_URL'];
  if (endpoint === undefined || !isLoopback(endpoint)) {
    throw new Error(`The endpoint of the stage local must be on this machine, not ${endpoint}`);
  }
  const unset = Object.keys(shell).filter((name) => name.startsWith('AWS_') || proxies.test(name));
  // No shared config file may name another endpoint, profile or credential process.
  const sealed = {
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
  return { set: { ...(file as Record<string, string>), ...sealed, AWS_ENDPOINT_URL: endpoint }, unset };
};
