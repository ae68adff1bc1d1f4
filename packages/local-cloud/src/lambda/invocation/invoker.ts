import { randomUUID } from 'node:crypto';
import { AwsError } from '../../kernel/aws-error.ts';
import type { FunctionStore } from '../functions/function-store.ts';
import type { FunctionIdentifier } from '../functions/identifier.ts';
import { type FunctionArn, resolveVersion } from '../functions/resolve-version.ts';
import type { Environments } from '../runtime/environments.ts';
import type { InvocationResult } from '../runtime/invocation-job.ts';
import type { Concurrency } from './concurrency.ts';
import type { LambdaMetrics, MetricSubject } from './metrics.ts';

export interface CompletedInvocation extends InvocationResult {
  readonly requestId: string;
  readonly executedVersion: string;
}

export interface InvokeOptions {
  readonly requestId?: string;
  /** JSON. */
  readonly clientContext?: string;
}

export interface Invoker {
  /**
   * Runs a function once and waits for it.
   * @throws AwsError ResourceNotFoundException, TooManyRequestsException, AccessDeniedException (its role)
   */
  invoke(target: FunctionIdentifier, payload: Uint8Array, options?: InvokeOptions): Promise<CompletedInvocation>;
}

export interface InvokerParts {
  readonly store: FunctionStore;
  readonly arn: FunctionArn;
  readonly environments: Environments;
  readonly concurrency: Concurrency;
  readonly metrics: LambdaMetrics;
}

/** Where an invocation is counted; without `executedVersion` one that did not come to run. */
export const subjectOf = ({ name, qualifier }: FunctionIdentifier, executedVersion?: string): MetricSubject => ({
  functionName: name,
  ...(qualifier === undefined ? {} : { qualifier }),
  ...(executedVersion === undefined ? {} : { executedVersion }),
});

const emptyEvent = Buffer.from('{}');

const roleRefused = (cause: unknown): AwsError =>
  new AwsError('AccessDeniedException', 'The role defined for the function cannot be assumed by Lambda.', {
    status: 403,
    cause,
  });

export const createInvoker = ({ store, arn, environments, concurrency, metrics }: InvokerParts): Invoker => {
  const enter = (target: FunctionIdentifier) => {
    const { entry, version } = resolveVersion(store, arn, target, Math.random);
    const subject = subjectOf(target, version.version);
    try {
      return { version, subject, leave: concurrency.enter(entry) };
    } catch (error) {
      metrics.count(subject, 'Throttles');
      throw error;
    }
  };

  return {
    invoke: async (target, payload, { requestId = randomUUID(), clientContext } = {}) => {
      const { version, subject, leave } = enter(target);
      metrics.peak({ functionName: target.name }, 'ConcurrentExecutions', concurrency.running(target.name));
      try {
        const result = await new Promise<InvocationResult>((finish, reject) =>
          environments.submit(version, {
            requestId,
            payload: payload.length === 0 ? emptyEvent : payload,
            invokedArn: arn(target.name, target.qualifier),
            ...(clientContext === undefined ? {} : { clientContext }),
            finish,
            refuse: (error) => reject(error instanceof AwsError ? roleRefused(error) : error),
          }),
        );
        metrics.count(subject, 'Invocations');
        metrics.count(subject, 'Errors', result.functionError === undefined ? 0 : 1);
        metrics.measure(subject, 'Duration', result.durationMs, 'Milliseconds');
        return { ...result, requestId, executedVersion: version.version };
      } finally {
        leave();
      }
    },
  };
};
