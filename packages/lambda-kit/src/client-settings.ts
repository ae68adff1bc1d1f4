/**
 * Settings for every SDK client of a function: fail in good time rather than run into the function's timeout, and leave
 * longer waits to the event source, which tries again.
 */
export const clientSettings = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 3_000, requestTimeout: 5_000 },
};
