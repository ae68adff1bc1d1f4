/**
 * How long SNS waits before it tries an AWS endpoint again: 3 times at once, 2 times after a second, 10 times with a delay that grows
 * from 1 to 20 seconds, then 100,000 times every 20 seconds.
 * Source: https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html
 * @param attempts how many retries there were
 * @returns undefined when it gives up
 */
export const retryDelayMs = (attempts: number): number | undefined => {
  if (attempts < 3) return 0;
  if (attempts < 5) return 1000;
  if (attempts < 15) return Math.min(20_000, Math.round(1000 * 20 ** ((attempts - 5) / 9)));
  return attempts < 100_015 ? 20_000 : undefined;
};
