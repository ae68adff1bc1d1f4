import type { Clock } from '../kernel/clock.ts';
import type { LiveQueue } from './live-queue.ts';

/** Resolves when messages may have become visible, or at `untilMs`. */
export const waitForMessages = (queue: LiveQueue, clock: Clock, untilMs: number): Promise<void> =>
  new Promise((resolve) => {
    const end = (): void => {
      stop();
      clock.clear(timer);
      resolve();
    };
    const stop = queue.listen(end);
    const timer = clock.after(untilMs - clock.now(), end);
  });
