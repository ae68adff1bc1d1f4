import { isUtf8 } from 'node:buffer';
import { BYTES } from './json-bytes.ts';
import { JsonIndex } from './json-index.ts';
import { NODE } from './json-node.ts';
import { ENDS_TEXT, endOfBlanks, endOfScalar } from './json-tokens.ts';

const { SPACE, QUOTE, COMMA, COLON, OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET } = BYTES;
const { KEY_START, KEY_LENGTH, START, END, NEXT } = NODE;
const NODE_SIZE = NODE.SIZE;

const MAX_DEPTH = 100;
/** Longer texts are parsed as a whole. */
const MAX_BYTES = 32 * 1024;
const SLAB_SIZE = 64 * 1024;

/** Indexes are laid one behind the other into slabs, for a typed array of its own costs more than a scan. */
let slab = new Int32Array(SLAB_SIZE);
let used = 0;
/** The containers that the scan under way, which is synchronous, is in. */
const open = new Int32Array(MAX_DEPTH);

/**
 * Goes over a JSON text once and notes where its values are. It gives up, by undefined, on what is not JSON and on what is rare: escapes,
 * exponents, deep nesting. JSON.parse decides about those.
 */
export function indexJson(payload: Uint8Array): JsonIndex | undefined {
  const { length } = payload;
  if (length > MAX_BYTES || !isUtf8(payload)) return undefined;
  const bytes = Buffer.isBuffer(payload) ? payload : Buffer.from(payload.buffer, payload.byteOffset, length);
  reserve(length);
  const origin = used;
  const end = scan(bytes, slab, origin);
  if (end === -1) return undefined;
  used = end;
  return new JsonIndex(bytes, slab, origin, end);
}

/** A value takes at least two bytes with what parts it from the next. */
function reserve(length: number): void {
  const most = (Math.floor(length / 2) + 1) * NODE_SIZE;
  if (used + most <= slab.length) return;
  slab = new Int32Array(Math.max(SLAB_SIZE, most));
  used = 0;
}

/**
 * Each round reads a key if it is in an object, a value or the start of one, the ends of containers, and a comma.
 *
 * @returns where the nodes end, -1 to give up
 */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one loop over local variables takes 0.4 of the time of a function a rule
function scan(bytes: Buffer, nodes: Int32Array, origin: number): number {
  const ends = ENDS_TEXT;
  let at = 0;
  let node = origin;
  let depth = 0;
  let isInObject = false;
  let keyStart = -1;
  let keyLength = 0;
  for (;;) {
    if ((bytes[at] as number) <= SPACE) at = endOfBlanks(bytes, at);
    if (isInObject) {
      if (bytes[at] !== QUOTE) return -1;
      keyStart = at + 1;
      do at += 1;
      while (ends[bytes[at] as number] === 0);
      if (bytes[at] !== QUOTE) return -1;
      keyLength = at - keyStart;
      at += 1;
      if (bytes[at] !== COLON) at = endOfBlanks(bytes, at);
      if (bytes[at] !== COLON) return -1;
      at += 1;
      if ((bytes[at] as number) <= SPACE) at = endOfBlanks(bytes, at);
    }
    const first = bytes[at];
    nodes[node + KEY_START] = isInObject ? keyStart : -1;
    nodes[node + KEY_LENGTH] = keyLength;
    nodes[node + START] = at;
    node += NODE_SIZE;
    if (first === OPEN_BRACE || first === OPEN_BRACKET) {
      if (depth === MAX_DEPTH) return -1;
      open[depth] = node - NODE_SIZE;
      depth += 1;
      isInObject = first === OPEN_BRACE;
      at += 1;
      if ((bytes[at] as number) <= SPACE) at = endOfBlanks(bytes, at);
      if (bytes[at] !== (isInObject ? CLOSE_BRACE : CLOSE_BRACKET)) continue;
    } else {
      if (first === QUOTE) {
        do at += 1;
        while (ends[bytes[at] as number] === 0);
        if (bytes[at] !== QUOTE) return -1;
        at += 1;
      } else {
        at = endOfScalar(bytes, at);
        if (at === -1) return -1;
      }
      nodes[node - NODE_SIZE + END] = at;
      nodes[node - NODE_SIZE + NEXT] = node;
    }
    for (;;) {
      // Before the next byte is read, for beyond the end there is none, and reading that slows the loop down.
      if (depth === 0) return at === bytes.length || endOfBlanks(bytes, at) === bytes.length ? node : -1;
      if ((bytes[at] as number) <= SPACE) at = endOfBlanks(bytes, at);
      if (bytes[at] === COMMA) break;
      if (bytes[at] !== (isInObject ? CLOSE_BRACE : CLOSE_BRACKET)) return -1;
      at += 1;
      depth -= 1;
      const closed = open[depth] as number;
      nodes[closed + END] = at;
      nodes[closed + NEXT] = node;
      isInObject = depth > 0 && bytes[nodes[(open[depth - 1] as number) + START] as number] === OPEN_BRACE;
    }
    at += 1;
  }
}
