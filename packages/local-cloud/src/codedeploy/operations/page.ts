import { refusal } from '../codedeploy-error.ts';

const pageSize = 100;

/** One page of a list. @throws AwsError InvalidNextTokenException */
export const pageOf = <Item>(
  items: readonly Item[],
  token: string | undefined,
): { readonly items: readonly Item[]; readonly next: { readonly nextToken?: string } } => {
  const start = token === undefined ? 0 : Number(Buffer.from(token, 'base64url').toString('utf8'));
  if (!Number.isInteger(start) || start < 0 || start > items.length)
    throw refusal('InvalidNextTokenException', 'The next token is invalid.');
  const end = start + pageSize;
  const nextToken = Buffer.from(String(end)).toString('base64url');
  return { items: items.slice(start, end), next: end < items.length ? { nextToken } : {} };
};
