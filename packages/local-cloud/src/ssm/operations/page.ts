import { AwsError } from '../../kernel/aws-error.ts';
import { validationException } from '../ssm-error.ts';

/** One page of a list. @throws AwsError InvalidNextToken, ValidationException */
export const pageOf = <Item>(
  items: readonly Item[],
  { NextToken, MaxResults }: { readonly NextToken?: string | undefined; readonly MaxResults?: number | undefined },
  largest: number,
): { readonly items: readonly Item[]; readonly NextToken?: string } => {
  const size = MaxResults ?? largest;
  if (!(Number.isInteger(size) && size >= 1 && size <= largest))
    throw validationException(
      `1 validation error detected: Value '${size}' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to ${largest}`,
    );
  const start = NextToken === undefined ? 0 : Number(Buffer.from(NextToken, 'base64url').toString('utf8'));
  if (!Number.isInteger(start) || start < 0 || start > items.length)
    throw new AwsError('InvalidNextToken', 'The specified token is not valid.');
  const end = start + size;
  const next = end < items.length ? { NextToken: Buffer.from(String(end)).toString('base64url') } : {};
  return { items: items.slice(start, end), ...next };
};
