import { UnsupportedError } from './aws-error.ts';
import type { Request } from './request.ts';

/** One operation of a service's API: what it accepts and what it does. */
export interface Operation {
  readonly accepts: readonly string[];
  readonly run: (input: never, request: Request) => unknown;
}

/**
 * Declares an operation. `accepts` names every top-level member of the input that `run` honours; a request that carries
 * another one is refused with that member's name, so that no field is ever silently ignored.
 */
export const operation = <Input extends object, Output>(
  accepts: readonly (keyof Input & string)[],
  run: (input: Input, request: Request) => Output | Promise<Output>,
): Operation => ({ accepts, run: run as Operation['run'] });

/** Runs an operation on a decoded input. @throws UnsupportedError for a member that the operation does not honour. */
export const runOperation = async (
  name: string,
  { accepts, run }: Operation,
  input: Readonly<Record<string, unknown>>,
  request: Request,
): Promise<unknown> => {
  const stranger = Object.keys(input).find((member) => input[member] != null && !accepts.includes(member));
  if (stranger !== undefined) throw new UnsupportedError(`the member ${stranger} of ${name}`);
  return run(input as never, request);
};
