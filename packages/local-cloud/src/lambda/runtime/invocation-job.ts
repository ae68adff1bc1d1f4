/** One run of a function that waits for an environment. */
export interface InvocationJob {
  readonly requestId: string;
  readonly payload: Uint8Array;
  readonly invokedArn: string;
  readonly clientContext?: string;
  /** Called once, when the run has ended in whatever way. */
  readonly finish: (result: InvocationResult) => void;
  /** Called instead if it could not be run at all. */
  readonly refuse: (error: unknown) => void;
}

export interface InvocationResult {
  /** The answer as JSON, or an error `{errorType, errorMessage, trace?}`. */
  readonly payload: Buffer;
  /** Set when the function failed. */
  readonly functionError?: 'Unhandled';
  /** The last 4 KB of the log of this run. */
  readonly logTail: string;
  readonly durationMs: number;
}
