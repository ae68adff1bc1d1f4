/**
 * The partition key of a telemetry topic, as the topic rule's `${topic(3)}` gives it: the third level, which is the
 * device id; `unknown` where there is none, for Kinesis takes no empty key.
 */
export const partitionKeyOf = (topic: string): string => topic.split('/')[2] || 'unknown';
