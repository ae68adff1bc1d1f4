/**
 * Group commit: `work` runs once at the end of the turn, however often it is asked for in it, and all who asked wait for
 * the same run. What is asked for from then on is the next run.
 */
export const onceATurn = (work: () => void): (() => Promise<void>) => {
  let run: Promise<void> | undefined;
  return () => {
    run ??= new Promise((resolve, reject) => {
      setImmediate(() => {
        run = undefined;
        try {
          work();
          resolve();
        } catch (error) {
          reject(error);
        }
      });
    });
    return run;
  };
};
