import type { Factories } from '../../cloud.ts';
import type { BuiltService, ServiceFactory } from '../../kernel/service.ts';
import type { MetricDatum } from '../../ports/cloudwatch.ts';
import type { Services } from '../../ports/services.ts';

export interface Call {
  readonly service: keyof Services;
  readonly method: string;
  readonly args: readonly unknown[];
}

/** The ports that rules act on, recording every call. `fail` decides whether a call throws, `answer` what it gives if not the usual. */
export class FakeServices {
  readonly calls: Call[] = [];
  readonly metrics: MetricDatum[] = [];
  fail: (call: Call) => unknown = () => undefined;
  answer: (call: Call) => unknown = () => undefined;

  /** Arguments of every call so far of a method. */
  of(service: keyof Services, method: string): readonly (readonly unknown[])[] {
    return this.calls.filter((call) => call.service === service && call.method === method).map(({ args }) => args);
  }

  metricSum(name: string, dimensions: Record<string, string>): number {
    const wanted = JSON.stringify(dimensions);
    return this.metrics
      .filter((datum) => datum.name === name && JSON.stringify(datum.dimensions) === wanted)
      .reduce((sum, { value }) => sum + value, 0);
  }

  factories(): Factories {
    return {
      kinesis: this.#fake('kinesis', { putRecords: (_stream, records) => (records as unknown[]).map(() => ({})) }),
      sqs: this.#fake('sqs', { sendMessage: () => ({ messageId: 'm' }) }),
      sns: this.#fake('sns', { publish: () => ({ messageId: 'm' }) }),
      lambda: this.#fake('lambda', { invoke: () => ({ statusCode: 202 }) }),
      dynamodb: this.#fake('dynamodb', { call: () => ({}) }),
      s3: this.#fake('s3', { getObject: () => ({ body: Buffer.alloc(0), etag: '"0"' }) }),
      timestream: this.#fake('timestream', { writeRecords: () => ({}) }),
      logs: this.#fakeSync('logs', { write: () => undefined }),
      cloudwatch: this.#fakeSync('cloudwatch', { putMetrics: (data) => this.metrics.push(...(data as MetricDatum[])) }),
      iam: this.#fakeSync('iam', {
        assumeRole: () => ({ expiresAt: Number.POSITIVE_INFINITY }),
        principalOf: (accessKeyId) => ({ arn: `arn:of:${accessKeyId}`, userId: `user of ${accessKeyId}` }),
      }),
    };
  }

  #fake<Name extends keyof Services>(
    service: Name,
    methods: Record<string, (...args: unknown[]) => unknown>,
  ): ServiceFactory<Services[Name]> {
    const answers = Object.entries(methods).map(([method, answer]) => [
      method,
      async (...args: unknown[]) => {
        return this.#record({ service, method, args }) ?? answer(...args);
      },
    ]);
    return built(service, Object.fromEntries(answers));
  }

  #fakeSync<Name extends keyof Services>(
    service: Name,
    methods: Record<string, (...args: unknown[]) => unknown>,
  ): ServiceFactory<Services[Name]> {
    const answers = Object.entries(methods).map(([method, answer]) => [
      method,
      (...args: unknown[]) => {
        return this.#record({ service, method, args }) ?? answer(...args);
      },
    ]);
    return built(service, Object.fromEntries(answers));
  }

  #record(call: Call): unknown {
    this.calls.push(call);
    const error = this.fail(call);
    if (error !== undefined) throw error;
    return this.answer(call);
  }
}

function built<Name extends keyof Services>(name: Name, port: object): ServiceFactory<Services[Name]> {
  return (): BuiltService<Services[Name]> => ({ name, apis: [], port: port as Services[Name] });
}
