import { AwsError } from '../../kernel/aws-error.ts';
import type { FunctionEntry } from '../functions/function-record.ts';
import type { FunctionStore } from '../functions/function-store.ts';

/** Default quota of an account. Source: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const accountConcurrency = 1000;
/** What reservations must leave to the functions that have none. */
export const leastUnreserved = 100;

export interface Concurrency {
  /** Counts a run in. @returns what counts it out @throws AwsError TooManyRequestsException */
  enter(entry: FunctionEntry): () => void;
  running(functionName: string): number;
  total(): number;
}

const throttled = (reason: string): AwsError =>
  new AwsError('TooManyRequestsException', 'Rate Exceeded.', {
    status: 429,
    members: { Reason: reason, Type: 'User' },
  });

/** Concurrency that no function has reserved. */
export const unreservedConcurrency = (store: FunctionStore): number =>
  [...store.entries.values()].reduce((left, each) => left - (each.reservedConcurrency ?? 0), accountConcurrency);

/**
 * Counts runs at a time and throttles beyond the function's reservation, or beyond what all reservations leave.
 * Source: https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html
 */
export const createConcurrency = (store: FunctionStore): Concurrency => {
  const running = new Map<string, number>();
  let unreserved = 0;
  let total = 0;
  const count = (name: string, change: number, isReserved: boolean): void => {
    running.set(name, (running.get(name) ?? 0) + change);
    if (!isReserved) unreserved += change;
    total += change;
  };
  return {
    enter: ({ name, reservedConcurrency }) => {
      const isReserved = reservedConcurrency !== undefined;
      if (isReserved && (running.get(name) ?? 0) >= reservedConcurrency) {
        throw throttled('ReservedFunctionConcurrentInvocationLimitExceeded');
      }
      if (!isReserved && unreserved >= unreservedConcurrency(store)) {
        throw throttled('ConcurrentInvocationLimitExceeded');
      }
      count(name, 1, isReserved);
      return () => count(name, -1, isReserved);
    },
    running: (name) => running.get(name) ?? 0,
    total: () => total,
  };
};
