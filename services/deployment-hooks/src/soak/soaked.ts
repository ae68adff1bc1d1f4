import type { Measured } from '@signalbox/lambda-kit';

/** What was measured of a version, in the order in which it was asked. */
export interface Soaked {
  readonly target: readonly Measured[];
  /** Empty if there is nothing to compare with. */
  readonly current: readonly Measured[];
}

/** What is worse with the target, and what is known of both: for people. */
export interface SoakVerdict {
  readonly worse: readonly string[];
  readonly lines: readonly string[];
}
