import type { Load } from './load.ts';

/** What the loop is measured on. */
export interface System {
  readonly name: string;
  /** Where devices connect. */
  readonly url: string;
  /** Whether the last message of each device says so, for a system that can only tell the end. */
  readonly markLast: boolean;
  /** How many messages of the load have gone all the way: queryable as a row, or passed by the rule where nothing is stored. */
  processed(load: Load): Promise<number>;
  /** How many messages of the load are in the archive; undefined where there is none. */
  readonly archived: ((load: Load) => Promise<number>) | undefined;
  stop(): Promise<void>;
}
