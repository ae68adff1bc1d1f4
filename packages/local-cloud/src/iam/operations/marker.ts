import { validationError } from '../iam-error.ts';

export interface ListInput {
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

/** One page of a list. @throws AwsError ValidationError for a marker that leads nowhere */
export const listPage = <Item>(
  items: readonly Item[],
  { Marker, MaxItems = 100 }: ListInput,
): { readonly items: readonly Item[]; readonly rest: { readonly IsTruncated: boolean; readonly Marker?: string } } => {
  const start = Marker === undefined ? 0 : Number(Buffer.from(Marker, 'base64url').toString('utf8'));
  const size = Number(MaxItems);
  if (!Number.isInteger(start) || start < 0 || start > items.length) throw validationError(`Invalid Marker: ${Marker}`);
  if (!(size >= 1 && size <= 1000)) throw validationError(`MaxItems must be between 1 and 1000, not ${MaxItems}`);
  const isTruncated = start + size < items.length;
  const next = isTruncated ? { Marker: Buffer.from(String(start + size)).toString('base64url') } : {};
  return { items: items.slice(start, start + size), rest: { IsTruncated: isTruncated, ...next } };
};
