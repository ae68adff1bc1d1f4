import type { ProbeAnswer } from '@signalbox/lambda-kit';

type Write = readonly [adapter: string, ...given: unknown[]];

/** An answer to a probe: what the function asked to write, and the items that it failed. */
export const probeAnswer = (
  writes: readonly Write[],
  failed: readonly string[] = [],
  overrides: Partial<ProbeAnswer> = {},
): ProbeAnswer => ({
  ...{ probe: 'answered', functionName: 'f', functionVersion: '4', refusedWrites: [], answeredReads: [] },
  answeredWrites: writes.map(([adapter, ...given]) => ({ adapter, arguments: given })),
  result: { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) },
  ...overrides,
});
