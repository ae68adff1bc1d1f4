import { createConstraints } from './write/constraints.ts';

const mostItems = 20;

/** One page of a sorted list; the token names the last item of the page before. @throws AwsError ValidationException */
export const page = <Item>(
  items: readonly Item[],
  nameOf: (item: Item) => string,
  token: string | undefined,
  max: number = mostItems,
): { items: readonly Item[]; next: { NextToken?: string } } => {
  const check = createConstraints();
  check.between(max, 'maxResults', 1, mostItems);
  check.hold();
  const after = token === undefined ? '' : Buffer.from(token, 'base64url').toString();
  const left = items.filter((item) => nameOf(item) > after);
  const taken = left.slice(0, max);
  const last = taken.at(-1);
  const hasMore = left.length > taken.length && last !== undefined;
  return { items: taken, next: hasMore ? { NextToken: Buffer.from(nameOf(last)).toString('base64url') } : {} };
};
