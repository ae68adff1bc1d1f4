import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { archiveBucketOf, localAccountId } from '../names.ts';
import { guarded } from './guarded.ts';
import type { Target } from './target.ts';

const accountOf = async (target: Target): Promise<string> => {
  if (target.isLocal) return localAccountId;
  const client = guarded((settings) => new STSClient(settings), target);
  const { Account = '' } = await client.send(new GetCallerIdentityCommand({}));
  client.destroy();
  return Account;
};

/** The archive bucket of a stage, whose name carries the account of the caller. */
export const findArchiveBucket = async (target: Target): Promise<string> =>
  archiveBucketOf(target.stage, await accountOf(target), target.region);
