import type { Evaluator } from '../../compile/evaluator.ts';
import { decodeMessage } from '../../protobuf/decode-message.ts';
import { type Descriptors, qualified, readDescriptors } from '../../protobuf/descriptors.ts';
import type { SqlValue } from '../../values/sql-value.ts';
import { stringArguments } from '../ports/port-arguments.ts';
import { requirePort } from '../ports/require-port.ts';
import type { CallSite } from '../sql-function.ts';
import { base64Bytes } from './base64-bytes.ts';

/** Descriptors by the bytes that the port gave, for a port that keeps them. */
const known = new WeakMap<Uint8Array, Descriptors>();

/**
 * `decode(value, 'proto', bucket, key, file, message)`: a protobuf message by a FileDescriptorSet in S3 ("Decoding protobuf message
 * payloads"). The value is `*`, the payload's bytes, or a base64 string; `file` is the name of the .proto file without extension. Null if
 * it cannot be decoded.
 */
export function compileDecodeProto({ node, args, context }: CallSite): Evaluator {
  const port = requirePort('s3_object', context, node);
  if (args.length !== 6) return () => undefined;
  const isPayload = node.args[0]?.kind === 'payload' && context.row === undefined;
  const value = args[0];
  return (message) => {
    const texts = stringArguments(args.slice(2), message);
    const encoded = isPayload ? undefined : value?.(message);
    if (texts === undefined || (!isPayload && encoded === undefined)) return undefined;
    const [bucket = '', key = '', file = '', type = ''] = texts;
    const request = { bucket, key };
    const set = context.session.ask('s3_object', request, () => port(request));
    const bytes = isPayload ? message.payload : base64Bytes(typeof encoded === 'string' ? encoded : '!');
    return set === undefined || bytes === undefined ? null : decodeBy(set, file, type, bytes);
  };
}

function decodeBy(set: Uint8Array, file: string, type: string, bytes: Uint8Array): SqlValue {
  try {
    const descriptors = known.get(set) ?? readDescriptors(set);
    known.set(set, descriptors);
    const scope = descriptors.packages.get(file.replace(/\.proto$/, ''));
    if (scope === undefined) return null;
    const isQualified = descriptors.messages.has(type);
    return decodeMessage(bytes, isQualified ? type : qualified(scope, type), descriptors);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
