/** A reading, as JSON, that waits to be acknowledged by the broker. `seq` counts this device's readings. */
export interface WaitingReading {
  readonly seq: number;
  readonly text: string;
}

/**
 * Readings in the order they were taken, until the broker has acknowledged them. When it is full the oldest goes: what a
 * device says of now is worth more than what it said then, and the gap shows in `seq`.
 */
export interface ReadingBuffer {
  readonly length: number;
  /** How many readings were dropped so far. */
  readonly dropped: number;
  /** @returns whether the oldest reading had to go */
  push(reading: WaitingReading): boolean;
  /** The first `count` readings, which leave the buffer. */
  take(count: number): readonly WaitingReading[];
  /** The first `count` readings, which stay. */
  peek(count: number): readonly WaitingReading[];
  /** Readings that were taken but not acknowledged return to the front. @returns how many had to go */
  giveBack(readings: readonly WaitingReading[]): number;
}

export const createReadingBuffer = (capacity: number): ReadingBuffer => {
  let waiting: WaitingReading[] = [];
  let dropped = 0;
  const drop = (count: number): number => {
    if (count <= 0) return 0;
    waiting.splice(0, count);
    dropped += count;
    return count;
  };
  return {
    get length() {
      return waiting.length;
    },
    get dropped() {
      return dropped;
    },
    push: (reading) => {
      waiting.push(reading);
      return drop(waiting.length - capacity) > 0;
    },
    take: (count) => waiting.splice(0, count),
    peek: (count) => waiting.slice(0, count),
    giveBack: (readings) => {
      waiting = [...readings, ...waiting].sort((one, other) => one.seq - other.seq);
      return drop(waiting.length - capacity);
    },
  };
};
