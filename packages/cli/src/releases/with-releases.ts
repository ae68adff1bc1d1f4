import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ReleaseError } from '@signalbox/releases';
import { type ReleaseStore, releaseStore } from '@signalbox/releases/store';
import { namesOf } from '../names.ts';
import { Problem } from '../problem.ts';
import { guarded } from '../target/guarded.ts';
import type { Target } from '../target/target.ts';

const asProblem = (error: unknown, { stage }: Target): unknown => {
  if (error instanceof ReleaseError) {
    return new Problem('release-refused', `${error.message} (${error.code})`, { cause: error });
  }
  if ((error as Error).name !== 'ResourceNotFoundException') return error;
  return new Problem('not-found', `stage ${stage} has no table of releases: it comes with its first deployment`, {
    cause: error,
  });
};

/**
 * Uses the table of releases of a stage, and closes it.
 * @throws Problem `not-found` if there is none; `release-refused` for every {@link ReleaseError}
 */
export const withReleases = async <T>(target: Target, use: (store: ReleaseStore) => Promise<T>): Promise<T> => {
  const client = guarded((settings) => new DynamoDBClient(settings), target);
  try {
    return await use(releaseStore({ client, tableName: namesOf(target.stage).releasesTable }));
  } catch (error) {
    throw asProblem(error, target);
  } finally {
    client.destroy();
  }
};
