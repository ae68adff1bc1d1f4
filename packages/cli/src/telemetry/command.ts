import type { Command } from 'commander';
import { parseDeviceId, parseFleet } from '../arguments/identifier.ts';
import { wholeNumber } from '../arguments/number.ts';
import { sinceOption } from '../arguments/options.ts';
import type { Console } from '../output/console.ts';
import { withMqtt } from '../target/mqtt-target.ts';
import { withTarget } from '../target/target-options.ts';
import type { QueryOptions } from './run-query.ts';
import type { TailOptions } from './run-tail.ts';

const collect = (metric: string, before: readonly string[] = []): readonly string[] => [...before, metric];

export const addTelemetry = (program: Command, console: Console): void => {
  const telemetry = program.command('telemetry').description('what devices report: as it comes, and as it is stored');
  withMqtt(withTarget(telemetry.command('tail')))
    .description('show messages as they come, until Ctrl-C')
    .option('--fleet <fleet>', 'only of this fleet', parseFleet)
    .option('--device <id>', 'only of this device', parseDeviceId)
    .option('--json', 'NDJSON')
    .addHelpText('after', '\nExample:\n  signalbox telemetry tail --device pump-7')
    .action(async (options: TailOptions) => (await import('./run-tail.ts')).run(options, console));
  withTarget(telemetry.command('query'))
    .description('readings from the store, the newest first')
    .option('--device <id>', 'only of this device', parseDeviceId)
    .option('--fleet <fleet>', 'only of this fleet', parseFleet)
    .addOption(sinceOption('from so long ago, or from an instant', '1h'))
    .option('--metric <name>', 'only this metric; may be given several times', collect)
    .option('--limit <number>', 'at most so many', wholeNumber(1, 1_000_000), 100)
    .option('--json', 'NDJSON')
    .addHelpText(
      'after',
      '\nExamples:\n  signalbox telemetry query --device pump-7 --since 1h\n  signalbox telemetry query --fleet demo --metric temperature --since 10m --json',
    )
    .action(async (options: QueryOptions) => (await import('./run-query.ts')).run(options, console));
};
