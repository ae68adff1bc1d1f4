import type { SettingsRecord } from '@signalbox/contracts';
import { putRecord } from '../alarms/put-record.ts';
import type { Console } from '../output/console.ts';
import { Problem } from '../problem.ts';
import type { TargetOptions } from '../target/target.ts';
import type { Assignment } from './assignment.ts';

export interface SetOptions extends TargetOptions {
  readonly device: string;
  readonly fleet: string;
  readonly json?: boolean;
}

type Settings = SettingsRecord['settings'];

const put = async (settings: Settings, names: readonly string[], options: SetOptions, console: Console) => {
  const { device: deviceId, fleet } = options;
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Problem('usage', `${twice} is given twice`);
  const done = await putRecord(options, (stamp) => ({ type: 'settings', fleet, deviceId, ...stamp, settings }));
  if (options.json) return console.line(JSON.stringify(done));
  for (const [name, value] of Object.entries(settings)) {
    console.line(`${fleet}/${deviceId} ${name} ${value === null ? 'unset' : `= ${JSON.stringify(value)}`}`);
  }
};

/** `settings set`: puts the settings on the stream, where the rules go by them from their place on. */
export const set = (assignments: readonly Assignment[], options: SetOptions, console: Console): Promise<void> =>
  put(
    Object.fromEntries(assignments.map(({ name, value }) => [name, value])),
    assignments.map(({ name }) => name),
    options,
    console,
  );

/** `settings unset`: the rules are back at their own values. */
export const unset = (names: readonly string[], options: SetOptions, console: Console): Promise<void> =>
  put(Object.fromEntries(names.map((name) => [name, null])), names, options, console);
