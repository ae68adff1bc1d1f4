/**
 * Why the service does not publish to a topic; undefined if it does. Commands go out by the commands service alone, which
 * knows what became of them; topics of AWS are not ours to write to.
 */
export const refusedTopic = (topic: string): string | undefined => {
  if (topic.startsWith('$')) return `the topic '${topic}' is AWS's own`;
  if (topic === 'cmd' || topic.startsWith('cmd/'))
    return `the topic '${topic}' is for commands: a rule's command sends them`;
  return undefined;
};

/** Of a topic with all its parts: what MQTT does not publish to, and AWS IoT Core's limit of 256 bytes. */
export const faultOfTopic = (topic: string): string | undefined => {
  if (topic === '') return 'the topic is empty';
  if (/[+#\0]/.test(topic)) return `the topic '${topic}' has a wildcard`;
  if (Buffer.byteLength(topic) > 256) return 'the topic is longer than 256 bytes';
  return refusedTopic(topic);
};
