export interface LogsPort {
  /**
   * Appends events to a stream, making group and stream if they do not exist. Metrics in the embedded metric format are extracted.
   * @param events timestamps in epoch ms
   */
  write(
    logGroup: string,
    logStream: string,
    events: readonly { readonly timestamp: number; readonly message: string }[],
  ): void;
}
