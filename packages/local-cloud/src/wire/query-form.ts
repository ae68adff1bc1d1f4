type Tree = { [key: string]: string | Tree };

/** Names come from the client: on a tree with a prototype, `__proto__.x=1` would give every object of the process an `x`. */
const newTree = (): Tree => Object.create(null) as Tree;

const plant = (tree: Tree, path: readonly string[], value: string): void => {
  const [head = '', ...rest] = path;
  if (rest.length === 0) {
    tree[head] = value;
    return;
  }
  const child = tree[head];
  const branch: Tree = typeof child === 'object' ? child : newTree();
  tree[head] = branch;
  plant(branch, rest, value);
};

const isNumbered = (keys: readonly string[]): boolean => keys.length > 0 && keys.every((key) => /^\d+$/.test(key));

const inOrder = (tree: Tree): unknown[] =>
  Object.keys(tree)
    .sort((a, b) => Number(a) - Number(b))
    .map((key) => shape(tree[key] ?? ''));

const mapOf = (entries: Tree): Record<string, unknown> =>
  Object.fromEntries(
    Object.values(entries).map((entry) => {
      const { key = '', Name = key, value = '', Value = value } = typeof entry === 'object' ? entry : {};
      return [String(Name), shape(Value)];
    }),
  );

/** Lists come as `member.1`, maps as `entry.1.key`/`entry.1.value`; flattened lists as bare numbers. */
const shape = (node: string | Tree): unknown => {
  if (typeof node === 'string') return node;
  const keys = Object.keys(node);
  const [only] = keys;
  const inner = only === undefined ? undefined : node[only];
  if (keys.length === 1 && typeof inner === 'object' && isNumbered(Object.keys(inner))) {
    if (only === 'member') return inOrder(inner);
    if (only === 'entry') return mapOf(inner);
  }
  if (isNumbered(keys)) return inOrder(node);
  return Object.fromEntries(keys.map((key) => [key, shape(node[key] ?? '')]));
};

/** Decodes the members of an AWS query request. Every scalar is a string; an empty list comes as an empty string. */
export const readForm = (form: URLSearchParams): Record<string, unknown> => {
  const tree = newTree();
  for (const [name, value] of form) plant(tree, name.split('.'), value);
  return Object.fromEntries(Object.entries(tree).map(([key, node]) => [key, shape(node)]));
};
