import type { Command } from 'commander';
import { parseDeviceId, parseFleet } from '../arguments/identifier.ts';
import type { Console } from '../output/console.ts';
import { withTarget } from '../target/target-options.ts';
import type { CheckOptions } from './check/run.ts';
import { addRuleReleases } from './release-commands.ts';
import type { TryOptions } from './try/run.ts';

const addCheck = (rules: Command, console: Console): void => {
  rules
    .command('check')
    .description('compile rules: everything that is wrong, with file, line and column')
    .argument('<path...>', 'folders with rules, or single files')
    .option('--json', 'NDJSON: {file, line, column, message}')
    .addHelpText(
      'after',
      `
A problem is a line: file:line:column: message. The exit code is 0 without problems, 1 with some, 2 if a path cannot be read.
Nobody is asked: parameters have their defaults.

Examples:
  signalbox rules check services/decisions/rules
  signalbox rules check pump-hot.yaml --json`,
    )
    .action(async (paths: string[], options: CheckOptions) =>
      (await import('./check/run.ts')).run(paths, options, console),
    );
};

const addTry = (rules: Command, console: Console): void => {
  withTarget(rules.command('try'))
    .description('what rules would decide on the live stream; nothing is sent')
    .argument('<file...>', 'files or folders of rules')
    .option('--live', 'on what devices report from now on')
    .option('--fleet <fleet>', 'only devices of this fleet', parseFleet, 'demo')
    .option('--device <id>', 'only this device', parseDeviceId)
    .option('--json', 'NDJSON')
    .addHelpText('after', '\nExample:\n  signalbox rules try pump-hot.yaml --live --fleet demo')
    .action(async (files: string[], options: TryOptions) =>
      (await import('./try/run.ts')).run(files, options, console),
    );
};

export const addRules = (program: Command, console: Console): void => {
  const rules = program
    .command('rules')
    .description('rules that people write: check them, try them, and see how far their release is');
  addCheck(rules, console);
  addTry(rules, console);
  addRuleReleases(rules, console);
};
