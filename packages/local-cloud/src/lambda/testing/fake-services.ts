import type { Factories } from '../../cloud.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import type { BuiltService } from '../../kernel/service.ts';
import type { MetricDatum } from '../../ports/cloudwatch.ts';
import type { BusEvent } from '../../ports/events.ts';
import type { StoredObject } from '../../ports/s3.ts';

export interface SentMessage {
  readonly queueArn: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, { readonly StringValue?: string }>>;
}

/** What Lambda did to its neighbours. */
export interface Witness {
  readonly metrics: MetricDatum[];
  readonly messages: SentMessage[];
  readonly notifications: { readonly topicArn: string; readonly message: string }[];
  readonly busEvents: { readonly bus: string; readonly event: BusEvent }[];
  /** `<bucket>/<key>` -> object. */
  readonly objects: Map<string, StoredObject>;
  readonly logs: { readonly group: string; readonly stream: string; readonly message: string }[];
}

export const createWitness = (): Witness => ({
  metrics: [],
  messages: [],
  notifications: [],
  busEvents: [],
  objects: new Map(),
  logs: [],
});

export const fake =
  <Port>(name: string, port: Port) =>
  (): BuiltService<Port> => ({ name, port, apis: [] });

export const unknownRole = 'arn:aws:iam::000000000000:role/unknown';

const iam = () =>
  fake('iam', {
    assumeRole: (roleArn: string) => {
      if (roleArn === unknownRole) throw new AwsError('AccessDenied', 'no such role');
      return { accessKeyId: 'ASIATEST', secretAccessKey: 'secret', sessionToken: 'token', expiresAt: 2 ** 52 };
    },
    trusts: () => true,
    allows: () => true,
    principalOf: () => ({ arn: 'arn:aws:iam::000000000000:root', userId: 'root' }),
  });

const s3 = ({ objects }: Witness) =>
  fake('s3', {
    getObject: async (bucket: string, key: string) => {
      const found = objects.get(`${bucket}/${key}`);
      if (found === undefined) throw new AwsError('NoSuchKey', 'The specified key does not exist.', { status: 404 });
      return found;
    },
    putObject: async (bucket: string, key: string, body: Uint8Array) => {
      objects.set(`${bucket}/${key}`, { body: Buffer.from(body), contentType: '', etag: '', metadata: {} });
      return { etag: '' };
    },
  });

const sqs = ({ messages }: Witness) =>
  fake('sqs', {
    sendMessage: async (
      queueArn: string,
      body: string,
      options?: {
        messageAttributes?: Record<string, { DataType: string; StringValue?: string; BinaryValue?: string }>;
      },
    ) => {
      messages.push({ queueArn, body, attributes: options?.messageAttributes ?? {} });
      return { messageId: String(messages.length) };
    },
  } as never);

/** The neighbours of Lambda, as small as they can be; the real ones have their own tests. */
export const fakeServices = (witness: Witness): Factories => ({
  iam: iam(),
  s3: s3(witness),
  sqs: sqs(witness),
  sns: fake('sns', {
    publish: async (topicArn: string, message: string) => {
      witness.notifications.push({ topicArn, message });
      return { messageId: '1' };
    },
  }),
  events: fake('events', {
    putEvent: async (bus: string, event: BusEvent) => {
      witness.busEvents.push({ bus, event });
      return '1';
    },
  }),
  cloudwatch: fake('cloudwatch', {
    putMetrics: (data: readonly MetricDatum[]) => void witness.metrics.push(...data),
    alarmStates: () => new Map(),
  }),
  logs: fake('logs', {
    write: (group: string, stream: string, events: readonly { message: string }[]) =>
      void witness.logs.push(...events.map(({ message }) => ({ group, stream, message }))),
  }),
});
