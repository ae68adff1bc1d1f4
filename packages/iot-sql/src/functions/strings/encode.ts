import { type CompileContext, type Evaluator, refuse } from '../../compile/evaluator.ts';
import type { Call } from '../../syntax/ast.ts';
import { toText } from '../../values/conversions.ts';
import type { SqlFunction } from '../sql-function.ts';

/**
 * `encode(value, 'base64')`. `encode(*, …)` takes the payload's bytes as they came, JSON or not; anything else is turned
 * into a string first. base64 is the only scheme.
 */
export const encode: SqlFunction = {
  name: 'encode',
  arity: [2, 2],
  since2016: true,
  compile: ({ node, args, context }) => {
    requireBase64(node, context);
    if (node.args[0]?.kind === 'payload' && context.row === undefined) return encodePayload;
    return encodeValue(args[0]);
  },
};

function requireBase64(node: Call, context: CompileContext): void {
  const scheme = node.args[1];
  if (scheme?.kind === 'literal' && scheme.value === 'base64') return;
  throw refuse(context, 'UNSUPPORTED', "the second argument of encode() must be 'base64'", scheme ?? node);
}

const encodePayload: Evaluator = ({ payload }) =>
  Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength).toString('base64');

function encodeValue(value: Evaluator | undefined): Evaluator {
  return (message) => {
    const text = toText(value?.(message));
    return text === undefined ? undefined : Buffer.from(text).toString('base64');
  };
}
