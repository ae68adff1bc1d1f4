/** What takes the place of a match, as the arguments of `String.prototype.replace`'s function give it. */
type Replacement = (match: readonly unknown[]) => string;

/**
 * A replacement string of Java: `$3` and `${name}` are groups, a backslash takes the next character as it is. Undefined for one that
 * Java refuses, such as a group that the expression does not have.
 */
export function javaReplacement(text: string, expression: RegExp): Replacement | undefined {
  const { groupCount, names } = groupsOf(expression);
  const parts: Replacement[] = [];
  const token = /\\([\s\S])|\$\{(\w+)\}|\$(\d)(\d*)|[^\\$]+|[\s\S]/g;
  for (const [whole, escaped, name, first, rest] of text.matchAll(token)) {
    if (escaped !== undefined) parts.push(() => escaped);
    else if (name !== undefined) {
      if (!names.has(name)) return undefined;
      parts.push((match) => named(match, name));
    } else if (first !== undefined) {
      const { group, literal } = longestGroup(first, rest ?? '', groupCount);
      if (group > groupCount) return undefined;
      parts.push((match) => String(match[group] ?? '') + literal);
    } else if (whole === '\\' || whole === '$') return undefined;
    else parts.push(() => whole);
  }
  return (match) => parts.map((part) => part(match)).join('');
}

/** Java takes further digits as long as there is such a group. */
function longestGroup(first: string, rest: string, groupCount: number): { group: number; literal: string } {
  let group = Number(first);
  let used = 0;
  while (used < rest.length && group * 10 + Number(rest[used]) <= groupCount) {
    group = group * 10 + Number(rest[used]);
    used += 1;
  }
  return { group, literal: rest.slice(used) };
}

/** The groups by name come last. */
function named(match: readonly unknown[], name: string): string {
  return (match.at(-1) as Record<string, string | undefined>)[name] ?? '';
}

/** An alternative that matches nothing shows the groups that the expression has. */
function groupsOf({ source, flags }: RegExp): { groupCount: number; names: ReadonlySet<string> } {
  const match = new RegExp(`${source}|`, flags.replace('g', '')).exec('');
  return { groupCount: (match?.length ?? 1) - 1, names: new Set(Object.keys(match?.groups ?? {})) };
}
