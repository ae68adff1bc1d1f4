import type { Node, PathStep } from '../ast.ts';

/** What a reference leads to in AWS IoT Events, or why it leads nowhere. */
export type ReferenceTarget =
  | { readonly kind: 'input'; readonly name: string; readonly path: readonly PathStep[] }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'unknown'; readonly reason: string };

/** `$input.Name.path…` or `$variable.name`; a variable holds a scalar, so nothing can follow its name. */
export function targetOf({ root, path }: Node & { kind: 'reference' }): ReferenceTarget {
  const [name, ...rest] = path;
  if (root !== '$input' && root !== '$variable') return unknown(`'${root}' is neither $input nor $variable`);
  if (typeof name !== 'string') return unknown(`${root} needs a name: ${root}.name`);
  if (root === '$input') return { kind: 'input', name, path: rest };
  return rest.length === 0 ? { kind: 'variable', name } : unknown(`the variable ${name} has no members`);
}

function unknown(reason: string): ReferenceTarget {
  return { kind: 'unknown', reason };
}
