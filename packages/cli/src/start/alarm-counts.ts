import { type AlarmRow, alarmRows, isRemarkable } from '../alarms/alarm-row.ts';
import type { DeviceStates } from '../alarms/device-states.ts';

/** The alarms that are not normal at a moment. */
export interface AlarmCounts {
  /** How many are in each state, the most urgent state first. */
  readonly byState: Readonly<Record<string, number>>;
  /** Some of the active ones: `pump-demo-6 pump-silent`. */
  readonly active: readonly string[];
}

/** As many active ones as are named. */
const maxNamed = 3;

const urgency = ['ACTIVE', 'LATCHED', 'ACKNOWLEDGED', 'PENDING', 'SNOOZE_DISABLED', 'DISABLED'];

export const countAlarms = (rows: readonly AlarmRow[]): AlarmCounts => {
  const remarkable = rows.filter(isRemarkable);
  const counted = urgency.map((state) => [state, remarkable.filter((row) => row.state === state).length] as const);
  const active = remarkable.filter(({ state }) => state === 'ACTIVE');
  // The latest first: an alarm that stands for hours is known by now.
  active.sort((one, other) => (other.since ?? 0) - (one.since ?? 0));
  return {
    byState: Object.fromEntries(counted.filter(([, count]) => count > 0)),
    active: active.slice(0, maxNamed).map(({ deviceId, rule }) => `${deviceId} ${rule}`),
  };
};

/** Looks through the states of all devices. */
export const readAlarmCounts = async (states: DeviceStates): Promise<AlarmCounts> => {
  const rows: AlarmRow[] = [];
  for await (const page of states.read()) rows.push(...page.flatMap(alarmRows).filter(isRemarkable));
  return countAlarms(rows);
};
