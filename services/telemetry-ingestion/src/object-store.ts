/** Where batches are kept as objects of lines. */
export interface ObjectStore {
  /** Puts the values as gzipped NDJSON, overwriting. Throws an error of code `OBJECT_NOT_PUT`. */
  readonly putLines: (key: string, values: readonly unknown[]) => Promise<void>;
}
