/** Shares the machine among starting environments: more at a time than it has cores would only make each start later. */
export interface StartBudget {
  /** Takes a place. If there is none, `again` is called when one is free. */
  take(again: () => void): boolean;
  giveBack(): void;
}

export const createStartBudget = (places: number): StartBudget => {
  let free = places;
  let waiting = new Set<() => void>();
  return {
    take: (again) => {
      if (free === 0) {
        waiting.add(again);
        return false;
      }
      free -= 1;
      return true;
    },
    giveBack: () => {
      free += 1;
      const called = waiting;
      waiting = new Set();
      for (const again of called) again();
    },
  };
};
