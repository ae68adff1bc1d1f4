/**
 * Gathers the calls of one turn of the event loop and answers them together, at most `most` keys at a time. Calls with
 * the same key share an answer; when `run` throws, the calls of that run do.
 */
export const coalesce = <V>(most: number, run: (keys: readonly string[]) => Promise<ReadonlyMap<string, V>>) => {
  let waiting: Map<string, PromiseWithResolvers<V | undefined>> | undefined;

  const answer = async (calls: ReadonlyMap<string, PromiseWithResolvers<V | undefined>>, keys: readonly string[]) => {
    try {
      const values = await run(keys);
      for (const key of keys) calls.get(key)?.resolve(values.get(key));
    } catch (error) {
      for (const key of keys) calls.get(key)?.reject(error);
    }
  };

  const flush = (): void => {
    const calls = waiting ?? new Map();
    waiting = undefined;
    const keys = [...calls.keys()];
    for (let start = 0; start < keys.length; start += most) void answer(calls, keys.slice(start, start + most));
  };

  return (key: string): Promise<V | undefined> => {
    if (!waiting) {
      waiting = new Map();
      setImmediate(flush);
    }
    const call = waiting.get(key) ?? Promise.withResolvers<V | undefined>();
    waiting.set(key, call);
    return call.promise;
  };
};
