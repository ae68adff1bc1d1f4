import { isAt } from './is-at.ts';
import { BYTES } from './json-bytes.ts';
import { NODE } from './json-node.ts';
import { isWrittenSo } from './json-number.ts';

const { MINUS, NINE, OPEN_BRACE, OPEN_BRACKET, ZERO } = BYTES;
const { KEY_START, KEY_LENGTH, START, END, NEXT } = NODE;
const NODE_SIZE = NODE.SIZE;

/** Comparing all keys of an object with one another pays off up to here. */
const MAX_COMPARED_KEYS = 64;
const QUOTES_AND_COLON = 3;
const BRACKETS = 2;

/**
 * Whether writing an indexed text anew would give the same bytes, or at most the keys of an object in another order: no blanks between the
 * tokens, no key twice, every number as it would be spelled.
 */
export function isCanonical(bytes: Uint8Array, nodes: Int32Array, root: number, end: number): boolean {
  // With a comma before every value, but not before the first of a container.
  let length = -1;
  for (let node = root; node < end; node += NODE_SIZE) {
    const ownLength = canonicalLength(bytes, nodes, node);
    if (ownLength === -1) return false;
    length += ownLength + 1;
    if (nodes[node + KEY_START] !== -1) length += (nodes[node + KEY_LENGTH] as number) + QUOTES_AND_COLON;
  }
  return length === bytes.length;
}

/** Of a scalar, or of a container with the comma that its first value does not have taken off; -1 for what is not canonical. */
function canonicalLength(bytes: Uint8Array, nodes: Int32Array, node: number): number {
  const start = nodes[node + START] as number;
  const first = bytes[start] as number;
  if (first === OPEN_BRACE || first === OPEN_BRACKET) {
    if (first === OPEN_BRACE && hasKeyTwice(bytes, nodes, node)) return -1;
    return nodes[node + NEXT] === node + NODE_SIZE ? BRACKETS : BRACKETS - 1;
  }
  const end = nodes[node + END] as number;
  const isNumber = (first <= NINE && first >= ZERO) || first === MINUS;
  return isNumber && !isWrittenSo(bytes, start, end) ? -1 : end - start;
}

/** True too for an object with so many keys that looking would take long. */
function hasKeyTwice(bytes: Uint8Array, nodes: Int32Array, parent: number): boolean {
  const end = nodes[parent + NEXT] as number;
  let count = 0;
  for (let node = parent + NODE_SIZE; node < end; node = nodes[node + NEXT] as number) {
    count += 1;
    if (count > MAX_COMPARED_KEYS) return true;
    const start = nodes[node + KEY_START] as number;
    const length = nodes[node + KEY_LENGTH] as number;
    for (let other = nodes[node + NEXT] as number; other < end; other = nodes[other + NEXT] as number) {
      if (nodes[other + KEY_LENGTH] !== length) continue;
      if (isAt(bytes, start, bytes, nodes[other + KEY_START] as number, length)) return true;
    }
  }
  return false;
}
