import { mapLeaves, type Tree } from './map-leaves.ts';
import type { Value } from './value.ts';

/** A value as states keep it: plain JSON, in which strings are tagged, so that integers can be strings too. */
export type EncodedValue = Tree<null | boolean | number | string>;

const INTEGER = 'i:';
const TEXT = 's:';

/** `3` (Integer) becomes `"i:3"`, `"on"` becomes `"s:on"`; decimals, booleans, null, arrays and objects stay. */
export function encodeValue(value: Value): EncodedValue {
  return mapLeaves(value, (leaf) => {
    if (typeof leaf === 'bigint') return `${INTEGER}${leaf}`;
    return typeof leaf === 'string' ? TEXT + leaf : leaf;
  });
}

/** @throws TypeError when it is nothing that {@link encodeValue} makes */
export function decodeValue(encoded: EncodedValue): Value {
  return mapLeaves(encoded, (leaf) => (typeof leaf === 'string' ? decodeText(leaf) : leaf));
}

function decodeText(text: string): bigint | string {
  if (text.startsWith(TEXT)) return text.slice(TEXT.length);
  if (/^i:-?\d+$/.test(text)) return BigInt(text.slice(INTEGER.length));
  throw new TypeError(`'${text}' is no encoded value`);
}
