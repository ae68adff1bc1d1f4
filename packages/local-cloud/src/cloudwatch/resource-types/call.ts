import { AwsError, UnsupportedError } from '../../kernel/aws-error.ts';
import { type Operation, runOperation } from '../../kernel/operation.ts';
import type { Request } from '../../kernel/request.ts';

export type Operations = Readonly<Record<string, Operation>>;

/** Runs an operation of the service's API for a resource type. @throws AwsError */
export const call = async <Output>(operations: Operations, name: string, input: object): Promise<Output> => {
  const operation = operations[name];
  if (operation === undefined) throw new UnsupportedError(`cloudwatch:${name}`);
  return (await runOperation(name, operation, input as Record<string, unknown>, {} as Request)) as Output;
};

/** Does what a removal needs; that the thing is gone already is no error. */
export const unlessGone = async (work: () => Promise<unknown>): Promise<void> => {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof AwsError) || error.status !== 404) throw error;
  }
};
