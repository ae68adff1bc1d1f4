export interface MetricDatum {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly value: number;
  /** A CloudWatch unit, `None` unless given. */
  readonly unit?: string;
  /** Epoch ms; the cloud's now unless given. */
  readonly timestamp?: number;
}

export interface CloudWatchPort {
  putMetrics(data: readonly MetricDatum[]): void;
  /** The states of alarms by name, as of now; one that does not exist is left out. */
  alarmStates(names: Iterable<string>): ReadonlyMap<string, 'OK' | 'ALARM' | 'INSUFFICIENT_DATA'>;
}
