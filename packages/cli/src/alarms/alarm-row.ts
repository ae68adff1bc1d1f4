import type { MachineState } from '@signalbox/decision-engine';
import type { StoredState } from './device-states.ts';

/** The alarm of a rule and a device, as far as it is remembered. Times are epoch ms, of the device's clock of the stream. */
export interface AlarmRow {
  readonly deviceId: string;
  readonly fleet: string;
  readonly ruleSet: string;
  readonly rule: string;
  readonly kind: MachineState['kind'];
  /** NORMAL, PENDING, ACTIVE, …; of a detector the name of its state. */
  readonly state: string;
  /** When it became active. */
  readonly since?: number;
  /** When its next timer is due, and which one that is. */
  readonly until?: number;
  readonly timer?: string;
}

interface Remembered {
  readonly status?: unknown;
  readonly activatedAt?: unknown;
}

/** What a machine remembers of itself, wherever its kind keeps it. */
const remembered = ({ activatedAt, alarm, detector, kind, status }: MachineState): Remembered => {
  if (kind === 'rule') return { status, activatedAt };
  if (kind === 'alarm') return (alarm as { readonly lifecycle?: Remembered } | undefined)?.lifecycle ?? {};
  return { status: (detector as { readonly stateName?: unknown } | undefined)?.stateName ?? '-' };
};

const nextTimer = ({ timers = {} }: MachineState): Pick<AlarmRow, 'until' | 'timer'> => {
  const [first] = Object.entries(timers).sort(([, one], [, other]) => one - other);
  return first === undefined ? {} : { timer: first[0], until: first[1] };
};

const rowOf = (stored: Omit<StoredState, 'state'>, rule: string, machine: MachineState): AlarmRow => {
  // What is not written down is as the rule was made, and that is nearly always NORMAL.
  const { activatedAt, status = 'NORMAL' } = remembered(machine);
  const state = String(status);
  const isUp = state === 'ACTIVE' || state === 'ACKNOWLEDGED';
  return {
    ...{ deviceId: stored.deviceId, fleet: stored.fleet, ruleSet: stored.ruleSet, rule, kind: machine.kind, state },
    ...(isUp && typeof activatedAt === 'number' ? { since: activatedAt } : {}),
    ...nextTimer(machine),
  };
};

/** The alarms of a device that remember anything, by name of the rule. */
export const alarmRows = ({ state, ...stored }: StoredState): readonly AlarmRow[] =>
  Object.entries(state?.machines ?? {})
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([rule, machine]) => rowOf(stored, rule, machine));

/** Whether somebody should look: the alarm is not simply well. The states of detectors say that to nobody but their model. */
export const isRemarkable = ({ kind, state }: AlarmRow): boolean => kind !== 'detector' && state !== 'NORMAL';
