import type { Factories, Services } from '@signalbox/local-cloud';
import { messagingUnits } from './billing-units.ts';
import type { RunMeter } from './meter.ts';

/** A port with some methods replaced; the others work on the port itself. */
const override = <Port extends object>(port: Port, methods: Partial<Port>): Port =>
  new Proxy(port, {
    get: (target, name) => {
      if (name in methods) return Reflect.get(methods, name);
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });

type Wrap<Port> = (port: Port) => Partial<Port>;

const bytesOf = (records: readonly { readonly data: Uint8Array; readonly partitionKey: string }[]): number =>
  records.reduce((sum, { data, partitionKey }) => sum + data.length + Buffer.byteLength(partitionKey), 0);

/** Records that rules put, and what event source mappings read: both inside the cloud, so not seen over HTTP. */
const kinesis =
  (meter: RunMeter): Wrap<Services['kinesis']> =>
  (port) => ({
    putRecords: async (stream, records) => {
      const placed = await port.putRecords(stream, records);
      for (const record of records) meter.recordPut(bytesOf([record]));
      return placed;
    },
    read: (...args) => {
      const read = port.read(...args);
      meter.recordsRead(bytesOf(read.records));
      return read;
    },
  });

/** Sends by rules and the bus; receives and deletions by event source mappings. An empty receive is billed by rule, not by what happens here. */
const sqs =
  (meter: RunMeter): Wrap<Services['sqs']> =>
  (port) => ({
    sendMessage: (queue, body, options) => {
      meter.count('decision', 'sqsRequests', messagingUnits(Buffer.byteLength(body)));
      return port.sendMessage(queue, body, options);
    },
    receive: async (queue, max) => {
      const messages = await port.receive(queue, max);
      const bytes = messages.reduce((sum, { body }) => sum + Buffer.byteLength(body), 0);
      if (messages.length > 0) meter.count('decision', 'sqsRequests', messagingUnits(bytes));
      return messages;
    },
    deleteMessages: (queue, handles) => {
      // DeleteMessageBatch takes ten.
      meter.count('decision', 'sqsRequests', Math.ceil(handles.length / 10));
      return port.deleteMessages(queue, handles);
    },
  });

const logs =
  (meter: RunMeter): Wrap<Services['logs']> =>
  (port) => ({
    write: (group, stream, events) => {
      for (const { message } of events) meter.logged(group, message);
      port.write(group, stream, events);
    },
  });

const sns =
  (meter: RunMeter): Wrap<Services['sns']> =>
  (port) => ({
    publish: (topic, message, options) => {
      meter.count('scheduled', 'snsNotifications', messagingUnits(Buffer.byteLength(message)));
      return port.publish(topic, message, options);
    },
  });

/** Batches that Lambda gave up go to S3 from within. */
const s3 =
  (meter: RunMeter): Wrap<Services['s3']> =>
  (port) => ({
    putObject: (...args) => {
      meter.count('ingestion', 's3Puts', 1);
      return port.putObject(...args);
    },
  });

/** The same services, with a meter at their inner doors. */
export const meteredServices = (factories: Factories, meter: RunMeter): Factories => {
  const metered = <Name extends keyof Services>(name: Name, wrap: Wrap<Services[Name]>): Factories => {
    const factory = factories[name];
    if (factory === undefined) throw new Error(`this cloud has no ${name}, so a run on it cannot be billed`);
    return {
      [name]: (context: Parameters<typeof factory>[0]) => {
        const service = factory(context);
        const port = service.port as Services[Name];
        return { ...service, port: override(port, wrap(port)) };
      },
    };
  };
  return {
    ...factories,
    ...metered('kinesis', kinesis(meter)),
    ...metered('sqs', sqs(meter)),
    ...metered('logs', logs(meter)),
    ...metered('sns', sns(meter)),
    ...metered('s3', s3(meter)),
  };
};
