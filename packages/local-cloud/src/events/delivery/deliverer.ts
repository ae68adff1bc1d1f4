import type { Timer } from '../../kernel/clock.ts';
import type { CloudContext } from '../../kernel/context.ts';
import type { Count } from '../metrics.ts';
import { sendToDeadLetterQueue } from './dead-letter.ts';
import type { DeliveryQueue, QueuedDelivery } from './delivery-queue.ts';
import { judgeFailure } from './failure.ts';
import { type Forward, sendToTarget } from './send-to-target.ts';

const mostAtOnce = 64;

/** Takes due deliveries to their targets, each until the target holds it or it is given up. */
export interface Deliverer {
  start(): void;
  /** Something new is due. */
  wake(): void;
  /** Resolves when nothing is under way any more; what is left waits for the next start. */
  stop(): Promise<void>;
}

export const createDeliverer = (
  queue: DeliveryQueue,
  context: CloudContext,
  count: Count,
  forward: Forward,
): Deliverer => {
  const { clock, log } = context;
  const underWay = new Map<number, Promise<void>>();
  let isRunning = false;
  let isWoken = false;
  let timer: Timer | undefined;

  const giveUp = async ({ delivery, attempts }: QueuedDelivery, failure: { code: string; message: string }) => {
    count('FailedInvocations', delivery.ruleName, delivery.bus);
    const queueArn = delivery.target.DeadLetterConfig?.Arn;
    log.warn('an event was not delivered', { rule: delivery.ruleArn, target: delivery.target.Arn, ...failure });
    if (queueArn === undefined) return;
    try {
      await sendToDeadLetterQueue(queueArn, delivery, failure, attempts, context);
      count('InvocationsSentToDlq', delivery.ruleName, delivery.bus);
    } catch (error) {
      count('InvocationsFailedToBeSentToDlq', delivery.ruleName, delivery.bus);
      log.error('an event did not reach its dead-letter queue', { queue: queueArn, error });
    }
  };

  const attempt = async (queued: QueuedDelivery): Promise<void> => {
    const { id, delivery, attempts } = queued;
    count(attempts === 0 ? 'Invocations' : 'RetryInvocationAttempts', delivery.ruleName, delivery.bus);
    try {
      await sendToTarget(delivery, context, forward);
      queue.done(id);
    } catch (error) {
      const verdict = judgeFailure(error, delivery, attempts, clock.now());
      if ('retryAfterMs' in verdict) return queue.retryAt(id, clock.now() + verdict.retryAfterMs);
      await giveUp(queued, verdict);
      queue.done(id);
    }
  };

  const begin = (queued: QueuedDelivery) => {
    const running = attempt(queued)
      .catch((error) => log.error('a delivery failed inside the cloud', { error }))
      .finally(() => {
        underWay.delete(queued.id);
        wake();
      });
    underWay.set(queued.id, running);
  };

  const pump = () => {
    isWoken = false;
    if (!isRunning) return;
    clock.clear(timer);
    // One reading of the clock for both questions: a delivery that became due between two would be in neither answer.
    const now = clock.now();
    const free = mostAtOnce - underWay.size;
    const due = free <= 0 ? [] : queue.due(now, mostAtOnce * 2);
    for (const queued of due.filter(({ id }) => !underWay.has(id)).slice(0, free)) begin(queued);
    const next = queue.nextDueAt(now);
    if (next !== undefined) timer = clock.after(next - now, wake);
  };

  const wake = () => {
    if (isWoken || !isRunning) return;
    isWoken = true;
    setImmediate(pump);
  };

  return {
    start: () => {
      isRunning = true;
      wake();
    },
    wake,
    stop: async () => {
      isRunning = false;
      clock.clear(timer);
      await Promise.all(underWay.values());
    },
  };
};
