const noLine = -1;

/**
 * The lines of a block device by device, in the order in which each device comes first, those of a device in their order. A device's
 * state is then at hand for all its lines: taking them as they come costs several times as much, for each line would find another one's.
 */
export class LinesByDevice {
  #slots = 0;
  /** Of each slot: the hash of its device, its first and its last line. */
  #hashes = new Int32Array();
  #firsts = new Int32Array();
  #lasts = new Int32Array();
  /** Of each line the next one of its device. */
  #next = new Int32Array();
  /** Slots in use, by their first line. */
  #used = new Int32Array();
  #count = 0;

  /** Makes room for a block of so many lines, and forgets the last one. */
  clear(lines: number): void {
    if (this.#next.length < lines) this.#allocate(lines);
    this.#firsts.fill(noLine);
    this.#count = 0;
  }

  #allocate(lines: number): void {
    this.#slots = 2 ** Math.ceil(Math.log2(2 * lines));
    this.#hashes = new Int32Array(this.#slots);
    this.#firsts = new Int32Array(this.#slots);
    this.#lasts = new Int32Array(this.#slots);
    this.#next = new Int32Array(lines);
    this.#used = new Int32Array(lines);
  }

  add(line: number, hash: number): void {
    this.#next[line] = noLine;
    let slot = hash & (this.#slots - 1);
    while (this.#firsts[slot] !== noLine && this.#hashes[slot] !== hash) slot = (slot + 1) & (this.#slots - 1);
    if (this.#firsts[slot] === noLine) {
      this.#hashes[slot] = hash;
      this.#firsts[slot] = line;
      this.#used[this.#count] = slot;
      this.#count += 1;
    } else {
      this.#next[this.#lasts[slot] ?? 0] = line;
    }
    this.#lasts[slot] = line;
  }

  forEach(use: (line: number) => void): void {
    for (let place = 0; place < this.#count; place += 1) {
      let line = this.#firsts[this.#used[place] ?? 0] ?? noLine;
      while (line !== noLine) {
        use(line);
        line = this.#next[line] ?? noLine;
      }
    }
  }
}
