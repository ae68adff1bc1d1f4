import type { Node } from './ast.ts';
import { ExpressionError } from './expression-error.ts';
import type { TokenReader } from './token-reader.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\',
  "'": "'",
  '"': '"',
  '`': '`',
  '/': '/',
  $: '$',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/** Reads the expression after `${` and its `}`. */
type ReadPlaceholder = () => Node;

/** Texts and expressions in turn, no text empty. */
export type Parts = readonly (string | Node)[];

/**
 * Reads what follows an opening quote up to and including the closing one. Escapes are JSON's, and `\'`, `` \` `` and `\$`.
 * An expression within `${…}` may have strings of its own, with whichever quotes.
 *
 * @throws ExpressionError SYNTAX
 */
export function readQuoted(reader: TokenReader, quote: string, readPlaceholder: ReadPlaceholder): Parts {
  const opened = reader.offset - 1;
  const parts = new PartCollector();
  for (;;) {
    const { text, offset } = reader;
    const character = text[offset];
    if (character === undefined) throw new ExpressionError('SYNTAX', `a string without a closing ${quote}`, opened);
    if (character === quote) {
      reader.moveTo(offset + 1);
      return parts.done();
    }
    if (character === '\\') parts.addText(readEscape(reader));
    else if (text.startsWith('${', offset)) parts.addNode(readAt(reader, offset + 2, readPlaceholder));
    else parts.addText(takeCharacter(reader, character));
  }
}

/**
 * Reads a text that stands in no quotes, to its end: `${…}` are expressions, `$${` is a literal `${`, and nothing else
 * is special.
 *
 * @throws ExpressionError SYNTAX
 */
export function readUnquoted(reader: TokenReader, readPlaceholder: ReadPlaceholder): Parts {
  const parts = new PartCollector();
  for (;;) {
    const { text, offset } = reader;
    const character = text[offset];
    if (character === undefined) return parts.done();
    if (text.startsWith('$${', offset)) {
      reader.moveTo(offset + 3);
      parts.addText('${');
    } else if (text.startsWith('${', offset)) parts.addNode(readAt(reader, offset + 2, readPlaceholder));
    else parts.addText(takeCharacter(reader, character));
  }
}

function readAt(reader: TokenReader, offset: number, readPlaceholder: ReadPlaceholder): Node {
  reader.moveTo(offset);
  return readPlaceholder();
}

function takeCharacter(reader: TokenReader, character: string): string {
  reader.moveTo(reader.offset + 1);
  return character;
}

function readEscape(reader: TokenReader): string {
  const { text, offset } = reader;
  const hexadecimal = /^u([0-9a-fA-F]{4})/.exec(text.slice(offset + 1, offset + 6))?.[1];
  if (hexadecimal !== undefined) {
    reader.moveTo(offset + 6);
    return String.fromCharCode(Number.parseInt(hexadecimal, 16));
  }
  const character = text[offset + 1] ?? '';
  if (!Object.hasOwn(ESCAPES, character)) {
    throw new ExpressionError('SYNTAX', `unknown escape \\${character} in a string`, offset);
  }
  reader.moveTo(offset + 2);
  return ESCAPES[character] ?? character;
}

class PartCollector {
  readonly #parts: (string | Node)[] = [];
  #text = '';

  addText(text: string): void {
    this.#text += text;
  }

  addNode(node: Node): void {
    this.#flush();
    this.#parts.push(node);
  }

  done(): Parts {
    this.#flush();
    return this.#parts;
  }

  #flush(): void {
    if (this.#text !== '') this.#parts.push(this.#text);
    this.#text = '';
  }
}
