import { type Evaluator, refuse } from '../../compile/evaluator.ts';
import { toText } from '../../values/conversions.ts';
import { parsePayload } from '../../values/payload-json.ts';
import type { SqlValue } from '../../values/sql-value.ts';
import type { SqlFunction } from '../sql-function.ts';
import { base64Bytes } from './base64-bytes.ts';
import { compileDecodeProto } from './decode-proto.ts';

/**
 * `decode(value, 'base64')`: what the base64 stands for, as a JSON value if it is JSON, else as a string; Null if it cannot be decoded.
 * `decode(value, 'proto', bucket, key, file, message)`: see decode-proto.ts.
 */
export const decode: SqlFunction = {
  name: 'decode',
  arity: [2, 6],
  since2016: true,
  compile: (site) => {
    const { node, args, context } = site;
    const scheme = node.args[1];
    const name = scheme?.kind === 'literal' ? scheme.value : undefined;
    if (name === 'proto') return compileDecodeProto(site);
    if (name !== 'base64')
      throw refuse(
        context,
        'UNSUPPORTED',
        "the second argument of decode() must be 'base64' or 'proto'",
        scheme ?? node,
      );
    return args.length === 2 ? decodeBase64(args[0]) : () => undefined;
  },
};

function decodeBase64(value: Evaluator | undefined): Evaluator {
  return (message) => {
    const encoded = value?.(message);
    if (encoded === undefined) return undefined;
    const bytes = base64Bytes(toText(encoded) ?? '!');
    return bytes === undefined ? null : jsonOrText(bytes);
  };
}

function jsonOrText(bytes: Uint8Array): SqlValue {
  try {
    return parsePayload(bytes);
  } catch {
    return Buffer.from(bytes).toString();
  }
}
