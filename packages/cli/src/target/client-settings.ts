import { Problem } from '../problem.ts';
import { isLoopback, type Target } from './target.ts';

/** The credentials of the embedded cloud. They open nothing at AWS. */
export const dummyCredentials = { accessKeyId: 'test', secretAccessKey: 'test' } as const;

/** What every SDK client of a target is made with. Nothing here is left to the shell at stage local. */
export const clientSettings = ({ isLocal, region, endpointUrl }: Target) => ({
  region,
  ...(endpointUrl === undefined ? {} : { endpoint: endpointUrl }),
  ...(isLocal ? { credentials: dummyCredentials, useFipsEndpoint: false, useDualstackEndpoint: false } : {}),
});

interface SignedRequest {
  readonly hostname: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * The last look at a request before it leaves: whatever a profile, a variable or an endpoint discovery may have brought in, stage
 * local does not leave the machine, and no other stage calls it or signs with its dummy credentials.
 * @throws Problem `usage`
 */
export const guardRequest = ({ hostname, headers }: SignedRequest, { stage, isLocal }: Target): void => {
  if (isLocal !== isLoopback(hostname)) throw new Problem('usage', `stage ${stage} must not call ${hostname}`);
  const authorization = headers['authorization'] ?? '';
  if (!isLocal && authorization.includes(`Credential=${dummyCredentials.accessKeyId}/`)) {
    throw new Problem('usage', `stage ${stage} must not use the credentials of the local cloud (access key "test")`);
  }
};
