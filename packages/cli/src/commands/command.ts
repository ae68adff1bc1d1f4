import { type Command, Option } from 'commander';
import { parseCommandId, parseCommandName, parseDeviceId, parseFleet } from '../arguments/identifier.ts';
import { parseJsonObject } from '../arguments/json-object.ts';
import { wholeNumber } from '../arguments/number.ts';
import { durationOption } from '../arguments/options.ts';
import type { Console } from '../output/console.ts';
import { withTarget } from '../target/target-options.ts';
import type { ListOptions, ShowOptions } from './run-list.ts';
import type { SendOptions } from './run-send.ts';

// As in the contracts, which would need their validators loaded for `--help`; a test holds them together.
export const statusNames =
  'CREATED SENT IN_PROGRESS SUCCEEDED FAILED REJECTED TIMED_OUT CANCELLED EXPIRED SUPERSEDED'.split(' ');

const addSend = (commands: Command, console: Console): void => {
  withTarget(commands.command('send'))
    .description('ask a device for something, and print the id of the command')
    .argument('<device>', 'its device id', parseDeviceId)
    .argument('<name>', 'the command, as the device knows it', parseCommandName)
    .argument('[parameters]', 'a JSON object', parseJsonObject, {})
    .option('--fleet <fleet>', 'the fleet of the device', parseFleet, 'demo')
    .addOption(durationOption('--expires <duration>', 'the device must begin within', '5m'))
    .option('--id <id>', 'the id of the command: sent again, it is still one (default: a new one)', parseCommandId)
    .option('--wait', 'follow it to its end; exit code 0 only if it succeeded')
    .option('--json', 'NDJSON')
    .addHelpText(
      'after',
      `\nExample:\n  signalbox commands send pump-7 set-fan '{"speed": 100}' --fleet demo --expires 5m --wait`,
    )
    .action(async (device: string, name: string, parameters: Record<string, unknown>, options: SendOptions) =>
      (await import('./run-send.ts')).send(device, name, parameters, options, console),
    );
};

export const addCommands = (program: Command, console: Console): void => {
  const commands = program.command('commands').description('what devices are asked to do, and what became of it');
  addSend(commands, console);
  withTarget(commands.command('list'))
    .description('commands, the newest first')
    .option('--device <id>', 'only for this device', parseDeviceId)
    .addOption(new Option('--status <status>', 'only with this status').choices(statusNames))
    .option('--limit <number>', 'at most so many', wholeNumber(1, 100_000), 50)
    .option('--json', 'NDJSON')
    .addHelpText('after', '\nExample:\n  signalbox commands list --device pump-7 --status SUCCEEDED')
    .action(async (options: ListOptions) => (await import('./run-list.ts')).list(options, console));
  withTarget(commands.command('show'))
    .description('one command, with every step of its life')
    .argument('<id>', 'its command id', parseCommandId)
    .option('--json', 'as one JSON object')
    .addHelpText('after', '\nExample:\n  signalbox commands show 4f1c2a90b7d34e1f9c0a8b7d6e5f4a3b --json')
    .action(async (id: string, options: ShowOptions) => (await import('./run-list.ts')).show(id, options, console));
};
