import { randomUUID } from 'node:crypto';

/** What `rand()` and `newuuid()` draw from. */
export type RandomSource = {
  /** From 0 up to but without 1. */
  number(): number;
  uuid(): string;
};

export const SYSTEM_RANDOM: RandomSource = { number: () => Math.random(), uuid: () => randomUUID() };
