/** An answer to a command, ready to publish. */
export interface Answer {
  readonly topic: string;
  readonly payload: Buffer;
}

/** Answers in the order they were given; each leaves when the broker has acknowledged it. */
export interface AnswerQueue {
  push(answer: Answer): void;
  /** Sends what waits, if it can. */
  send(): void;
  readonly isIdle: boolean;
}

export const createAnswerQueue = (isUp: () => boolean, publish: (answer: Answer) => Promise<void>): AnswerQueue => {
  const waiting: Answer[] = [];
  let isSending = false;

  const sendAll = async (): Promise<void> => {
    isSending = true;
    try {
      for (let [next] = waiting; next !== undefined && isUp(); [next] = waiting) {
        await publish(next);
        waiting.shift();
      }
    } catch {
      // The connection went: the answer is still the first, and goes out with the next connection.
    } finally {
      isSending = false;
    }
  };

  const send = (): void => {
    if (!isSending && isUp() && waiting.length > 0) void sendAll();
  };

  return {
    push: (answer) => {
      waiting.push(answer);
      send();
    },
    send,
    get isIdle() {
      return waiting.length === 0;
    },
  };
};
