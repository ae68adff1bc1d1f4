import { validationError } from '../errors.ts';

/** A metric math expression, read. */
export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'negate'; readonly of: Expression }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] };

const tokenPattern =
  /\s*(?:(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+)|([a-zA-Z_]\w*)|"([^"]*)"|'([^']*)'|(<=|>=|==|!=|&&|\|\||[-+*/^()[\],<>]))/y;

/** Loosest first. `&&` and `||` may be written AND and OR. */
const levels: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['==', '!=', '<', '<=', '>', '>='],
  ['+', '-'],
  ['*', '/'],
  ['^'],
];

interface Token {
  readonly kind: 'number' | 'name' | 'text' | 'operator';
  readonly text: string;
}

const tokenize = (source: string): Token[] => {
  const tokens: Token[] = [];
  let at = 0;
  while (source.slice(at).trim() !== '') {
    tokenPattern.lastIndex = at;
    const found = tokenPattern.exec(source);
    if (found === null) throw validationError(`Invalid syntax in the expression '${source}' at ${at + 1}`);
    const [whole, number, name, double, single, operator = ''] = found;
    const word = name?.toUpperCase();
    if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else if (word === 'AND' || word === 'OR') tokens.push({ kind: 'operator', text: word === 'AND' ? '&&' : '||' });
    else if (name !== undefined) tokens.push({ kind: 'name', text: name });
    else if (double !== undefined || single !== undefined) tokens.push({ kind: 'text', text: double ?? single ?? '' });
    else tokens.push({ kind: 'operator', text: operator });
    at += whole.length;
  }
  return tokens;
};

/**
 * Reads an expression of metric math.
 * Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 * @throws AwsError ValidationError
 */
export const readExpression = (source: string): Expression => {
  const tokens = tokenize(source);
  let at = 0;
  const fail = () => validationError(`Invalid syntax in the expression '${source}'`);
  const isNext = (text: string) => tokens[at]?.kind === 'operator' && tokens[at]?.text === text;
  const take = (text: string) => {
    if (!isNext(text)) throw fail();
    at += 1;
  };
  const listUntil = (end: string): Expression[] => {
    const items: Expression[] = [];
    while (!isNext(end)) {
      if (items.length > 0) take(',');
      items.push(binary(0));
    }
    take(end);
    return items;
  };
  const primary = (): Expression => {
    const token = tokens[at];
    at += 1;
    if (token === undefined) throw fail();
    if (token.kind === 'number') return { kind: 'number', value: Number(token.text) };
    if (token.kind === 'text') return { kind: 'text', text: token.text };
    if (token.kind === 'name') {
      if (!isNext('(')) return { kind: 'name', name: token.text };
      take('(');
      return { kind: 'call', name: token.text.toUpperCase(), args: listUntil(')') };
    }
    if (token.text === '[') return { kind: 'list', items: listUntil(']') };
    if (token.text === '-') return { kind: 'negate', of: primary() };
    if (token.text !== '(') throw fail();
    const inner = binary(0);
    take(')');
    return inner;
  };
  const binary = (level: number): Expression => {
    const operators = levels[level];
    if (operators === undefined) return primary();
    let left = binary(level + 1);
    for (;;) {
      const operator = operators.find(isNext);
      if (operator === undefined) return left;
      at += 1;
      left = { kind: 'binary', operator, left, right: binary(level + 1) };
    }
  };
  const expression = binary(0);
  if (at < tokens.length) throw fail();
  return expression;
};

/** The metrics and expressions that an expression names. */
export const namesIn = (expression: Expression): string[] => {
  switch (expression.kind) {
    case 'name':
      return [expression.name];
    case 'list':
      return expression.items.flatMap(namesIn);
    case 'negate':
      return namesIn(expression.of);
    case 'binary':
      return [...namesIn(expression.left), ...namesIn(expression.right)];
    case 'call':
      return expression.args.flatMap(namesIn);
    default:
      return [];
  }
};
