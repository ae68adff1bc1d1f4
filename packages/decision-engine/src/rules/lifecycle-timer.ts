import {
  become,
  isActive,
  type Lifecycle,
  type LifecycleOutcome,
  type LifecycleState,
  statusOf,
  unchanged,
} from './lifecycle-state.ts';
import { activate, armed, clear, establish, giveUp } from './lifecycle-transitions.ts';

/** No data for as long as the alarm allows; outside of its schedule it waits for the schedule to open. */
const noDataCame = (lifecycle: Lifecycle, state: LifecycleState | undefined, now: number): LifecycleOutcome => {
  const { schedule } = lifecycle;
  if (schedule === undefined || schedule.isOpen(now)) return establish(lifecycle, state, now);
  const opening = schedule.nextOpening(now);
  const timers = opening === undefined ? undefined : { noData: opening };
  const status = statusOf(lifecycle, state) === 'LATCHED' ? 'LATCHED' : 'NORMAL';
  return become(lifecycle, state, now, { ...state, status, timers });
};

/**
 * What a timer that fires does to an alarm.
 * @param state without the timer
 * @param now when it was due, epoch ms
 */
export const onTimer = (
  lifecycle: Lifecycle,
  state: LifecycleState | undefined,
  timer: string,
  now: number,
): LifecycleOutcome => {
  const status = statusOf(lifecycle, state);
  const open = lifecycle.schedule?.isOpen(now) ?? true;
  switch (timer) {
    case 'for':
      return open ? establish(lifecycle, state, now) : giveUp(lifecycle, state, now);
    case 'cooldown':
      if (open) return activate(lifecycle, state, now);
      return lifecycle.noData ? noDataCame(lifecycle, state, now) : giveUp(lifecycle, state, now);
    case 'quiet':
      return isActive(status) ? clear(lifecycle, state, now) : giveUp(lifecycle, state, now);
    case 'noData':
      return noDataCame(lifecycle, state, now);
    case 'snooze': {
      const parts = { status: 'NORMAL', activatedAt: state?.activatedAt } as const;
      return become(lifecycle, state, now, { ...parts, ...armed(lifecycle, now) });
    }
    default:
      return unchanged(lifecycle, state);
  }
};
