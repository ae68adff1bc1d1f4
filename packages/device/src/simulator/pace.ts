export interface PaceOptions {
  readonly intervalMs: number;
  /** Before the first call. */
  readonly delayMs: number;
  /** A process that slept makes up for at most so many missed calls, so that it does not flood. */
  readonly maxLate?: number;
}

/** Calls `task` every `intervalMs` of the machine's monotonic time, without drifting. @returns what ends it */
export const startPace = (task: () => void, { intervalMs, delayMs, maxLate = 10 }: PaceOptions): (() => void) => {
  let dueMs = performance.now() + delayMs;
  let timer: NodeJS.Timeout;
  const run = (): void => {
    const nowMs = performance.now();
    dueMs = Math.max(dueMs, nowMs - maxLate * intervalMs);
    while (dueMs <= nowMs) {
      task();
      dueMs += intervalMs;
    }
    timer = setTimeout(run, Math.max(0, dueMs - performance.now()));
  };
  timer = setTimeout(run, delayMs);
  return () => clearTimeout(timer);
};
