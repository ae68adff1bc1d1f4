import type { Message } from './message.ts';

/** Which message of a queue comes next. Messages are put back in (`insert`) whenever their visibility changed. */
export interface MessageOrder {
  insert(message: Message): void;
  /** Takes up to `max` messages that are visible at `nowMs`. Who takes them inserts or removes them. */
  take(nowMs: number, max: number): readonly Message[];
  remove(message: Message): void;
  /** When the next hidden message becomes visible, epoch ms. */
  nextVisibleAt(nowMs: number): number | undefined;
}
