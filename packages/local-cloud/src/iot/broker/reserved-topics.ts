/**
 * Which topics that start with `$` a client may use. Families of AWS that the embedded cloud lacks (jobs, provisioning,
 * commands, tunnels, defender) are refused with their name in the log.
 * Source: https://docs.aws.amazon.com/iot/latest/developerguide/reserved-topics.html
 */
const PUBLISHABLE = [
  /^\$aws\/rules\/[^/]+(\/.*)?$/,
  /^\$aws\/things\/[^/]+\/shadow\/(name\/[^/]+\/)?(get|update|delete)$/,
];

const SUBSCRIBABLE = [
  /^\$aws\/things\/[^/]+\/shadow\/(name\/[^/]+\/)?((get|update|delete)(\/(accepted|rejected|[+#]))?|update\/(delta|documents)|[+#])$/,
  /^\$aws\/things\/[^/]+\/shadow\/name\/#$/,
  /^\$aws\/things\/([^/]+\/)?#$/,
  /^\$aws\/events(\/(presence|subscriptions|\+)(\/[^/]+){0,2})?(\/#)?$/,
];

export function mayPublish(topic: string): boolean {
  return !topic.startsWith('$') || PUBLISHABLE.some((pattern) => pattern.test(topic));
}

export function maySubscribe(filter: string): boolean {
  return !filter.startsWith('$') || SUBSCRIBABLE.some((pattern) => pattern.test(filter));
}

const BASIC_INGEST = '$aws/rules/';

/** The rule's name in a topic of Basic Ingest. */
export function basicIngestRule(topic: string): string | undefined {
  if (!topic.startsWith(BASIC_INGEST)) return undefined;
  const slash = topic.indexOf('/', BASIC_INGEST.length);
  return topic.slice(BASIC_INGEST.length, slash === -1 ? undefined : slash);
}
