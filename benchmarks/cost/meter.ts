import { kinesisKilobytes, kinesisPutUnits } from './billing-units.ts';
import { readEmbeddedMetrics } from './embedded-metrics.ts';
import type { FunctionUse, Metered, Path, StreamUse } from './metered.ts';
import type { Meter } from './prices.ts';
import { readReport } from './report-line.ts';
import { addUsage, type Usage } from './usage.ts';

/** Bytes that CloudWatch Logs adds to each event. https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/API_PutLogEvents */
const logEventOverheadBytes = 26;

const functionOf = (logGroup: string): string => logGroup.slice(logGroup.lastIndexOf('/') + 1);

const noStream = (): StreamUse => ({ records: 0, bytes: 0, kilobytes: 0, putUnits: 0, bytesOut: 0 });
const noUse = (): Record<Path, Usage> => ({ ingestion: {}, decision: {}, scheduled: {} });

/** Adds up what is used until it is read; `take` reads it and begins anew. */
export class RunMeter {
  /** Every different custom metric since the deployment. */
  readonly customMetrics = new Set<string>();
  #functions = new Map<string, FunctionUse>();
  #usage = noUse();
  #stream = noStream();
  #counted = new Map<string, number>();
  #stored = { rows: 0, bytes: 0, archivedBytes: 0 };
  #unpriced = new Set<string>();

  count(path: Path, meter: Meter, quantity: number): void {
    this.#usage[path] = addUsage(this.#usage[path], { [meter]: quantity });
  }

  refuse(request: string): void {
    this.#unpriced.add(request);
  }

  rowsStored(rows: number, bytes: number): void {
    this.#stored.rows += rows;
    this.#stored.bytes += bytes;
  }

  archived(bytes: number): void {
    this.#stored.archivedBytes += bytes;
  }

  /** @param bytes data and partition key of a record that was put on the stream */
  recordPut(bytes: number): void {
    this.#stream.records += 1;
    this.#stream.bytes += bytes;
    this.#stream.kilobytes += kinesisKilobytes(bytes);
    this.#stream.putUnits += kinesisPutUnits(bytes);
  }

  recordsRead(bytes: number): void {
    this.#stream.bytesOut += bytes;
  }

  logged(logGroup: string, message: string): void {
    const use = this.#functionUse(functionOf(logGroup));
    use.logBytes += Buffer.byteLength(message) + logEventOverheadBytes;
    const report = readReport(message);
    if (report !== undefined) {
      use.durationsMs.push(report.durationMs);
      use.billedMs += report.billedMs;
      use.memoryMb = report.memoryMb;
      use.coldStarts += report.isColdStart ? 1 : 0;
    }
    for (const { identities, name, sum } of readEmbeddedMetrics(message)) {
      for (const identity of identities) this.customMetrics.add(identity);
      this.#counted.set(name, this.counted(name) + sum);
    }
  }

  /** The sum of a metric of the functions so far. */
  counted(name: string): number {
    return this.#counted.get(name) ?? 0;
  }

  get recordsPut(): number {
    return this.#stream.records;
  }

  take(): Metered {
    const metered = {
      functions: this.#functions,
      usage: this.#usage,
      stream: this.#stream,
      counted: this.#counted,
      storedRows: this.#stored.rows,
      storedBytes: this.#stored.bytes,
      archivedBytes: this.#stored.archivedBytes,
      unpriced: this.#unpriced,
    };
    this.#functions = new Map();
    this.#usage = noUse();
    this.#stream = noStream();
    this.#counted = new Map();
    this.#stored = { rows: 0, bytes: 0, archivedBytes: 0 };
    this.#unpriced = new Set();
    return metered;
  }

  #functionUse(name: string): FunctionUse {
    const use = this.#functions.get(name) ?? { durationsMs: [], billedMs: 0, memoryMb: 0, coldStarts: 0, logBytes: 0 };
    this.#functions.set(name, use);
    return use;
  }
}
