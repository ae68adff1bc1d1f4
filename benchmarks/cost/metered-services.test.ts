import type { Factories, Services } from '@signalbox/local-cloud';
import { expect, test } from 'vitest';
import { RunMeter } from './meter.ts';
import { meteredServices } from './metered-services.ts';

/** A port with state of its own, as the services' ports have. */
class Queue {
  readonly #bodies: string[] = [];
  async sendMessage(_queue: string, body: string) {
    this.#bodies.push(body);
    return { messageId: '1' };
  }
  async receive() {
    return this.#bodies.splice(0).map((body) => ({ body }));
  }
  async deleteMessages() {}
  visibilityTimeoutSeconds() {
    return 30 + this.#bodies.length;
  }
}

const record = { data: Buffer.alloc(2000), partitionKey: 'pump-1', sequenceNumber: '1', arrivedAt: 0 };
const streams = { putRecords: async () => [], read: () => ({ records: [record], next: undefined }) };
const others = { write: () => undefined, publish: async () => ({}), putObject: async () => ({}) };

const fakes = (names: readonly (keyof Services)[]): Factories =>
  Object.fromEntries(
    names.map((name) => {
      const port = { sqs: new Queue(), kinesis: streams }[name as string] ?? others;
      return [name, () => ({ name, apis: [], port })];
    }),
  );

const ports = (meter: RunMeter): Services => {
  const factories = meteredServices(fakes(['kinesis', 'sqs', 'logs', 'sns', 's3']), meter);
  return Object.fromEntries(
    Object.entries(factories).map(([name, factory]) => [name, (factory as unknown as () => { port: unknown })().port]),
  ) as unknown as Services;
};

test('what services ask of each other is metered, and still done by the port itself', async () => {
  const meter = new RunMeter();
  const { sqs, kinesis } = ports(meter);
  await sqs.sendMessage('q', 'x'.repeat(70_000));
  expect(sqs.visibilityTimeoutSeconds('q')).toBe(31);
  expect(await sqs.receive('q', 10)).toHaveLength(1);
  expect(await sqs.receive('q', 10)).toHaveLength(0);
  await sqs.deleteMessages('q', Array.from({ length: 11 }, String));
  await kinesis.putRecords('s', [record]);
  kinesis.read('s', 'shard', { from: 'TRIM_HORIZON' }, 10);
  const { usage, stream } = meter.take();
  expect(usage.decision).toEqual({ sqsRequests: 2 + 2 + 2 });
  expect(stream).toEqual({ records: 1, bytes: 2006, kilobytes: 2, putUnits: 1, bytesOut: 2006 });
});

test('a cloud without a service that must be billed is refused', () => {
  expect(() => meteredServices(fakes(['kinesis', 'sqs']), new RunMeter())).toThrow('logs');
});
