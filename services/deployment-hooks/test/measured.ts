import type { Measured } from '@signalbox/lambda-kit';

const start = 20_000_000;

/** What one environment answers that takes `durationMs` each time, and retains `retains` bytes more. */
export const measured = (
  times: number,
  { environment = 'one', durationMs = 10, retains = 0 }: Partial<Measured> & { readonly retains?: number } = {},
): Measured[] =>
  Array.from({ length: times }, (_, turn) => ({
    environment,
    durationMs,
    // Some collections leave more behind than others.
    retainedBytes: start + turn * retains + (turn % 5 === 0 ? 300_000 : 0),
  }));
