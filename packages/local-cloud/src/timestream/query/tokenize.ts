import { syntaxError } from './syntax-error.ts';
import type { Group, Node, Token } from './token.ts';

const space = /\s+|--[^\n]*|\/\*[\s\S]*?\*\//y;
const patterns: readonly (readonly [RegExp, (found: RegExpExecArray, at: number) => Token])[] = [
  [/'((?:[^']|'')*)'/y, ([, body = ''], at) => ({ kind: 'string', text: body.replaceAll("''", "'"), at })],
  [/"((?:[^"]|"")*)"/y, ([, body = ''], at) => ({ kind: 'name', text: body.replaceAll('""', '"'), at })],
  [
    /(\d+)([a-zA-Z]+)(?![\w.])/y,
    ([whole, count = '', unit = ''], at) =>
      /^e$/i.test(unit) ? { kind: 'number', text: whole, at } : { kind: 'duration', count, unit, at },
  ],
  [/(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?(?![\w])/y, ([text], at) => ({ kind: 'number', text, at })],
  [/[a-zA-Z_]\w*/y, ([text], at) => ({ kind: 'word', text, at })],
  [/::|<>|!=|<=|>=|\|\||[-+*/%=<>.,();]/y, ([text], at) => ({ kind: 'operator', text, at })],
];

const nextToken = (text: string, at: number): { token: Token; end: number } => {
  for (const [pattern, make] of patterns) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found !== null) return { token: make(found, at), end: at + found[0].length };
  }
  throw syntaxError(text, at);
};

const skipSpace = (text: string, at: number): number => {
  let end = at;
  for (;;) {
    space.lastIndex = end;
    const found = space.exec(text);
    if (found === null) return end;
    end += found[0].length;
  }
};

const isOperator = (token: Token | undefined, text: string): boolean =>
  token?.kind === 'operator' && token.text === text;

/** `measure_value::double` is one name, written in two ways. */
const joinMeasureValues = (tokens: readonly Token[]): Token[] => {
  const joined: Token[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const [token, colons, type] = tokens.slice(index, index + 3);
    if (token === undefined) continue;
    const isValue = token.kind === 'word' && token.text.toLowerCase() === 'measure_value' && isOperator(colons, '::');
    if (isValue && type?.kind === 'word') {
      joined.push({ kind: 'name', text: `measure_value::${type.text.toLowerCase()}`, at: token.at });
      index += 2;
    } else joined.push(token);
  }
  return joined;
};

const group = (text: string, tokens: readonly Token[]): Node[] => {
  const stack: { nodes: Node[]; at: number }[] = [{ nodes: [], at: 0 }];
  for (const token of tokens) {
    if (isOperator(token, '(')) stack.push({ nodes: [], at: token.at });
    else if (isOperator(token, ')')) {
      const closed = stack.pop();
      const outer = stack.at(-1);
      if (closed === undefined || outer === undefined) throw syntaxError(text, token.at);
      outer.nodes.push({ kind: 'group', ...closed } satisfies Group);
    } else stack.at(-1)?.nodes.push(token);
  }
  const [root, unclosed] = stack;
  if (unclosed !== undefined || root === undefined) throw syntaxError(text, unclosed?.at ?? 0);
  return root.nodes;
};

/** Reads a query into tokens, parentheses nested. One semicolon may end it. @throws AwsError ValidationException */
export const tokenize = (text: string): readonly Node[] => {
  const tokens: Token[] = [];
  let at = skipSpace(text, 0);
  while (at < text.length) {
    const { token, end } = nextToken(text, at);
    tokens.push(token);
    at = skipSpace(text, end);
  }
  const last = tokens.at(-1);
  if (isOperator(last, ';')) tokens.pop();
  const stray = tokens.find((token) => isOperator(token, ';'));
  if (stray !== undefined) throw syntaxError(text, stray.at);
  return group(text, joinMeasureValues(tokens));
};
