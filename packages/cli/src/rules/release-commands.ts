import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Console } from '../output/console.ts';
import { withTarget } from '../target/target-options.ts';
import type { ChangeOptions } from './change-timeline.ts';
import type { PromoteOptions } from './promote-run.ts';
import type { StatusOptions } from './status-run.ts';

const parsePercent = (text: string): number => {
  const percent = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || percent <= 0 || percent > 100) {
    throw new InvalidArgumentError('It must be a number above 0 and at most 100.');
  }
  return percent;
};

const parseReason = (text: string): string => {
  if (text.length < 1 || text.length > 256) throw new InvalidArgumentError('It has 1 to 256 characters.');
  return text;
};

const addStatus = (rules: Command, console: Console): void => {
  withTarget(rules.command('status'))
    .description('which rules decide now, and how far a release of rules is')
    .option('--follow', 'on and on, until no release is under way')
    .option('--json', 'NDJSON')
    .addHelpText('after', '\nExample:\n  signalbox rules status --stage prod --follow')
    .action(async (options: StatusOptions) => (await import('./status-run.ts')).status(options, console));
};

const addPromote = (rules: Command, console: Console): void => {
  withTarget(rules.command('promote'))
    .description('take the release of rules that is under way a step further, without waiting')
    .addOption(new Option('--to <phase>', 'which step (default: the next)').choices(['cohort', 'all']))
    .option('--percent <number>', 'how many of the devices are in the cohort (default: 10)', parsePercent)
    .option('--reason <text>', 'why; it stays in the timeline', parseReason)
    .option('--json', 'the new entry of the timeline as one JSON object')
    .addHelpText('after', '\nExample:\n  signalbox rules promote --to all --reason "seen in the field"')
    .action(async (options: PromoteOptions) => (await import('./promote-run.ts')).promote(options, console));
};

const addRollback = (rules: Command, console: Console): void => {
  withTarget(rules.command('rollback'))
    .description('drop the rules that are being released, or take those from before the last release')
    .option('--reason <text>', 'why; it stays in the timeline', parseReason)
    .option('--json', 'the new entry of the timeline as one JSON object')
    .addHelpText('after', '\nExample:\n  signalbox rules rollback --reason "fans run too long"')
    .action(async (options: ChangeOptions) => (await import('./rollback-run.ts')).rollback(options, console));
};

/** What is done about releases of rules. They go on by themselves: nobody needs to. */
export const addRuleReleases = (rules: Command, console: Console): void => {
  addStatus(rules, console);
  addPromote(rules, console);
  addRollback(rules, console);
};
