import type { Command } from 'commander';

/** Adds the options that say which deployment a command is about. */
export const withTarget = (command: Command): Command =>
  command
    .option('--stage <stage>', 'the deployment; local is the embedded cloud', 'local')
    .option('--region <region>', 'AWS region (default: us-east-1; for another stage than local what the shell has set)')
    .option('--endpoint-url <url>', 'where the AWS APIs are (default for local: http://127.0.0.1:4566)');
