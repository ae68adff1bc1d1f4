import type { Console } from '../output/console.ts';
import { formatInstant } from '../output/number.ts';
import { printRecords } from '../output/records.ts';
import { resolveTarget, type TargetOptions } from '../target/target.ts';
import { type AlarmRow, alarmRows, isRemarkable } from './alarm-row.ts';
import { openDeviceStates, type StoredState } from './device-states.ts';

export interface ListOptions extends TargetOptions {
  readonly device?: string;
  readonly all?: boolean;
  readonly json?: boolean;
}

const untilText = ({ timer, until }: AlarmRow): string =>
  until === undefined ? '-' : `${formatInstant(until)} (${timer})`;

const columns = [
  { heading: 'DEVICE', value: ({ deviceId, fleet }: AlarmRow) => `${fleet}/${deviceId}` },
  { heading: 'RULE', value: ({ rule }: AlarmRow) => rule },
  { heading: 'STATE', value: ({ state }: AlarmRow) => state },
  { heading: 'SINCE', value: ({ since }: AlarmRow) => formatInstant(since) },
  { heading: 'UNTIL', value: untilText },
];

const nothingFound = ({ all, device }: ListOptions): string =>
  [
    all ? 'no rule remembers anything' : 'no alarms',
    ...(device === undefined ? [] : [`of ${device}`]),
    ...(all ? [] : ['; --all shows what is normal too']),
  ]
    .join(' ')
    .replace(' ;', ';');

const noteUnreadable = (stored: StoredState, console: Console): void => {
  if (stored.state === undefined)
    console.note(`the state of ${stored.deviceId} under rule set ${stored.ruleSet} is of another version`);
};

/** `alarms list`: as NDJSON page by page, as a table once all are known. */
export const list = async (options: ListOptions, console: Console): Promise<void> => {
  const states = openDeviceStates(resolveTarget(options, process.env));
  const found: AlarmRow[] = [];
  for await (const page of states.read(options.device)) {
    for (const stored of page) noteUnreadable(stored, console);
    const rows = page.flatMap(alarmRows).filter((row) => options.all === true || isRemarkable(row));
    if (options.json) for (const row of rows) console.line(JSON.stringify(row));
    else found.push(...rows);
  }
  states.close();
  if (options.json) return;
  found.sort((one, other) => (one.deviceId < other.deviceId ? -1 : one.deviceId > other.deviceId ? 1 : 0));
  printRecords(console, found, { json: false, columns, empty: nothingFound(options) });
};
