/** `a.b.c` from the payload's root, ready to be looked for in bytes. */
export class AttributePath {
  readonly names: readonly string[];
  /** The names in UTF-8. */
  readonly keys: readonly Uint8Array[];

  constructor(names: readonly string[]) {
    this.names = names;
    this.keys = names.map((name) => Buffer.from(name));
  }
}
