import type { Usage } from './usage.ts';

/**
 * What a thing was used for. `ingestion`: what happens to every message; a Lambda a message would do it otherwise. `decision`: what
 * follows from a decision, the same for both. `scheduled`: what runs by the clock, whatever comes.
 */
export type Path = 'ingestion' | 'decision' | 'scheduled';

export interface FunctionUse {
  readonly durationsMs: number[];
  billedMs: number;
  memoryMb: number;
  coldStarts: number;
  logBytes: number;
}

export interface StreamUse {
  records: number;
  bytes: number;
  /** Each record rounded up to 1 KB. */
  kilobytes: number;
  putUnits: number;
  bytesOut: number;
}

/** All that was used in a while. */
export interface Metered {
  /** By function name. */
  readonly functions: ReadonlyMap<string, FunctionUse>;
  /** All but functions, their logs and the stream. */
  readonly usage: Readonly<Record<Path, Usage>>;
  readonly stream: Readonly<StreamUse>;
  /** Sums of the functions' own metrics, by name. */
  readonly counted: ReadonlyMap<string, number>;
  readonly storedRows: number;
  readonly storedBytes: number;
  readonly archivedBytes: number;
  /** Requests that this benchmark has no price for, by name. */
  readonly unpriced: ReadonlySet<string>;
}

/** What a function was used for, as the deployment tells. */
export type PathOf = (functionName: string) => Path;
