import type { Command } from 'commander';
import type { Console } from '../output/console.ts';
import { defaultRegion } from '../target/target.ts';
import { type UpOptions, withUp } from './up-options.ts';

export const addUp = (program: Command, console: Console): void => {
  withUp(program.command('up'))
    .description('run the embedded cloud until Ctrl-C')
    .option('--region <region>', 'the AWS region that it plays', defaultRegion)
    .option('--json', 'say where it is as one JSON line')
    .addHelpText(
      'after',
      `
Examples:
  signalbox up
  signalbox up --ephemeral --port 5000 --mqtt-port 2883
  signalbox up --speed 60        an hour of the cloud passes in a minute`,
    )
    .action(async (options: UpOptions & { json?: boolean }) => {
      const { run } = await import('./run.ts');
      await run(options, console);
    });
};
