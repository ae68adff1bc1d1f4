import { AwsError } from '../kernel/aws-error.ts';

export interface BatchEntry {
  readonly Id?: string | undefined;
}

export interface BatchAnswer {
  readonly Successful: readonly object[];
  readonly Failed: readonly object[];
}

/** @throws AwsError EmptyBatchRequest, TooManyEntriesInBatchRequest, InvalidBatchEntryId, BatchEntryIdsNotDistinct */
export const refuseBatch = (entries: readonly BatchEntry[]): void => {
  if (entries.length === 0)
    throw new AwsError('EmptyBatchRequest', 'There should be at least one entry in the request.');
  if (entries.length > 10) {
    throw new AwsError(
      'TooManyEntriesInBatchRequest',
      `Maximum number of entries per request are 10. You have sent ${entries.length}.`,
    );
  }
  const wrong = entries.find(({ Id }) => !/^[\w-]{1,80}$/.test(Id ?? ''));
  if (wrong !== undefined) {
    throw new AwsError(
      'InvalidBatchEntryId',
      'A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.',
    );
  }
  const seen = new Set<string | undefined>();
  for (const { Id } of entries) {
    if (seen.has(Id)) throw new AwsError('BatchEntryIdsNotDistinct', `Id ${Id} repeated.`);
    seen.add(Id);
  }
};

/** Runs each entry by itself: one that fails does not keep the others. */
export const runBatch = async <Entry extends BatchEntry>(
  entries: readonly Entry[],
  run: (entry: Entry) => Promise<object>,
): Promise<BatchAnswer> => {
  refuseBatch(entries);
  const Failed: object[] = [];
  const settle = async (entry: Entry): Promise<object[]> => {
    try {
      return [{ Id: entry.Id, ...(await run(entry)) }];
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      Failed.push({ Id: entry.Id, SenderFault: error.status < 500, Code: error.code, Message: error.message });
      return [];
    }
  };
  const Successful = (await Promise.all(entries.map(settle))).flat();
  return { Successful, Failed };
};
