import { validationError } from '../template/template-error.ts';

/**
 * One page of a list, beginning after the item whose key `token` is.
 * @throws AwsError ValidationError for a token that leads nowhere
 */
export const pageOf = <Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  token: string | undefined,
  size: number,
): { readonly items: readonly Item[]; readonly next: string | undefined } => {
  const key = token === undefined ? undefined : Buffer.from(token, 'base64url').toString('utf8');
  const before = key === undefined ? -1 : items.findIndex((item) => keyOf(item) === key);
  if (key !== undefined && before < 0) throw validationError('NextToken is invalid');
  const page = items.slice(before + 1, before + 1 + size);
  const last = page.at(-1);
  const isLast = before + 1 + size >= items.length || last === undefined;
  return { items: page, next: isLast ? undefined : Buffer.from(keyOf(last)).toString('base64url') };
};
