const timeouts = { connectionTimeout: 1_000, requestTimeout: 5_000 };
const maxAttempts = 3;

/**
 * Settings for every SDK client of a function: fail in good time rather than run into the function's timeout, and leave
 * longer waits to the event source, which tries again.
 */
export const clientSettings = { maxAttempts, requestHandler: timeouts };

/**
 * The same for the Kinesis client, which would otherwise speak HTTP/2. That only SubscribeToShard needs, a connection costs
 * more to open, and over plain HTTP nobody can negotiate it.
 */
export const http1ClientSettings = async () => {
  const { NodeHttpHandler } = await import('@smithy/node-http-handler');
  return { maxAttempts, requestHandler: new NodeHttpHandler(timeouts) };
};
