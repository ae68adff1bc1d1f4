import type { Node } from '../ast.ts';
import { ExpressionError } from '../expression-error.ts';
import { parseExpression, parseTemplate } from '../parser.ts';
import { walk } from '../walk.ts';

/**
 * A parameter that may be a plain text or an expression, as `mqttTopic` is: `hvac/Heating/Off` and `'hvac/' + $variable.area`
 * both occur in AWS's samples. It is an expression if it reads as one and has something of which plain texts have nothing: a
 * string literal, a call, or `$input` or `$variable`. Else it is a text, in which `${…}` is replaced.
 *
 * @throws ExpressionError in a `${…}` of a text
 */
export function parseTextParameter(text: string): Node {
  const expression = tryParse(text);
  if (expression !== undefined && looksIntended(expression)) return expression;
  return textNode(text);
}

function tryParse(text: string): Node | undefined {
  try {
    return parseExpression(text);
  } catch (error) {
    if (error instanceof ExpressionError) return undefined;
    throw error;
  }
}

function looksIntended(node: Node): boolean {
  let intended = false;
  walk(node, (each) => {
    const { kind } = each;
    if (kind === 'string' || kind === 'template' || kind === 'call') intended = true;
    if (kind === 'reference' && (each.root === '$input' || each.root === '$variable')) intended = true;
  });
  return intended;
}

function textNode(text: string): Node {
  const span = { start: 0, end: text.length };
  const parts = parseTemplate(text);
  return parts.every((part) => typeof part === 'string')
    ? { kind: 'string', value: parts.join(''), ...span }
    : { kind: 'template', parts, ...span };
}
