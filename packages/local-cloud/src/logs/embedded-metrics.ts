import type { MetricDatum } from '../ports/cloudwatch.ts';

type Json = Readonly<Record<string, unknown>>;

interface Directive {
  readonly Namespace?: unknown;
  readonly Dimensions?: unknown;
  readonly Metrics?: unknown;
}

// What Lambda's Node.js runtime puts before a message in the text format: time, request id, level.
const lambdaPrefix = /^\S+\t\S+\t[A-Z]+\t(?=\{)/;

const parseDocument = (message: string): Json | undefined => {
  if (!message.includes('"_aws"')) return undefined;
  try {
    return JSON.parse(message.replace(lambdaPrefix, '')) as Json;
  } catch {
    // A line that only looks like it: CloudWatch takes it as a plain log event.
    return undefined;
  }
};

const arrayOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The dimensions of one set; undefined if one of them is not a text at the top of the document. */
const readDimensions = (document: Json, names: readonly unknown[]): Record<string, string> | undefined => {
  const entries = names.map((name) => [String(name), document[String(name)]] as const);
  if (!entries.every(([, value]) => typeof value === 'string')) return undefined;
  return Object.fromEntries(entries) as Record<string, string>;
};

const readSets = (document: Json, dimensions: unknown): readonly Record<string, string>[] => {
  const sets = arrayOf(dimensions);
  if (sets.length === 0) return [{}];
  return sets.map((names) => readDimensions(document, arrayOf(names))).filter((set) => set !== undefined);
};

const readDirective = (
  document: Json,
  { Namespace, Dimensions, Metrics }: Directive,
  timestamp: number,
): MetricDatum[] => {
  const sets = readSets(document, Dimensions);
  return (arrayOf(Metrics) as readonly { readonly Name?: string; readonly Unit?: string }[]).flatMap(
    ({ Name = '', Unit = 'None' }) =>
      [document[Name]]
        .flat()
        .filter((value): value is number => typeof value === 'number')
        .flatMap((value) =>
          sets.map((dimensions) => ({
            namespace: String(Namespace),
            name: Name,
            dimensions,
            value,
            unit: Unit,
            timestamp,
          })),
        ),
  );
};

/**
 * Metrics that a log event carries in the embedded metric format: every value (also of an array) in every dimension set of every
 * directive. An event that is not in the format carries none.
 * Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export const extractMetrics = (message: string): readonly MetricDatum[] => {
  const document = parseDocument(message);
  const metadata = document?.['_aws'] as { Timestamp?: unknown; CloudWatchMetrics?: unknown } | undefined;
  if (document === undefined || typeof metadata?.Timestamp !== 'number') return [];
  const timestamp = metadata.Timestamp;
  return arrayOf(metadata.CloudWatchMetrics).flatMap((directive) =>
    readDirective(document, directive as Directive, timestamp),
  );
};
