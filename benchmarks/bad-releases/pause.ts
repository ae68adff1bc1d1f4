export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Asks until the answer is good, for so long at most. @returns the last answer */
export const until = async <T>(ask: () => Promise<T>, isGood: (answer: T) => boolean, forMs: number): Promise<T> => {
  const deadline = performance.now() + forMs;
  for (;;) {
    const answer = await ask();
    if (isGood(answer) || performance.now() > deadline) return answer;
    await pause(500);
  }
};
