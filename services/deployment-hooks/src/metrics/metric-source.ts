/** One metric, with the dimensions by which it is read. */
export interface MetricQuery {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: 'Sum' | 'SampleCount' | 'Maximum';
}

export interface MetricSource {
  /**
   * One value for each query over `from` to `to` (epoch ms): sums and counts are added up, of maxima it is the highest;
   * undefined where there are no data points.
   */
  readonly read: (
    queries: readonly MetricQuery[],
    from: number,
    to: number,
  ) => Promise<readonly (number | undefined)[]>;
}
