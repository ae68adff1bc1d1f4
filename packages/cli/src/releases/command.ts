import type { Command } from 'commander';
import { wholeNumber } from '../arguments/number.ts';
import type { Console } from '../output/console.ts';
import { withTarget } from '../target/target-options.ts';
import type { ListOptions } from './run-list.ts';
import type { ShowOptions } from './run-show.ts';

const showHelp = `
The id is that of a release or rollback, of a deployment of CodeDeploy (d-…), or of a release of rules (rules-…).

Examples:
  signalbox releases show d-4H2K8QXYZ
  signalbox releases show rules-3f9a1c2b7d40-12 --json`;

export const addReleases = (program: Command, console: Console): void => {
  const releases = program
    .command('releases')
    .description('what was released, what was compared before and what differed');
  withTarget(releases.command('list'))
    .description('releases, rollbacks and single deployments, the latest first')
    .option('--limit <number>', 'at most so many', wholeNumber(1, 10_000), 20)
    .option('--json', 'NDJSON')
    .addHelpText('after', '\nExample:\n  signalbox releases list --stage prod --limit 5')
    .action(async (options: ListOptions) => (await import('./run-list.ts')).list(options, console));
  withTarget(releases.command('show'))
    .description('one release, its deployments and what their hooks reported')
    .argument('<id>', 'its id, or that of a deployment')
    .option('--json', 'as one JSON object')
    .addHelpText('after', showHelp)
    .action(async (id: string, options: ShowOptions) => (await import('./run-show.ts')).show(id, options, console));
};
