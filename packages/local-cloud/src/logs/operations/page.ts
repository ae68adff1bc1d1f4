import { AwsError } from '../../kernel/aws-error.ts';

const mostItems = 50;

/** One page of a list; the token is how many items came before. @throws AwsError InvalidParameterException */
export const pageOf = <Item>(
  all: readonly Item[],
  token: string | undefined,
  limit = mostItems,
): { readonly items: readonly Item[]; readonly next: { readonly nextToken?: string } } => {
  const from = Number(token ?? 0);
  if (!Number.isInteger(from) || from < 0) {
    throw new AwsError('InvalidParameterException', 'The specified nextToken is invalid.');
  }
  if (limit < 1 || limit > mostItems) {
    throw new AwsError(
      'InvalidParameterException',
      `1 validation error detected: Value '${limit}' at 'limit' failed to satisfy constraint: Member must have value less than or equal to ${mostItems}`,
    );
  }
  const end = from + limit;
  return { items: all.slice(from, end), next: end < all.length ? { nextToken: String(end) } : {} };
};
