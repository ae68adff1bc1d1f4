/** Bytes of one invocation's payload. Source: Lambda quotas, "Invocation payload". */
export const payloadLimitBytes = 6_291_456;

// `{"Records":[` and `]}`.
const frameBytes = 14;

/**
 * How many of the waiting items fit into one batch: at most `batchSize`, and no more bytes than an invocation may have. At least one,
 * so that an item that is too large by itself fails by name and not by standing in the way for ever.
 */
export const fitBatch = (
  sizes: readonly number[],
  batchSize: number,
): { readonly count: number /** Whether waiting could not make it larger. */; readonly isFull: boolean } => {
  let bytes = frameBytes;
  let count = 0;
  for (const size of sizes) {
    bytes += size + 1;
    if (count === batchSize) return { count, isFull: true };
    if (bytes > payloadLimitBytes && count > 0) return { count, isFull: true };
    count += 1;
  }
  return { count, isFull: count === batchSize || bytes > payloadLimitBytes };
};
