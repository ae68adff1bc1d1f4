import type { _Record } from '@aws-sdk/client-timestream-write';
import { validationError } from '../errors.ts';

/**
 * A record together with the attributes that all records of the request share; the record's own count.
 * @throws AwsError ValidationException for a dimension that is in both
 */
export const mergeRecord = (record: _Record, common: _Record | undefined): _Record => {
  if (common === undefined) return record;
  const own = new Set((record.Dimensions ?? []).map((dimension) => dimension.Name));
  const twice = (common.Dimensions ?? []).find((dimension) => own.has(dimension.Name));
  if (twice !== undefined) {
    throw validationError(
      `The dimension name ${twice.Name} is in both the common attributes and a record; dimensions cannot be overridden.`,
    );
  }
  return {
    ...common,
    ...record,
    Dimensions: [...(common.Dimensions ?? []), ...(record.Dimensions ?? [])],
  };
};
