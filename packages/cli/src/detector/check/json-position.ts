/** Of a character in a text, both from 1; columns count UTF-16 units, as editors do. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

type Path = readonly (string | number)[];

/** Reads over JSON that is known to be valid, and only so far as needed. */
class Scanner {
  readonly #text: string;
  #offset = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** The offset of the member's name or the element, and stands before its value; undefined if there is none. */
  enter(step: string | number): number | undefined {
    this.#skipSpace();
    if (this.#take('{')) return this.#findMember(String(step));
    return this.#take('[') && typeof step === 'number' ? this.#findElement(step) : undefined;
  }

  #findMember(name: string): number | undefined {
    for (;;) {
      this.#skipSpace();
      if (this.#text[this.#offset] !== '"') return undefined;
      const start = this.#offset;
      this.#skipString();
      const found = JSON.parse(this.#text.slice(start, this.#offset)) === name;
      this.#skipSpace();
      this.#take(':');
      if (found) return start;
      this.#skipValue();
      this.#skipSpace();
      this.#take(',');
    }
  }

  #findElement(index: number): number | undefined {
    for (let place = 0; ; place += 1) {
      this.#skipSpace();
      if (this.#text[this.#offset] === ']') return undefined;
      if (place === index) return this.#offset;
      this.#skipValue();
      this.#skipSpace();
      this.#take(',');
    }
  }

  #take(character: string): boolean {
    if (this.#text[this.#offset] !== character) return false;
    this.#offset += 1;
    return true;
  }

  #skip(pattern: RegExp): void {
    pattern.lastIndex = this.#offset;
    if (pattern.test(this.#text)) this.#offset = pattern.lastIndex;
  }

  #skipSpace(): void {
    this.#skip(/\s*/y);
  }

  #skipString(): void {
    this.#skip(/"(?:[^"\\]|\\.)*"/y);
  }

  #skipValue(): void {
    this.#skipSpace();
    let depth = 0;
    do {
      const character = this.#text[this.#offset];
      if (character === '"') this.#skipString();
      else if (character !== undefined && '{}[],:'.includes(character)) this.#offset += 1;
      else this.#skip(/[^\s"{}[\],:]+/y);
      if (character === '{' || character === '[') depth += 1;
      if (character === '}' || character === ']') depth -= 1;
      this.#skipSpace();
    } while (depth > 0);
  }
}

const positionAt = (text: string, offset: number): Position => {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: offset - lineStart + 1 };
};

/** Where in a JSON text a path leads: to the name of a member, to an element; as far as there is such a thing. */
export const jsonPosition = (text: string, path: Path): Position => {
  const scanner = new Scanner(text);
  let offset = text.search(/\S/);
  for (const step of path) {
    const found = scanner.enter(step);
    if (found === undefined) break;
    offset = found;
  }
  return positionAt(text, Math.max(offset, 0));
};
