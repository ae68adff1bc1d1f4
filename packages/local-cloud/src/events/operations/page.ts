/** One page of a list sorted by name; the token names the last item of the page before. */
export const page = <Item>(
  items: readonly Item[],
  nameOf: (item: Item) => string,
  { NextToken, Limit = 100 }: { readonly NextToken?: string | undefined; readonly Limit?: number | undefined },
): { readonly items: readonly Item[]; readonly next: { readonly NextToken?: string } } => {
  const after = NextToken === undefined ? '' : Buffer.from(NextToken, 'base64url').toString();
  const sorted = [...items].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  const left = sorted.filter((item) => nameOf(item) > after);
  const taken = left.slice(0, Limit);
  const last = taken.at(-1);
  const hasMore = left.length > taken.length && last !== undefined;
  return { items: taken, next: hasMore ? { NextToken: Buffer.from(nameOf(last)).toString('base64url') } : {} };
};
