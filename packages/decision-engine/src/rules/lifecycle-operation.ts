import type { Operation } from '../record.ts';
import {
  type AlarmStatus,
  become,
  isOff,
  isWaiting,
  type Lifecycle,
  type LifecycleOutcome,
  type LifecycleState,
  type Parts,
  statusOf,
  unchanged,
} from './lifecycle-state.ts';
import { armed } from './lifecycle-transitions.ts';

type Change = Omit<Parts, 'activatedAt'> | undefined;

/** The timers run on: those that tell that the condition is gone, and, of a latched alarm, that it is back. */
const acknowledge = (status: AlarmStatus, { acknowledge: flow }: Lifecycle, state: LifecycleState): Change => {
  if (flow && status === 'ACTIVE') return { ...state, status: 'ACKNOWLEDGED' };
  if (flow && status === 'LATCHED') return { ...state, status: isWaiting(state) ? 'PENDING' : 'NORMAL' };
  return undefined;
};

const snooze = (status: AlarmStatus, now: number, snoozeMs: number | undefined): Change =>
  status === 'DISABLED' || snoozeMs === undefined || !(snoozeMs > 0)
    ? undefined
    : { status: 'SNOOZE_DISABLED', timers: { snooze: now + snoozeMs } };

/** A device that is silent already would otherwise never be noticed: it sends nothing that would start the wait. */
const well = (lifecycle: Lifecycle, now: number): Change => ({ status: 'NORMAL', ...armed(lifecycle, now) });

/** What the operation makes of the alarm; undefined if it means nothing in this status. */
const changeOf = (
  lifecycle: Lifecycle,
  state: LifecycleState | undefined,
  { operation, snoozeMs }: OperatorAction,
  now: number,
): Change => {
  const status = statusOf(lifecycle, state);
  switch (operation) {
    case 'ACKNOWLEDGE':
      return acknowledge(status, lifecycle, state ?? {});
    case 'SNOOZE':
      return snooze(status, now, snoozeMs);
    case 'ENABLE':
      return isOff(status) ? well(lifecycle, now) : undefined;
    case 'DISABLE':
      return status === 'DISABLED' ? undefined : { status: 'DISABLED' };
    case 'RESET':
      return status === 'NORMAL' || status === 'DISABLED' ? undefined : well(lifecycle, now);
  }
};

export interface OperatorAction {
  readonly operation: Operation;
  readonly snoozeMs?: number | undefined;
}

/**
 * What an operator does to an alarm; the states that each leads to are those of AWS IoT Events
 * (https://docs.aws.amazon.com/iotevents/latest/apireference/API_iotevents-data_CustomerAction.html). Acknowledging needs the
 * acknowledge flow and an alarm that is active or latched; a disabled alarm can only be enabled; resetting needs
 * something to reset.
 */
export const onOperation = (
  lifecycle: Lifecycle,
  state: LifecycleState | undefined,
  action: OperatorAction,
  now: number,
): LifecycleOutcome => {
  const change = changeOf(lifecycle, state, action, now);
  if (!change) return { ...unchanged(lifecycle, state), ignored: true };
  return become(lifecycle, state, now, { ...change, activatedAt: state?.activatedAt });
};
