interface Directive {
  readonly Namespace: string;
  readonly Dimensions: readonly (readonly string[])[];
  readonly Metrics: readonly { readonly Name: string }[];
}

interface Document {
  readonly _aws?: { readonly CloudWatchMetrics?: readonly Directive[] };
  readonly [name: string]: unknown;
}

export interface EmbeddedMetric {
  /** Namespace, name and dimensions with their values, for each set of dimensions: CloudWatch bills each different one. */
  readonly identities: readonly string[];
  readonly name: string;
  readonly sum: number;
}

const sumOf = (value: unknown): number =>
  Array.isArray(value) ? value.reduce((sum: number, each) => sum + Number(each), 0) : Number(value);

const metricsOf = (document: Document, { Namespace, Dimensions, Metrics }: Directive): EmbeddedMetric[] =>
  Metrics.map(({ Name }) => ({
    name: Name,
    sum: sumOf(document[Name]),
    identities: Dimensions.map((names) =>
      JSON.stringify([Namespace, Name, ...names.map((name) => [name, document[name]])]),
    ),
  }));

/**
 * The metrics in a log line in the embedded metric format; none for any other line.
 * Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export const readEmbeddedMetrics = (message: string): readonly EmbeddedMetric[] => {
  if (!message.startsWith('{') || !message.includes('"_aws"')) return [];
  const document = JSON.parse(message) as Document;
  return (document._aws?.CloudWatchMetrics ?? []).flatMap((directive) => metricsOf(document, directive));
};
