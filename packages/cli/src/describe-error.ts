import { Problem, type ProblemExitCode } from './problem.ts';

export interface ToldError {
  /** What to print on stderr. */
  readonly text: string;
  readonly exitCode: ProblemExitCode;
}

interface AwsFault extends Error {
  readonly $metadata: { readonly httpStatusCode?: number };
}

const isAwsFault = (error: unknown): error is AwsFault => error instanceof Error && '$metadata' in error;

const connectionCodes = ['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT', 'EHOSTUNREACH'];

/** A refused connection comes as an error with a code, or as several in one if the host has several addresses. */
const isUnreachable = (error: unknown): boolean => {
  if (error instanceof AggregateError) return error.errors.every(isUnreachable);
  return error instanceof Error && connectionCodes.includes((error as NodeJS.ErrnoException).code ?? '');
};

const line = (text: string, exitCode: ProblemExitCode = 1): ToldError => ({ text: `error: ${text}`, exitCode });

const addressOf = (error: unknown): string => {
  const { address, port } = (error instanceof AggregateError ? error.errors[0] : error) as {
    address?: string;
    port?: number;
  };
  return address === undefined ? 'the endpoint' : `${address}:${port}`;
};

/** What to say of an error; a stack only for what is the program's own fault. */
export const describeError = (error: unknown): ToldError => {
  if (error instanceof Problem) return line(error.message, error.exitCode);
  if (isUnreachable(error)) {
    return line(`nothing answers at ${addressOf(error)}; start the local cloud with \`signalbox up\` or \`npm start\``);
  }
  if (isAwsFault(error)) return line(`AWS refused: ${error.name}: ${error.message}`);
  return { text: error instanceof Error ? (error.stack ?? error.message) : String(error), exitCode: 1 };
};
