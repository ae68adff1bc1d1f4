import { numberFromText } from '../values/exact-number.ts';
import { parsePayload } from '../values/payload-json.ts';
import type { SqlValue } from '../values/sql-value.ts';
import type { AttributePath } from './attribute-path.ts';
import { isAt } from './is-at.ts';
import { isCanonical } from './is-canonical.ts';
import { BYTES } from './json-bytes.ts';
import { NODE } from './json-node.ts';
import { shortNumber } from './json-number.ts';

const { QUOTE, OPEN_BRACE, OPEN_BRACKET, LETTER_F, LETTER_N, LETTER_T } = BYTES;
const { KEY_START, KEY_LENGTH, START, END, NEXT } = NODE;
const NODE_SIZE = NODE.SIZE;

/**
 * Where the values of a JSON text are. Most rules want a few attributes or pass the whole on: reading those off the bytes costs a
 * fraction of what making objects of everything does.
 */
export class JsonIndex {
  readonly #bytes: Buffer;
  /** See json-node.ts. Others may use the array too. */
  readonly #nodes: Int32Array;
  readonly #root: number;
  readonly #end: number;
  #containers: Map<number, SqlValue> | undefined;
  #isCanonical: boolean | undefined;

  /** `root` and `end`: where in the array its nodes are. */
  constructor(bytes: Buffer, nodes: Int32Array, root: number, end: number) {
    this.#bytes = bytes;
    this.#nodes = nodes;
    this.#root = root;
    this.#end = end;
  }

  valueAt({ keys }: AttributePath): SqlValue {
    let base = this.#root;
    for (let i = 0; i < keys.length; i += 1) {
      base = findMember(this.#bytes, this.#nodes, base, keys[i] as Uint8Array);
      if (base === -1) return undefined;
    }
    return this.#valueOf(base);
  }

  get isObject(): boolean {
    return this.#bytes[this.#nodes[this.#root + START] as number] === OPEN_BRACE;
  }

  get isEmpty(): boolean {
    return this.#end === this.#root + NODE_SIZE;
  }

  /** Whether the root has the key. */
  has(key: Uint8Array): boolean {
    return findMember(this.#bytes, this.#nodes, this.#root, key) !== -1;
  }

  /** Whether writing the text anew would give the same bytes, or at most the keys of an object in another order. */
  get isCanonical(): boolean {
    this.#isCanonical ??= isCanonical(this.#bytes, this.#nodes, this.#root, this.#end);
    return this.#isCanonical;
  }

  #valueOf(base: number): SqlValue {
    const start = this.#nodes[base + START] as number;
    const end = this.#nodes[base + END] as number;
    switch (this.#bytes[start]) {
      case QUOTE:
        return this.#bytes.toString('utf8', start + 1, end - 1);
      case LETTER_T:
        return true;
      case LETTER_F:
        return false;
      case LETTER_N:
        return null;
      case OPEN_BRACE:
      case OPEN_BRACKET:
        return this.#containerAt(base, start, end);
      default:
        return shortNumber(this.#bytes, start, end) ?? numberFromText(this.#bytes.toString('latin1', start, end));
    }
  }

  #containerAt(base: number, start: number, end: number): SqlValue {
    this.#containers ??= new Map();
    let value = this.#containers.get(base);
    if (value === undefined) {
      value = parsePayload(this.#bytes.subarray(start, end));
      this.#containers.set(base, value);
    }
    return value;
  }
}

/** Of equal keys the last counts, as in JSON.parse. @returns where its node is, -1 if there is none */
function findMember(bytes: Buffer, nodes: Int32Array, parent: number, key: Uint8Array): number {
  if (bytes[nodes[parent + START] as number] !== OPEN_BRACE) return -1;
  const end = nodes[parent + NEXT] as number;
  const length = key.length;
  let found = -1;
  for (let node = parent + NODE_SIZE; node < end; node = nodes[node + NEXT] as number) {
    if (nodes[node + KEY_LENGTH] === length && isAt(bytes, nodes[node + KEY_START] as number, key, 0, length))
      found = node;
  }
  return found;
}
