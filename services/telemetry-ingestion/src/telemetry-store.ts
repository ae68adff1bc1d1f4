import type { Row } from './rows.ts';

/** A row that the store refused for good. */
export interface RowRejection {
  /** Of the rows that were given. */
  readonly index: number;
  readonly detail: string;
  /** The version that the store holds, if that is why. */
  readonly existingVersion?: number | undefined;
}

/** Where readings are kept to be queried. */
export interface TelemetryStore {
  /**
   * Writes up to {@link MAX_ROWS} rows of one fleet and device type; what is not returned is written.
   * Throws a PermanentError `STORE_INVALID` if the call as a whole was refused because of some row that it does not name,
   * or an error of code `STORE_UNAVAILABLE`.
   */
  readonly write: (rows: readonly Row[]) => Promise<readonly RowRejection[]>;
}

/** https://docs.aws.amazon.com/timestream/latest/developerguide/ts-limits.html: records per WriteRecords call. */
export const MAX_ROWS = 100;
