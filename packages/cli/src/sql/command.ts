import type { Command } from 'commander';
import type { Console } from '../output/console.ts';
import type { SqlOptions } from './run.ts';

export const addSql = (program: Command, console: Console): void => {
  program
    .command('sql [statement]')
    .description('run an AWS IoT SQL statement over a message, as a topic rule would')
    .option('--topic <topic>', 'the topic that the message came on')
    .option('--payload <text>', 'its payload', '')
    .option('--client-id <id>', 'what clientid() gives')
    .option('--version <version>', 'the version of AWS IoT SQL: 2015-10-08 (as AWS, if a rule says none) or 2016-03-23')
    .option('--batch', 'read cases as NDJSON from stdin and write what came of each, in order')
    .addHelpText(
      'after',
      `
Prints the output document, or "no match", or what is wrong with the statement and where (exit code 2).

A line of --batch is {"id"?, "sql", "awsIotSqlVersion"?, "topic", "payload" or "rawPayload", "context"?}; rawPayload is text,
or base64 if it is that and no JSON. What comes of it is {"id"?, "matched", "output"?, "raw"?, "error"?}.

Examples:
  signalbox sql "SELECT *, topic(2) AS fleet FROM 'dt/+/+/telemetry' WHERE metrics.temperature > 30" \\
    --topic dt/demo/pump-7/telemetry --payload '{"metrics":{"temperature":31.50}}'
  signalbox sql --batch < cases.ndjson`,
    )
    .action(async (statement: string | undefined, options: SqlOptions) =>
      (await import('./run.ts')).run(statement, options, console),
    );
};
