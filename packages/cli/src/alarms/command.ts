import type { AlarmOperation } from '@signalbox/contracts';
import { type Command, InvalidArgumentError } from 'commander';
import { parseDeviceId, parseFleet } from '../arguments/identifier.ts';
import { durationOption } from '../arguments/options.ts';
import type { Console } from '../output/console.ts';
import { withTarget } from '../target/target-options.ts';
import type { ListOptions } from './run-list.ts';
import type { OperateOptions } from './run-operate.ts';

/** The operations of the contracts, which would need their validators loaded for `--help`; a test holds them together. */
export const operations: Readonly<
  Record<string, { readonly operation: AlarmOperation; readonly description: string }>
> = {
  acknowledge: { operation: 'ACKNOWLEDGE', description: 'say that somebody sees to it' },
  snooze: { operation: 'SNOOZE', description: 'silence it for a while' },
  enable: { operation: 'ENABLE', description: 'let the rule watch the device again' },
  disable: { operation: 'DISABLE', description: 'let the rule watch the device no more' },
  reset: { operation: 'RESET', description: 'back to normal; it comes again if its condition is met again' },
};

/** Of a rule's name; a note is as long. */
const textUpTo =
  (longest: number) =>
  (text: string): string => {
    if (text.length < 1 || text.length > longest) throw new InvalidArgumentError(`It has 1 to ${longest} characters.`);
    return text;
  };

const addOperation = (alarms: Command, name: string, console: Console): void => {
  const { operation, description = '' } = operations[name] ?? {};
  if (operation === undefined) return;
  const command = withTarget(alarms.command(name))
    .description(description)
    .requiredOption('--device <id>', 'the device', parseDeviceId)
    .requiredOption('--rule <name>', 'the rule', textUpTo(128))
    .option('--fleet <fleet>', 'the fleet of the device', parseFleet, 'demo')
    .option('--note <text>', 'why; it stays in the archive', textUpTo(256))
    .option('--json', 'as one JSON object: the record, and its position on the stream');
  if (operation === 'SNOOZE') command.addOption(durationOption('--for <duration>', 'for so long', '30m'));
  command.action(async (options: OperateOptions) =>
    (await import('./run-operate.ts')).operate(operation, options, console),
  );
};

export const addAlarms = (program: Command, console: Console): void => {
  const alarms = program
    .command('alarms')
    .description('what the rules watch: which alarms are up, and what an operator does about them')
    .addHelpText(
      'after',
      '\nExamples:\n  signalbox alarms list\n  signalbox alarms acknowledge --device pump-7 --rule pump-strained --note "on my way"\n  signalbox alarms snooze --device pump-7 --rule pump-silent --for 2h',
    );
  withTarget(alarms.command('list'))
    .description('alarms that are not normal')
    .option('--device <id>', 'only of this device', parseDeviceId)
    .option('--all', 'also what is normal but remembers something, and the states of detectors')
    .option('--json', 'NDJSON')
    .action(async (options: ListOptions) => (await import('./run-list.ts')).list(options, console));
  for (const name of Object.keys(operations)) addOperation(alarms, name, console);
};
