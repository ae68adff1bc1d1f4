import type { Node } from '../../expression/index.ts';
import { isJson } from '../is-json.ts';
import type { Expression } from './analysis.ts';
import type { StaticType } from './reference-types.ts';
import { type AnalysisResult, analysisError, analysisWarning } from './result.ts';

const payloadOf = ({ action }: Expression) =>
  action !== undefined && 'payload' in action ? action.payload : undefined;

/** The text that a payload always is, if nothing in it is computed. */
const constantText = (node: Node): string | undefined => {
  if (node.kind === 'string') return node.value;
  if (node.kind !== 'binary' || node.operator !== '+') return undefined;
  const left = constantText(node.left);
  const right = constantText(node.right);
  return left === undefined || right === undefined ? undefined : left + right;
};

/** A payload as the texts and the computed parts that it is put together from. */
const partsOf = (node: Node): readonly (string | Node)[] => {
  if (node.kind === 'string') return [node.value];
  if (node.kind === 'template') return node.parts;
  return node.kind === 'binary' && node.operator === '+' ? [...partsOf(node.left), ...partsOf(node.right)] : [node];
};

/** The computed parts that stand outside of the quotes of a JSON string. */
const unquotedParts = (node: Node): readonly Node[] => {
  const unquoted: Node[] = [];
  let inString = false;
  for (const part of partsOf(node)) {
    if (typeof part !== 'string') {
      if (!inString) unquoted.push(part);
      continue;
    }
    for (const [character] of part.matchAll(/\\.|"/gs)) if (character === '"') inString = !inString;
  }
  return unquoted;
};

const columns =
  "We couldn't evaluate your expression to valid JSON. The DynamoDBv2 action only supports the JSON payload type.";

/** A text without quotes around it is JSON only if it happens to be. */
const interpolated = (expression: Expression, typeOf: (node: Node) => StaticType): readonly AnalysisResult[] => {
  const { node, text, path } = expression;
  return unquotedParts(node)
    .filter((part) => part !== node && typeOf(part) === 'String')
    .map(({ start, end }) => {
      const part = text.slice(start, end);
      const message = `Your interpolated expression {${part}} must evaluate to either an integer or a Boolean value at runtime. Otherwise, your payload expression {${text}} won't be parseable at runtime as valid JSON.`;
      return analysisError('data-type', message, path);
    });
};

/**
 * A payload of type JSON must be a string, and that string JSON. AWS carries out an action whose payload is not: a text
 * that is never JSON is no more than a warning, but for DynamoDBv2, which has no columns to write then.
 */
export const checkJsonPayload = (
  expression: Expression,
  type: StaticType,
  typeOf: (node: Node) => StaticType,
): readonly AnalysisResult[] => {
  const { text, path, action, node } = expression;
  const payloadType = payloadOf(expression)?.type;
  if (action?.type === 'dynamoDBv2' && payloadType === 'STRING')
    return [analysisError('expression-syntax', columns, path)];
  if (payloadType !== 'JSON') return [];
  if (type !== 'String' && type !== 'Unknown') {
    const message = `The payload expression [${text}] isn't valid. Specify an expression that would evaluate to a string at runtime because the payload type is JSON format.`;
    return [analysisError('data-type', message, path)];
  }
  const constant = constantText(node);
  if (constant === undefined) return interpolated(expression, typeOf);
  if (isJson(constant)) return [];
  if (action?.type === 'dynamoDBv2') return [analysisError('expression-syntax', columns, path)];
  return [analysisWarning('data-type', `The payload expression [${text}] isn't valid JSON.`, path)];
};
