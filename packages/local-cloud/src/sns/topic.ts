export interface Topic {
  readonly arn: string;
  readonly name: string;
  readonly displayName: string;
  /** JSON text as it was put; undefined: the default, by which only the owner may publish. */
  readonly policy?: string | undefined;
  readonly signatureVersion: '1' | '2';
  readonly tags: Readonly<Record<string, string>>;
}

/** What may subscribe here; SNS has more: email, http, sms and others, which lead out of this cloud. */
export const protocols = ['sqs', 'lambda'] as const;

export type Protocol = (typeof protocols)[number];

export interface Subscription {
  readonly arn: string;
  readonly topicArn: string;
  readonly protocol: Protocol;
  /** The ARN of the queue or function. */
  readonly endpoint: string;
  /** As set: FilterPolicy, FilterPolicyScope, RawMessageDelivery, RedrivePolicy. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** A message attribute as it is published; a binary value is base64. */
export interface Attribute {
  readonly DataType: string;
  readonly StringValue?: string | undefined;
  readonly BinaryValue?: string | undefined;
}

export type Attributes = Readonly<Record<string, Attribute>>;

/** A message as a topic took it. */
export interface Notification {
  readonly messageId: string;
  readonly topicArn: string;
  readonly message: string;
  readonly subject?: string | undefined;
  /** `message` is a JSON object with a text for each protocol and a `default`. */
  readonly isStructured: boolean;
  readonly attributes: Attributes;
  /** Epoch ms. */
  readonly publishedAt: number;
}
