import type { CloudContext } from '../kernel/context.ts';

/** A count that goes out to CloudWatch and starts again. */
export class Counter {
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  #count = 0;

  constructor(name: string, dimensions: Readonly<Record<string, string>>) {
    this.name = name;
    this.dimensions = dimensions;
  }

  add(): void {
    this.#count += 1;
  }

  take(): number {
    const count = this.#count;
    this.#count = 0;
    return count;
  }
}

const INTERVAL_MS = 1000;

/**
 * Metrics of the AWS/IoT namespace, summed up and sent about once a second: a message must not cost a datum.
 * Source: https://docs.aws.amazon.com/iot/latest/developerguide/metrics_dimensions.html
 */
export class IotMetrics {
  readonly #context: CloudContext;
  readonly #counters = new Map<string, Counter>();
  #isRunning = false;

  constructor(context: CloudContext) {
    this.#context = context;
  }

  /** The counter of a metric; the same one for the same name and dimensions. */
  counter(name: string, dimensions: Readonly<Record<string, string>>): Counter {
    const key = JSON.stringify([name, dimensions]);
    const counter = this.#counters.get(key) ?? new Counter(name, dimensions);
    this.#counters.set(key, counter);
    return counter;
  }

  start(): void {
    this.#isRunning = true;
    this.#schedule();
  }

  /** Sends what is left. */
  stop(): void {
    this.#isRunning = false;
    this.#send();
  }

  #schedule(): void {
    this.#context.clock.after(INTERVAL_MS * this.#context.clock.speed, () => {
      if (!this.#isRunning) return;
      this.#send();
      this.#schedule();
    });
  }

  #send(): void {
    const counted = [...this.#counters.values()]
      .map((counter) => ({ counter, value: counter.take() }))
      .filter(({ value }) => value > 0);
    if (counted.length === 0) return;
    const data = counted.map(({ counter: { name, dimensions }, value }) => {
      return { namespace: 'AWS/IoT', name, dimensions, value, unit: 'Count' };
    });
    try {
      this.#context.services.cloudwatch.putMetrics(data);
    } catch (error) {
      this.#context.log.error('metrics of AWS/IoT were not taken', { error });
    }
  }
}
