import { AwsError } from '../../kernel/aws-error.ts';

/**
 * One page of a list, from where `marker` says.
 * @param maxItems as it came in the query; `most` if absent
 */
export const page = <Item>(
  items: readonly Item[],
  marker: string | undefined,
  maxItems: string | undefined,
  most: number,
): { readonly items: readonly Item[]; readonly next: { readonly NextMarker?: string } } => {
  const from = marker === undefined ? 0 : Number(marker);
  const size = maxItems === undefined ? most : Math.min(Number(maxItems), most);
  if (!Number.isInteger(from) || from < 0) throw new AwsError('InvalidParameterValueException', 'Invalid Marker');
  if (!Number.isInteger(size) || size < 1) throw new AwsError('InvalidParameterValueException', 'Invalid MaxItems');
  const end = from + size;
  return { items: items.slice(from, end), next: end < items.length ? { NextMarker: String(end) } : {} };
};
