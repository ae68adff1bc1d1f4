/** A pending call, to be given to {@link Clock.clear}. */
export interface Timer {
  readonly handle: NodeJS.Timeout;
}

/**
 * The time of the cloud. Nothing in the cloud asks the machine for the time: a clock that runs fast
 * makes a ten-minute canary a second's test. All values are milliseconds of the cloud's own time.
 */
export interface Clock {
  /** How many cloud seconds pass in one second of the machine. */
  readonly speed: number;
  /** Epoch milliseconds, whole. */
  now(): number;
  /** Calls `task` once, `delayMs` of cloud time from now. Does not keep the process alive. */
  after(delayMs: number, task: () => void): Timer;
  clear(timer: Timer | undefined): void;
  sleep(delayMs: number): Promise<void>;
}

const longestTimeoutMs = 2 ** 31 - 1;

/** A clock that runs `speed` times as fast as the machine's, from `startMs` (epoch ms; by default the machine's now). */
export const createClock = ({ speed = 1, startMs = Date.now() }: { speed?: number; startMs?: number } = {}): Clock => {
  const bornMs = performance.now();
  const after = (delayMs: number, task: () => void): Timer => {
    const handle = setTimeout(task, Math.min(Math.max(0, delayMs) / speed, longestTimeoutMs));
    handle.unref();
    return { handle };
  };
  return {
    speed,
    now: () => Math.floor(startMs + (performance.now() - bornMs) * speed),
    after,
    clear: (timer) => clearTimeout(timer?.handle),
    sleep: (delayMs) => new Promise((resolve) => after(delayMs, resolve)),
  };
};
