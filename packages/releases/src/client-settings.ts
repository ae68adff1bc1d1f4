/** Fail in good time rather than run into the function's time-out; whoever calls tries again. */
export const clientSettings = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 3_000, requestTimeout: 5_000 },
};
