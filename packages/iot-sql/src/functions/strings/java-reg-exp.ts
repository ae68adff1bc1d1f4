const MAX_CACHED = 200;
const cache = new Map<string, RegExp | undefined>();

/** A Java regular expression as a global one of JavaScript; undefined for what is none or cannot be had here. */
export function javaRegExp(pattern: string): RegExp | undefined {
  if (cache.has(pattern)) return cache.get(pattern);
  if (cache.size >= MAX_CACHED) cache.clear();
  const expression = compile(pattern);
  cache.set(pattern, expression);
  return expression;
}

function compile(pattern: string): RegExp | undefined {
  const inline = /^\(\?([imsux]*)\)/.exec(pattern);
  const flags = inline?.[1] ?? '';
  if (flags.includes('x')) return undefined;
  const source = translate(pattern.slice(inline?.[0].length ?? 0));
  const known = [...new Set(flags)].filter((flag) => 'ims'.includes(flag)).join('');
  return create(source, `g${known}v`) ?? create(source, `g${known}u`) ?? create(source, `g${known}`);
}

function create(source: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(source, flags);
  } catch {
    return undefined;
  }
}

/** What Java writes otherwise. `^`, `$` and lookaheads are the same. */
const ESCAPES = new Map([
  ['\\A', '(?<![\\s\\S])'],
  ['\\z', '(?![\\s\\S])'],
  ['\\Z', '(?=\\n?(?![\\s\\S]))'],
  ['\\h', '[ \\t\\u00a0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000]'],
  ['\\R', '(?:\\r\\n|[\\n\\x0b\\f\\r\\u0085\\u2028\\u2029])'],
  ['\\e', '\\x1b'],
  ['\\a', '\\x07'],
]);
const CLASSES = new Map([
  ['Lower', 'a-z'],
  ['Upper', 'A-Z'],
  ['ASCII', '\\x00-\\x7f'],
  ['Alpha', 'a-zA-Z'],
  ['Digit', '0-9'],
  ['Alnum', 'a-zA-Z0-9'],
  ['Punct', '!-\\/:-@\\[-`\\{-~'],
  ['Blank', ' \\t'],
  ['XDigit', '0-9a-fA-F'],
  ['Space', ' \\t\\n\\x0b\\f\\r'],
]);
const SPECIAL = /\\Q([\s\S]*?)(?:\\E|$)|\\([pP])\{(\w+)\}|\\[\s\S]|\[|\]/g;

function translate(pattern: string): string {
  let depth = 0;
  return pattern.replace(SPECIAL, (token: string, quoted?: string, sign?: string, name?: string) => {
    if (token === '[') depth += 1;
    if (token === ']') depth = Math.max(0, depth - 1);
    if (quoted !== undefined) return quoted.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
    const members = name === undefined ? undefined : CLASSES.get(name);
    if (members !== undefined) return sign === 'P' ? `[^${members}]` : inBrackets(members, depth);
    return ESCAPES.get(token) ?? token;
  });
}

function inBrackets(members: string, depth: number): string {
  return depth > 0 ? members : `[${members}]`;
}
