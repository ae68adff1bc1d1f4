import type { Command } from 'commander';
import { wholeNumber } from '../arguments/number.ts';
import { rateOption } from '../arguments/options.ts';
import type { Console } from '../output/console.ts';
import { defaultRegion } from '../target/target.ts';
import { withUp } from '../up/up-options.ts';
import type { StartOptions } from './start-options.ts';

export const addStart = (program: Command, console: Console): void => {
  withUp(program.command('start'))
    .description('run everything: the embedded cloud, the services deployed into it by sls, and a small fleet')
    .option('--no-fleet', 'no devices')
    .option('--count <number>', 'how many simulated pumps', wholeNumber(1, 100_000), 20)
    .addOption(rateOption('readings of each; more if --speed would make them seem silent', '1/s'))
    .option('--seed <number>', 'the same seed gives the same signals', wholeNumber(0, 2 ** 32 - 1), 1)
    .addHelpText(
      'after',
      `
On a terminal it shows one screen; otherwise it writes lines, among them "ready" once all is deployed.

Examples:
  npm start
  npm start -- --speed 60
  signalbox start --ephemeral --no-fleet`,
    )
    // No --region: the CLI deploys several services at once only to the region that their templates say.
    .action(async (options: Omit<StartOptions, 'region'>) => {
      const { run } = await import('./run.ts');
      await run({ ...options, region: defaultRegion }, console);
    });
};
