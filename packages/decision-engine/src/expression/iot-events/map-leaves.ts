type Primitive = null | boolean | number | string | bigint;

/** JSON with leaves of its own. */
export type Tree<Leaf extends Primitive> = Leaf | readonly Tree<Leaf>[] | { readonly [name: string]: Tree<Leaf> };

/** The same arrays and objects with other leaves. */
export function mapLeaves<From extends Primitive, To extends Primitive>(
  tree: Tree<From>,
  map: (leaf: From) => To,
): Tree<To> {
  if (typeof tree !== 'object' || tree === null) return map(tree as From);
  if (isList(tree)) return tree.map((member) => mapLeaves(member, map));
  return Object.fromEntries(Object.entries(tree).map(([name, member]) => [name, mapLeaves(member as Tree<From>, map)]));
}

function isList<Leaf extends Primitive>(tree: Tree<Leaf>): tree is readonly Tree<Leaf>[] {
  return Array.isArray(tree);
}
