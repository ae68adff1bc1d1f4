const pageSize = 100;

/** A hundred items from where a token says, and the token of the next page. */
export const pageOf = <Item>(
  items: readonly Item[],
  token = '',
): { readonly page: readonly Item[]; readonly NextToken?: string } => {
  const start = token === '' ? 0 : Number(Buffer.from(token, 'base64url').toString('utf8'));
  const end = start + pageSize;
  const page = items.slice(start, end);
  return end < items.length ? { page, NextToken: Buffer.from(String(end)).toString('base64url') } : { page };
};
