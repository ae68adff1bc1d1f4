import type { Command } from 'commander';
import { parseDeviceId, parseFleet } from '../arguments/identifier.ts';
import type { Console } from '../output/console.ts';
import { withTarget } from '../target/target-options.ts';
import { type Assignment, parseAssignment, parseSettingName } from './assignment.ts';
import type { ListOptions } from './run-list.ts';
import type { SetOptions } from './run-set.ts';

const collectAssignments = (text: string, before: readonly Assignment[] = []): readonly Assignment[] => [
  ...before,
  parseAssignment(text),
];

const collectNames = (text: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  parseSettingName(text),
];

const withDevice = (command: Command): Command =>
  withTarget(command).requiredOption('--device <id>', 'the device', parseDeviceId);

const withFleet = (command: Command): Command =>
  withDevice(command)
    .option('--fleet <fleet>', 'the fleet of the device', parseFleet, 'demo')
    .option('--json', 'as one JSON object: the record, and its position on the stream');

export const addSettings = (program: Command, console: Console): void => {
  const settings = program
    .command('settings')
    .description('what the rules go by for one device, where a rule names a setting');
  withFleet(settings.command('set'))
    .description('set some; others stay')
    .argument(
      '<name=value...>',
      'number, true, false or text; text that looks like one of those in quotes',
      collectAssignments,
    )
    .addHelpText('after', '\nExample:\n  signalbox settings set --device pump-7 temperature-limit=95 quiet=true')
    .action(async (assignments: readonly Assignment[], options: SetOptions) =>
      (await import('./run-set.ts')).set(assignments, options, console),
    );
  withFleet(settings.command('unset'))
    .description('take some away: the rules are back at their own values')
    .argument('<name...>', 'their names', collectNames)
    .action(async (names: readonly string[], options: SetOptions) =>
      (await import('./run-set.ts')).unset(names, options, console),
    );
  withDevice(settings.command('list'))
    .description('those of a device')
    .option('--json', 'NDJSON')
    .action(async (options: ListOptions) => (await import('./run-list.ts')).list(options, console));
};
