/**
 * Knows up to where everything is done while several things are done at a time: nothing behind the mark needs to be read again.
 */
export interface LowWaterMark {
  /** Items are begun in their order. */
  begin(id: string): void;
  /** @returns the newest id up to which everything is done, if the mark moved */
  done(ids: readonly string[]): string | undefined;
}

export const createLowWaterMark = (): LowWaterMark => {
  let begun: string[] = [];
  let first = 0;
  const finished = new Set<string>();
  return {
    begin: (id) => void begun.push(id),
    done: (ids) => {
      for (const id of ids) finished.add(id);
      let mark: string | undefined;
      for (let id = begun[first]; id !== undefined && finished.delete(id); id = begun[first]) {
        mark = id;
        first += 1;
      }
      if (first > 10_000) {
        begun = begun.slice(first);
        first = 0;
      }
      return mark;
    },
  };
};
