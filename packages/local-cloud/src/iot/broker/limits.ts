/** Quotas of AWS IoT Core, https://docs.aws.amazon.com/general/latest/gr/iot-core.html */
export const MAX_PAYLOAD_BYTES = 128 * 1024;
const MAX_TOPIC_BYTES = 256;
const MAX_TOPIC_SLASHES = 7;
const MAX_CLIENT_ID_BYTES = 128;
export const MAX_SUBSCRIPTIONS_PER_CONNECTION = 50;
export const MAX_FILTERS_PER_SUBSCRIBE = 8;
export const MAX_MESSAGE_EXPIRY_SECONDS = 7 * 24 * 3600;
export const SESSION_EXPIRY_MS = 3600_000;
const KEEP_ALIVE_SECONDS = { min: 30, max: 1200, default: 1200 } as const;

/** The prefix of Basic Ingest counts neither by bytes nor by slashes; `$share/<group>/` is not supported at all. */
const BASIC_INGEST_PREFIX = /^\$aws\/rules\/[^/]*\//;

/** What is wrong with a topic that a message is published to, or undefined. */
export function topicFault(topic: string): string | undefined {
  const counted = topic.startsWith('$') ? topic.replace(BASIC_INGEST_PREFIX, '') : topic;
  if (topic === '') return 'the topic is empty';
  if (counted.length > MAX_TOPIC_BYTES || Buffer.byteLength(counted) > MAX_TOPIC_BYTES) {
    return `the topic is longer than ${MAX_TOPIC_BYTES} bytes`;
  }
  if (/[+#\0]/.test(topic)) return 'the topic has a wildcard or a null character';
  return slashFault(counted, 'topic');
}

/** What is wrong with the length of a topic filter, or undefined. */
export function filterLimitFault(filter: string): string | undefined {
  if (Buffer.byteLength(filter) > MAX_TOPIC_BYTES) return `the topic filter is longer than ${MAX_TOPIC_BYTES} bytes`;
  return slashFault(filter, 'topic filter');
}

function slashFault(topic: string, what: string): string | undefined {
  let slashes = 0;
  for (let at = topic.indexOf('/'); at !== -1; at = topic.indexOf('/', at + 1)) slashes += 1;
  return slashes > MAX_TOPIC_SLASHES ? `the ${what} has more than ${MAX_TOPIC_SLASHES} slashes` : undefined;
}

/** What is wrong with a client id, or undefined. An empty one is replaced by the broker if the session is clean. */
export function clientIdFault(clientId: string): string | undefined {
  if (Buffer.byteLength(clientId) > MAX_CLIENT_ID_BYTES)
    return `the client id is longer than ${MAX_CLIENT_ID_BYTES} bytes`;
  return clientId.startsWith('$') ? 'the client id starts with $' : undefined;
}

/** 0 and what lies over the maximum become the default, as AWS does. */
export function keepAliveSeconds(asked: number | undefined): number {
  if (asked === undefined || asked === 0 || asked > KEEP_ALIVE_SECONDS.max) return KEEP_ALIVE_SECONDS.default;
  return Math.max(asked, KEEP_ALIVE_SECONDS.min);
}
