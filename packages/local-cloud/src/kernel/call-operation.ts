import { UnsupportedError } from './aws-error.ts';
import { type Operation, runOperation } from './operation.ts';
import type { Request } from './request.ts';

export type Operations = Readonly<Record<string, Operation>>;

/** Runs an operation of a service's own API for one of its resource types, as a request for it would. @throws AwsError */
export const call = async <Output>(operations: Operations, name: string, input: object): Promise<Output> => {
  const operation = operations[name];
  if (operation === undefined) throw new UnsupportedError(`the operation ${name}`);
  return (await runOperation(name, operation, input as Record<string, unknown>, {} as Request)) as Output;
};
