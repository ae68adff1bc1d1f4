import type { Message } from '../message.ts';
import type { Projection, SelectClause } from '../syntax/ast.ts';
import { outputJson } from '../values/output-json.ts';
import { compileProjections } from './compile-projections.ts';
import type { CompileContext } from './evaluator.ts';

const COMMA = 0x2c;

/**
 * `SELECT *, x AS a, y AS b`: where the payload is an object that would be written as it came, and has none of the other keys, those are
 * appended to its bytes. Undefined for a SELECT of another form; the selector gives undefined for a payload of another form.
 */
export function compileAppended(
  select: SelectClause,
  context: CompileContext,
): ((message: Message) => Uint8Array | undefined) | undefined {
  const [first, ...others] = select.projections;
  if (select.value || first?.kind !== 'spread' || first.of !== undefined || !others.every(hasPlainKey))
    return undefined;
  const keys = others.map(({ alias: [key = ''] }) => Buffer.from(key));
  const evaluate = compileProjections({ ...select, projections: others }, context);
  return (message) => {
    const { index, payload } = message;
    if (!index?.isObject || !index.isCanonical || keys.some((key) => index.has(key))) return undefined;
    const appended = outputJson(evaluate(message), context.version);
    if (appended === '{}') return payload;
    return index.isEmpty ? Buffer.from(appended) : join(payload, appended);
  };
}

/** One key, given by AS. */
function hasPlainKey(projection: Projection): projection is Extract<Projection, { kind: 'value' }> {
  return projection.kind === 'value' && projection.alias.length === 1;
}

/** Puts what is between the braces of a text behind what is in those of the payload. */
function join(payload: Uint8Array, appended: string): Uint8Array {
  const tail = Buffer.byteLength(appended) - 1;
  const output = Buffer.allocUnsafe(payload.length + tail);
  output.set(payload);
  output[payload.length - 1] = COMMA;
  output.write(appended.slice(1), payload.length);
  return output;
}
