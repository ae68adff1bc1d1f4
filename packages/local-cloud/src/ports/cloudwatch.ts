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
}
