import { openDeviceStates, type StoredState } from '../alarms/device-states.ts';
import type { Console } from '../output/console.ts';
import { printRecords } from '../output/records.ts';
import { Problem } from '../problem.ts';
import { resolveTarget, type TargetOptions } from '../target/target.ts';

export interface ListOptions extends TargetOptions {
  readonly device: string;
  readonly json?: boolean;
}

interface SettingRow {
  readonly deviceId: string;
  readonly ruleSet: string;
  readonly name: string;
  readonly value: number | boolean | string;
}

const columns = [
  { heading: 'NAME', value: ({ name }: SettingRow) => name },
  { heading: 'VALUE', value: ({ value }: SettingRow) => JSON.stringify(value) },
  { heading: 'RULE SET', value: ({ ruleSet }: SettingRow) => ruleSet },
];

const rowsOf = ({ deviceId, ruleSet, state }: StoredState): readonly SettingRow[] => {
  if (state === undefined) {
    throw new Problem('not-found', `the state of ${deviceId} under rule set ${ruleSet} is of another version`);
  }
  return Object.entries(state.settings ?? {}).map(([name, value]) => ({ deviceId, ruleSet, name, value }));
};

/** `settings list`: what the rules go by for a device, where that is not their own value. */
export const list = async (options: ListOptions, console: Console): Promise<void> => {
  const states = openDeviceStates(resolveTarget(options, process.env));
  const rows: SettingRow[] = [];
  for await (const page of states.read(options.device)) rows.push(...page.flatMap(rowsOf));
  states.close();
  const empty = `no settings of ${options.device}: the rules go by their own values`;
  printRecords(console, rows, { json: options.json === true, columns, empty });
};
