export interface QueueMessage {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly md5OfBody: string;
  /** System attributes: SentTimestamp, ApproximateReceiveCount, ApproximateFirstReceiveTimestamp, SenderId, … */
  readonly attributes: Readonly<Record<string, string>>;
  readonly messageAttributes: Readonly<
    Record<string, { DataType: string; StringValue?: string; BinaryValue?: string }>
  >;
}

export interface SqsPort {
  /** Sends one message; resolves when it is on disk. @throws AwsError if the queue does not exist or the body is too long. */
  sendMessage(
    queueArn: string,
    body: string,
    options?: {
      readonly messageAttributes?: QueueMessage['messageAttributes'];
      readonly delaySeconds?: number;
      readonly messageGroupId?: string;
      readonly messageDeduplicationId?: string;
    },
  ): Promise<{ readonly messageId: string }>;
  /** Takes up to `max` visible messages and hides them for the queue's visibility timeout. Redrive to the dead-letter queue happens here. */
  receive(queueArn: string, max: number): Promise<readonly QueueMessage[]>;
  deleteMessages(queueArn: string, receiptHandles: readonly string[]): Promise<void>;
  changeVisibility(queueArn: string, receiptHandle: string, seconds: number): Promise<void>;
  visibilityTimeoutSeconds(queueArn: string): number;
  /** Calls `listener` when messages may have become visible. Returns the way to stop it. */
  onMessages(queueArn: string, listener: () => void): () => void;
}
