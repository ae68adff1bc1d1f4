/** The shards that were met, each with a small number of its own. */
export class ShardTable {
  readonly names: string[] = [];
  readonly #numbers: number[] = [];
  readonly #indexes = new Map<string, number>();
  #lastBytes: Uint8Array = new Uint8Array();
  #last = -1;

  /** Lines of a shard come in runs, so that most are told by comparing bytes. */
  indexAt(bytes: Buffer, start: number, end: number): number {
    const last = this.#lastBytes;
    let same = end - start === last.length && last.length > 0;
    for (let index = 0; same && index < last.length; index += 1) same = bytes[start + index] === last[index];
    if (same) return this.#last;
    const name = bytes.toString('latin1', start, end);
    this.#last = this.indexOf(name);
    this.#lastBytes = Uint8Array.from(name, (character) => character.charCodeAt(0));
    return this.#last;
  }

  indexOf(name: string): number {
    const known = this.#indexes.get(name);
    if (known !== undefined) return known;
    const index = this.names.length;
    this.names.push(name);
    this.#numbers.push(Number(/(\d+)$/.exec(name)?.[1] ?? Number.NaN));
    this.#indexes.set(name, index);
    return index;
  }

  /**
   * Negative: shard `one` is read first. Shards are read by number (`shardId-000000000012`): a shard that came of a split or a merge has
   * a higher one than its parents, so that a device's records stay in order. Those without a number come last, by name.
   */
  compare(one: number, other: number): number {
    if (one === other) return 0;
    const [a = Number.NaN, b = Number.NaN] = [this.#numbers[one], this.#numbers[other]];
    if (a !== b && !(Number.isNaN(a) && Number.isNaN(b))) return Number.isNaN(b) || a < b ? -1 : 1;
    return (this.names[one] ?? '') < (this.names[other] ?? '') ? -1 : 1;
  }
}
