import { AwsError } from '../../kernel/aws-error.ts';

/**
 * One page of a list: `token` is the position where it begins, as the page before gave it; `size` comes from a query string.
 *
 * @throws AwsError InvalidRequestException
 */
export function pageOf<Item>(
  items: readonly Item[],
  token: string | undefined,
  size: string | number | undefined,
  maxSize = 250,
): { items: Item[]; next: string | undefined } {
  const start = token === undefined ? 0 : Number(Buffer.from(token, 'base64url').toString());
  const count = size === undefined ? maxSize : Number(size);
  if (!Number.isSafeInteger(start) || start < 0)
    throw new AwsError('InvalidRequestException', 'The token is not valid');
  if (!Number.isSafeInteger(count) || count < 1 || count > maxSize) {
    throw new AwsError('InvalidRequestException', `The page size must be between 1 and ${maxSize}`);
  }
  const end = start + count;
  return {
    items: items.slice(start, end),
    next: end < items.length ? Buffer.from(String(end)).toString('base64url') : undefined,
  };
}
