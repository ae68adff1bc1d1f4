/** Lets at most `most` calls of `run` be under way; the others wait their turn, first come, first served. */
export const atMost = <A extends readonly unknown[], R>(most: number, run: (...args: A) => Promise<R>) => {
  const waiting: (() => void)[] = [];
  let underWay = 0;

  return async (...args: A): Promise<R> => {
    if (underWay < most) underWay += 1;
    // Whoever ends hands its place on.
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await run(...args);
    } finally {
      const next = waiting.shift();
      if (next) next();
      else underWay -= 1;
    }
  };
};
