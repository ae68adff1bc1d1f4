import type { CloudContext } from '../../../kernel/context.ts';
import type { KinesisPort } from '../../../ports/kinesis.ts';

interface Datum {
  readonly data: Uint8Array;
  readonly partitionKey: string;
}

interface Pending extends Datum {
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** PutRecords takes 500 records. */
const MAX_BATCH = 500;

/** Puts what came for a stream in one turn together: at thousands of messages a second a put each would cost most of the time. */
export class KinesisBatcher {
  readonly #port: () => KinesisPort;
  readonly #pending = new Map<string, Pending[]>();

  constructor(port: () => KinesisPort) {
    this.#port = port;
  }

  /** Resolves when the record is on disk. */
  put(stream: string, datum: Datum): Promise<void> {
    return new Promise((resolve, reject) => {
      const batch = this.#pending.get(stream);
      const pending: Pending = { ...datum, resolve, reject };
      if (batch !== undefined) {
        batch.push(pending);
        return;
      }
      this.#pending.set(stream, [pending]);
      setImmediate(() => this.#send(stream));
    });
  }

  #send(stream: string): void {
    const all = this.#pending.get(stream) ?? [];
    this.#pending.delete(stream);
    for (let start = 0; start < all.length; start += MAX_BATCH)
      void this.#putAll(stream, all.slice(start, start + MAX_BATCH));
  }

  async #putAll(stream: string, batch: readonly Pending[]): Promise<void> {
    try {
      await this.#port().putRecords(stream, batch);
      for (const { resolve } of batch) resolve();
    } catch (error) {
      await this.#putEach(stream, batch, error);
    }
  }

  /** One bad record must not fail its neighbours. */
  async #putEach(stream: string, batch: readonly Pending[], error: unknown): Promise<void> {
    const [only] = batch;
    if (batch.length === 1 && only !== undefined) {
      only.reject(error);
      return;
    }
    for (const pending of batch) {
      await this.#port().putRecords(stream, [pending]).then(pending.resolve, pending.reject);
    }
  }
}

const batchers = new WeakMap<CloudContext, KinesisBatcher>();

/** The one batcher of a cloud: every rule of a stream shares its batches. */
export function kinesisBatcher(cloud: CloudContext): KinesisBatcher {
  const batcher = batchers.get(cloud) ?? new KinesisBatcher(() => cloud.services.kinesis);
  batchers.set(cloud, batcher);
  return batcher;
}
