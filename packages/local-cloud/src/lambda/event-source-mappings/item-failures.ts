/** What a function said about the items of a batch: the ids that failed, or that nothing can be made of its answer. */
export type ItemFailures = { readonly failed: ReadonlySet<string> } | 'all';

/**
 * Reads the answer of a function that reports item failures. No list, an empty list or null is a success; an empty or unknown id, or a
 * list that is none, fails the whole batch.
 * Source: https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-batchfailurereporting.html and services-sqs-errorhandling.html
 */
export const readItemFailures = (payload: Uint8Array, ids: ReadonlySet<string>): ItemFailures => {
  const text = Buffer.from(payload).toString('utf8');
  if (text === '') return { failed: new Set() };
  const answer = JSON.parse(text) as { batchItemFailures?: unknown } | null;
  const list = answer?.batchItemFailures ?? [];
  if (!Array.isArray(list)) return 'all';
  const failed = list.map((item: { itemIdentifier?: unknown } | null) => item?.itemIdentifier);
  const areKnown = failed.every((id): id is string => typeof id === 'string' && ids.has(id));
  return areKnown ? { failed: new Set(failed as string[]) } : 'all';
};
