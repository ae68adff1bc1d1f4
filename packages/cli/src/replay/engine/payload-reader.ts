import {
  FUTURE_TOLERANCE_MS,
  MAX_PAYLOAD_BYTES,
  type Metrics,
  type MetricValue,
  type Reading,
} from '@signalbox/contracts';
import { after, ascii } from '../lines/byte-class.ts';
import type { DeviceProfile, MetricProfile } from './device-profile.ts';
import { JsonBytes } from './json-bytes.ts';
import { decodeBase64 } from './payload-bytes.ts';

const [timeName, seqName, metricsName] = [ascii('time"'), ascii('seq"'), ascii('metrics"')];
const [quote, comma, colon, open, close] = [0x22, 0x2c, 0x3a, 0x7b, 0x7d];

/**
 * Reads the payload of a telemetry message of one reading in the way most devices write it: no escapes, no exponents, `time` in epoch
 * ms. It gives exactly what the contracts' `parseTelemetry` gives, or nothing: then that must be asked.
 */
export class PayloadReader {
  // A few bytes more, for base64 comes in groups; they stay 0 and match nothing.
  readonly #bytes = new Uint8Array(MAX_PAYLOAD_BYTES + 8);
  readonly #json = new JsonBytes(this.#bytes);
  #profile: DeviceProfile = { deviceType: '', metrics: [] };
  /** In which read each metric was seen last: none may come twice. */
  readonly #seen = new Float64Array(256);
  #reads = 0;
  #time: number | undefined;
  #seq: number | undefined;
  #metrics: Metrics | undefined;

  /** The reading in the base64 from `start` to `end`; undefined if it is written in another way or would be refused. */
  read(text: Uint8Array, start: number, end: number, profile: DeviceProfile, receivedAt: number): Reading | undefined {
    const length = decodeBase64(text, start, end, this.#bytes);
    if (length < 0 || length > MAX_PAYLOAD_BYTES) return undefined;
    // What stood here before must not be read on with.
    this.#bytes[length] = 0;
    this.#profile = profile;
    this.#reads += 1;
    this.#time = undefined;
    this.#seq = undefined;
    this.#metrics = undefined;
    if (this.#members() !== length || this.#metrics === undefined) return undefined;
    return this.#reading(this.#metrics, receivedAt);
  }

  #reading(metrics: Metrics, receivedAt: number): Reading | undefined {
    const [time, seq] = [this.#time, this.#seq];
    if (time === undefined) {
      const untimed = { index: 0, time: receivedAt, timed: false };
      return seq === undefined ? { ...untimed, metrics } : { ...untimed, seq, metrics };
    }
    if (time - receivedAt > FUTURE_TOLERANCE_MS) return undefined;
    return seq === undefined ? { index: 0, time, timed: true, metrics } : { index: 0, time, timed: true, seq, metrics };
  }

  /** The object with its members, each at most once. */
  #members(): number {
    const json = this.#json;
    let at = json.mark(0, open);
    for (;;) {
      at = this.#member(at);
      if (at < 0) return -1;
      const next = json.mark(at, comma);
      if (next < 0) return json.mark(at, close);
      at = next;
    }
  }

  #member(at: number): number {
    const name = at >= 0 && this.#bytes[at] === quote ? at + 1 : -1;
    const time = after(this.#bytes, name, timeName);
    if (time >= 0) return this.#readTime(time);
    const seq = after(this.#bytes, name, seqName);
    if (seq >= 0) return this.#readSeq(seq);
    return this.#readMetrics(after(this.#bytes, name, metricsName));
  }

  #readTime(at: number): number {
    const end = this.#time === undefined ? this.#json.readCount(this.#json.mark(at, colon)) : -1;
    this.#time = this.#json.number;
    return end;
  }

  #readSeq(at: number): number {
    const end = this.#seq === undefined ? this.#json.readCount(this.#json.mark(at, colon)) : -1;
    this.#seq = this.#json.number;
    return end;
  }

  #readMetrics(start: number): number {
    if (this.#metrics !== undefined) return -1;
    const json = this.#json;
    const metrics: Record<string, MetricValue> = {};
    let at = json.mark(json.mark(start, colon), open);
    for (let index = 0; ; index += 1) {
      at = this.#readMetric(at, index, metrics);
      if (at < 0) return -1;
      const next = json.mark(at, comma);
      if (next < 0) break;
      at = next;
    }
    this.#metrics = metrics;
    return json.mark(at, close);
  }

  /** Devices name their metrics in one order; `index` is where the last one stood. */
  #readMetric(at: number, index: number, metrics: Record<string, MetricValue>): number {
    if (at < 0 || this.#bytes[at] !== quote) return -1;
    const metric = this.#metricAt(at + 1, index);
    if (metric === undefined || this.#seen[metric.place] === this.#reads) return -1;
    this.#seen[metric.place] = this.#reads;
    const value = this.#json.mark(at + 1 + metric.bytes.length, colon);
    const end = this.#readValue(value, metric);
    if (end >= 0) metrics[metric.name] = this.#value;
    return end;
  }

  #metricAt(at: number, index: number): MetricProfile | undefined {
    const { metrics } = this.#profile;
    const expected = metrics[index];
    if (expected && after(this.#bytes, at, expected.bytes) >= 0) return expected;
    return metrics.find((metric) => after(this.#bytes, at, metric.bytes) >= 0);
  }

  #value: MetricValue = 0;

  #readValue(at: number, metric: MetricProfile): number {
    const json = this.#json;
    if (at < 0) return -1;
    if (metric.type === 'number') {
      const end = json.readNumber(at);
      this.#value = json.number;
      return json.number >= metric.minimum && json.number <= metric.maximum ? end : -1;
    }
    if (metric.type === 'boolean') {
      const end = json.readBoolean(at);
      this.#value = json.boolean;
      return end;
    }
    const end = this.#bytes[at] === quote ? json.readText(at + 1) : -1;
    this.#value = json.text;
    return json.text.length <= metric.maxLength ? end : -1;
  }
}
