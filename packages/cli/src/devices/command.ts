import { type Command, Option } from 'commander';
import { parseDuration } from '../arguments/duration.ts';
import { parseDeviceId, parseFleet } from '../arguments/identifier.ts';
import { wholeNumber } from '../arguments/number.ts';
import { rateOption } from '../arguments/options.ts';
import type { Console } from '../output/console.ts';
import { withMqtt } from '../target/mqtt-target.ts';
import { withTarget } from '../target/target-options.ts';
import type { DeviceOptions, FleetOptions } from './run.ts';

const withSimulation = (command: Command): Command =>
  withMqtt(withTarget(command))
    .option('--fleet <fleet>', 'the fleet that they belong to', parseFleet, 'demo')
    .addOption(rateOption('readings of each device', '1/s'))
    .option('--seed <number>', 'the same seed gives the same signals', wholeNumber(0, 2 ** 32 - 1), 1)
    .option('--duration <duration>', 'stop by itself after so long', parseDuration)
    .option('--json', 'NDJSON: every event, and totals every ten seconds');

export const addDevices = (program: Command, console: Console): void => {
  const devices = program.command('devices').description('simulated devices: they report over MQTT and obey commands');
  withSimulation(devices.command('simulate'))
    .description('run a fleet of simulated devices until Ctrl-C')
    .option('--count <number>', 'how many', wholeNumber(1, 100_000), 20)
    .addOption(new Option('--type <type>', 'what they are').choices(['pump']).default('pump'))
    .addHelpText('after', '\nExample:\n  signalbox devices simulate --count 20 --rate 1/s --fleet demo')
    .action(async (options: FleetOptions) => (await import('./run.ts')).simulate(options, console));
  withSimulation(devices.command('run'))
    .description('run one simulated pump until Ctrl-C, and say what happens to it')
    .argument('<id>', 'its device id, which begins with pump-', parseDeviceId)
    .option('--overheat', 'clog its housing: without its fan it gets too hot')
    .addHelpText('after', '\nExample:\n  signalbox devices run pump-99 --overheat --rate 2/s')
    .action(async (id: string, options: DeviceOptions) => (await import('./run.ts')).runOne(id, options, console));
};
