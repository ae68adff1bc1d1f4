import { mapLeaves, type Tree } from './map-leaves.ts';
import type { Value } from './value.ts';

/** A value as plain JSON: an integer is a number, or a string of its digits if a number cannot hold it exactly. */
export function toPlainJson(value: Value): Tree<null | boolean | number | string> {
  return mapLeaves(value, (leaf) => (typeof leaf === 'bigint' ? plainInteger(leaf) : leaf));
}

function plainInteger(value: bigint): number | string {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}
