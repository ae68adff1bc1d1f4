import { AwsError } from '../../kernel/aws-error.ts';
import { leastUnreserved, unreservedConcurrency } from '../invocation/concurrency.ts';
import type { FunctionEntry } from './function-record.ts';
import type { LambdaParts } from './lambda-parts.ts';
import { notFound } from './resolve-version.ts';

export const requireEntry = ({ store, arn }: LambdaParts, name: string): FunctionEntry => {
  const entry = store.entries.get(name);
  if (entry === undefined) throw notFound(arn(name));
  return entry;
};

/** Reserves concurrency for a function. @throws AwsError ResourceNotFoundException, InvalidParameterValueException */
export const reserveConcurrency = (parts: LambdaParts, name: string, reserved: number): void => {
  const entry = requireEntry(parts, name);
  const left = unreservedConcurrency(parts.store) + (entry.reservedConcurrency ?? 0) - reserved;
  if (!Number.isInteger(reserved) || reserved < 0 || left < leastUnreserved) {
    throw new AwsError(
      'InvalidParameterValueException',
      `Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [${leastUnreserved}].`,
      { members: { Type: 'User' } },
    );
  }
  parts.store.entries.set(name, { ...entry, reservedConcurrency: reserved });
};

export const releaseConcurrency = (parts: LambdaParts, name: string): void => {
  const { reservedConcurrency: _released, ...entry } = requireEntry(parts, name);
  parts.store.entries.set(name, entry);
};
