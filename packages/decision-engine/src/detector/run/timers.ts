/** RUNNING until due; then EXPIRED until `timeout()` is asked for it the first time; then READ. */
export type TimerPhase = 'RUNNING' | 'EXPIRED' | 'READ';

/** A timer that was set and not cleared: one that has expired can still be reset. */
export interface TimerState {
  readonly phase: TimerPhase;
  /** Epoch milliseconds. */
  readonly dueAt: number;
  /** As evaluated when the timer was set; a reset takes it again. */
  readonly durationSeconds: number;
}

export type Timers = Map<string, TimerState>;

export const startTimer = (timers: Timers, name: string, durationSeconds: number, now: number): void => {
  timers.set(name, { phase: 'RUNNING', dueAt: now + durationSeconds * 1000, durationSeconds });
};

/** `timeout("name")`: true only the first time that it is asked after the timer expired. */
export const readTimeout = (timers: Timers, name: string): boolean => {
  const timer = timers.get(name);
  if (timer?.phase !== 'EXPIRED') return false;
  timers.set(name, { ...timer, phase: 'READ' });
  return true;
};

/** When each running timer is due, epoch ms, in the order of their setting. */
export const runningTimers = (timers: Iterable<readonly [string, TimerState]>): Record<string, number> =>
  Object.fromEntries([...timers].flatMap(([name, { phase, dueAt }]) => (phase === 'RUNNING' ? [[name, dueAt]] : [])));
