import type { Command } from 'commander';
import type { Console } from '../output/console.ts';
import type { ReleaseCommandOptions } from './run.ts';

const help = `
It runs "sls deploy --stage <stage>" for all services under one release record, which "signalbox releases show <id>" shows with what the
hooks compared. When a service fails, those that had changed are put back to their previous packages, the last first, all at once. A
service that was new stays. Ctrl-C ends the deployment and puts nothing back: old and new read one another's records.

If the release began one of rules, it is followed until it decides for all devices, or is rolled back (exit code 1).

Examples:
  signalbox release --stage local
  signalbox release --stage prod --no-wait
  signalbox release --stage prod --clear release-20261124T081500Z`;

export const addRelease = (program: Command, console: Console): void => {
  program
    .command('release')
    .description('deploy all services as one release, and put them back if one fails')
    // No --region: the CLI deploys several services at once only to the region that their templates say.
    .requiredOption('--stage <stage>', 'the deployment; local is the embedded cloud')
    .option('--endpoint-url <url>', 'where the AWS APIs are (default for local: http://127.0.0.1:4566)')
    .option('--no-wait', 'do not wait until a release of rules has ended')
    .option('--clear <release-id>', 'forget a release whose process is gone; deploys nothing')
    .addHelpText('after', help)
    .action(async (options: ReleaseCommandOptions) => (await import('./run.ts')).run(options, console));
};
