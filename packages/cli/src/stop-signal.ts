/**
 * Aborts on Ctrl-C, SIGTERM and SIGHUP, and when the `npm` that started this process has gone: it does not always pass signals on. A
 * second Ctrl-C ends the process at once.
 */
export const stopSignal = (): AbortSignal => {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (controller.signal.aborted && signal === 'SIGINT') process.exit(130);
      controller.abort();
    });
  }
  if (process.env['npm_lifecycle_event'] !== undefined) watchParent(() => controller.abort());
  return controller.signal;
};

const watchEveryMs = 1_000;

/** An orphan gets another parent. */
const watchParent = (onGone: () => void): void => {
  const parent = process.ppid;
  const watching = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watching);
    onGone();
  }, watchEveryMs);
  watching.unref();
};

/** Resolves when the signal is aborted. */
export const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
