interface Entry {
  readonly key: string;
  dueAt: number;
}

const isBefore = (a: Entry, b: Entry): boolean => a.dueAt < b.dueAt || (a.dueAt === b.dueAt && a.key < b.key);

/**
 * When each of many keys is due next, the earliest first, those of the same time in the order of their keys. A binary heap
 * that knows where each key stands, so that timers which are set again and again leave nothing behind.
 */
export class DueQueue {
  readonly #heap: Entry[] = [];
  readonly #places = new Map<string, number>();

  /** @returns the key that is due first */
  first(): Readonly<Entry> | undefined {
    return this.#heap[0];
  }

  /** @param dueAt undefined: the key is due no more */
  set(key: string, dueAt: number | undefined): void {
    const place = this.#places.get(key);
    if (dueAt === undefined) {
      if (place !== undefined) this.#remove(place);
      return;
    }
    const entry = place === undefined ? { key, dueAt } : this.#heap[place];
    if (entry === undefined) return;
    entry.dueAt = dueAt;
    if (place === undefined) this.#put(entry, this.#heap.length);
    this.#settle(this.#places.get(key) ?? 0);
  }

  #put(entry: Entry, place: number): void {
    this.#heap[place] = entry;
    this.#places.set(entry.key, place);
  }

  #remove(place: number): void {
    const removed = this.#heap[place];
    const last = this.#heap.pop();
    if (removed) this.#places.delete(removed.key);
    if (last === undefined || last === removed) return;
    this.#put(last, place);
    this.#settle(place);
  }

  #settle(place: number): void {
    this.#sink(this.#rise(place));
  }

  #rise(from: number): number {
    let place = from;
    while (place > 0) {
      const above = (place - 1) >> 1;
      if (!this.#swapIfBefore(place, above)) break;
      place = above;
    }
    return place;
  }

  #sink(from: number): void {
    let place = from;
    for (;;) {
      const [left, right] = [this.#heap[2 * place + 1], this.#heap[2 * place + 2]];
      if (left === undefined) return;
      const below = right !== undefined && isBefore(right, left) ? 2 * place + 2 : 2 * place + 1;
      if (!this.#swapIfBefore(below, place)) return;
      place = below;
    }
  }

  #swapIfBefore(lower: number, upper: number): boolean {
    const [a, b] = [this.#heap[lower], this.#heap[upper]];
    if (a === undefined || b === undefined || !isBefore(a, b)) return false;
    this.#put(a, upper);
    this.#put(b, lower);
    return true;
  }
}
