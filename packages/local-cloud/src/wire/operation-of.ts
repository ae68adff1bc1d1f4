import type { JsonApi, QueryApi } from '../kernel/api.ts';
import { UnsupportedError } from '../kernel/aws-error.ts';
import type { Operation } from '../kernel/operation.ts';
import type { Request } from '../kernel/request.ts';

/** The operation that a client named. @throws UnsupportedError, also for a name that every object has, such as `constructor` */
export const operationOf = (api: JsonApi | QueryApi, name: string, request: Request): Operation => {
  const operation = Object.hasOwn(api.operations, name) ? api.operations[name] : undefined;
  if (operation === undefined) throw new UnsupportedError(`${request.signer.service}:${name}`);
  return operation;
};
