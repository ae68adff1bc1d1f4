import { type Command, Option } from 'commander';
import { sinceOption } from '../arguments/options.ts';
import type { Console } from '../output/console.ts';
import { withTarget } from '../target/target-options.ts';
import type { ListOptions, ShowOptions } from './run-list.ts';
import type { ReplayOptions } from './run-replay.ts';

// As in the contracts, which would need their validators loaded for `--help`; a test holds them together.
export const reasonNames = [
  ...['EMPTY_PAYLOAD', 'PAYLOAD_TOO_LARGE', 'NOT_JSON', 'INVALID_SHAPE', 'INVALID_TOPIC', 'UNKNOWN_DEVICE_TYPE'],
  ...['UNKNOWN_METRIC', 'METRIC_TYPE', 'METRIC_RANGE', 'TIME_IN_FUTURE', 'TIME_TOO_OLD', 'STORE_REJECTED'],
  ...['INVALID_RECORD', 'PROCESSING_FAILED'],
];

const withSelection = (command: Command): Command =>
  withTarget(command)
    .addOption(new Option('--reason <reason>', 'only what was refused for this').choices(reasonNames))
    .addOption(sinceOption('received since so long ago, or since an instant', '1d'));

export const addQuarantine = (program: Command, console: Console): void => {
  const quarantine = program
    .command('quarantine')
    .description('messages that were not taken: why, what they said, and back on the stream');
  withSelection(quarantine.command('list'))
    .description('what is in quarantine, the oldest first')
    .option('--json', 'NDJSON')
    .addHelpText('after', '\nExample:\n  signalbox quarantine list --since 1h --reason NOT_JSON')
    .action(async (options: ListOptions) => (await import('./run-list.ts')).list(options, console));
  withTarget(quarantine.command('show'))
    .description('one of them: reason, where from, original bytes')
    .argument('<id>', 'its id, as `quarantine list` has it')
    .option('--json', 'as one JSON object; payload in base64')
    .action(async (id: string, options: ShowOptions) => (await import('./run-list.ts')).show(id, options, console));
  withSelection(quarantine.command('replay'))
    .description('put it back on the telemetry stream, marked as a replay, once what refused it is mended')
    .argument('[id]', 'its id; without one all with --reason')
    .option('--again', 'also what was replayed before')
    .option('--json', 'NDJSON')
    .addHelpText(
      'after',
      '\nExamples:\n  signalbox quarantine replay 2026112318-000000000000-4961\n  signalbox quarantine replay --reason UNKNOWN_METRIC --since 2h',
    )
    .action(async (id: string | undefined, options: ReplayOptions) =>
      (await import('./run-replay.ts')).run(id, options, console),
    );
};
