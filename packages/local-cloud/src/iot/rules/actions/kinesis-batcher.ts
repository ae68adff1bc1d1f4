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

/**
 * Smaller than what PutRecords takes, for a batch that its shard has no room for is refused whole: it must be small beside what a
 * shard takes in a second (1,000 records, 1 MiB), or it would never fit.
 */
const MAX_RECORDS = 100;
const MAX_BYTES = 256 * 1024;

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
    for (const batch of splitIntoBatches(all)) void this.#putAll(stream, batch);
  }

  /** One bad record must not fail its neighbours, so what is refused is tried again in halves. */
  async #putAll(stream: string, batch: readonly Pending[]): Promise<void> {
    try {
      await this.#port().putRecords(stream, batch);
      for (const { resolve } of batch) resolve();
    } catch (error) {
      const [only] = batch;
      if (batch.length === 1) {
        only?.reject(error);
        return;
      }
      const middle = Math.ceil(batch.length / 2);
      await this.#putAll(stream, batch.slice(0, middle));
      await this.#putAll(stream, batch.slice(middle));
    }
  }
}

function splitIntoBatches(all: readonly Pending[]): Pending[][] {
  const batches: Pending[][] = [];
  let bytes = MAX_BYTES;
  for (const pending of all) {
    const current = batches.at(-1);
    bytes += pending.data.length;
    if (current === undefined || current.length === MAX_RECORDS || bytes > MAX_BYTES) {
      batches.push([pending]);
      bytes = pending.data.length;
    } else current.push(pending);
  }
  return batches;
}

const batchers = new WeakMap<CloudContext, KinesisBatcher>();

/** The one batcher of a cloud: every rule of a stream shares its batches. */
export function kinesisBatcher(cloud: CloudContext): KinesisBatcher {
  const batcher = batchers.get(cloud) ?? new KinesisBatcher(() => cloud.services.kinesis);
  batchers.set(cloud, batcher);
  return batcher;
}
