/**
 * A value made when it is first asked for, and kept. While it is being made, everybody waits for the same one; if making it
 * fails, those waiting get the error and the next one who asks tries again: a rejected promise that is kept would poison
 * the execution environment.
 */
export const lazy = <T>(create: () => T | Promise<T>): (() => Promise<T>) => {
  let value: Promise<T> | undefined;
  return () => {
    value ??= Promise.resolve()
      .then(create)
      .catch((error: unknown) => {
        value = undefined;
        throw error;
      });
    return value;
  };
};
