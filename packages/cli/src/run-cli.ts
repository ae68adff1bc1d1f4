import { type Command, CommanderError } from 'commander';
import { describeError } from './describe-error.ts';
import { createConsole } from './output/console.ts';
import { createProgram } from './program.ts';

const usage = 2;

/** Every subcommand must throw instead of ending the process, so that the exit code is ours. */
const overrideExits = (command: Command): void => {
  command.exitOverride();
  for (const each of command.commands) overrideExits(each);
};

/** A reader that went (`| head`) is no problem of ours. */
const endWithReader = (stream: NodeJS.WriteStream): void => {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
};

/** Runs the command line. @returns the exit code: 0 done, 1 failed, 2 wrong usage, 3 what was compared differs */
export const runCli = async (
  argv: readonly string[],
  streams: Pick<NodeJS.Process, 'stdout' | 'stderr'>,
): Promise<number> => {
  endWithReader(streams.stdout);
  const program = createProgram(createConsole(streams));
  overrideExits(program);
  try {
    await program.parseAsync([...argv]);
    return 0;
  } catch (error) {
    // Commander has said it already: help and version with exit code 0, a wrong command line with 1.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : usage;
    const { text, exitCode } = describeError(error);
    streams.stderr.write(`${text}\n`);
    return exitCode;
  }
};
