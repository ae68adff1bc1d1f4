import type { Reading } from '@signalbox/contracts';
import type { Value } from '../../expression/iot-events/index.ts';
import type { Json } from '../../json.ts';
import type { TelemetryRecord } from '../../record.ts';
import { everyReading, type Watching } from '../../watch.ts';
import { compilePayloadTemplate } from './payload-template.ts';
import { readingScope } from './reading-scope.ts';

/** A message of an input, made of a reading. */
export interface ReadingMessage {
  readonly input: string;
  readonly payload: Value;
  /** Unlike that of any other message of the device, and the same whenever the reading is processed again. */
  readonly id: string;
}

export interface ReadingMessages {
  of(record: TelemetryRecord, reading: Reading): ReadingMessage[];
  /** Which readings give messages. */
  readonly watching: Watching;
}

const watchingOf = (metricSets: readonly ReadonlySet<string>[]): Watching => {
  const metrics = [...new Set(metricSets.flatMap((set) => [...set]))].sort();
  const always = metricSets.some(({ size }) => size === 0);
  const atoms = metrics.map((metric) => ({ metric, is: 'present' }) as const);
  const watch = always ? everyReading : { atoms, everyFrom: Number.POSITIVE_INFINITY };
  return { metrics, settings: [], watch: () => watch };
};

/**
 * Makes messages of readings by one template an input, in the order of the inputs' names: an order that no way of writing
 * the set down can change. A reading with none of the metrics that a template names is no message of its input.
 * @throws {TemplateError}
 */
export const compileReadingMessages = (inputs: Readonly<Record<string, Json>>): ReadingMessages => {
  const templates = Object.keys(inputs)
    .sort()
    .map((input) => ({ input, ...compilePayloadTemplate(inputs[input] ?? null) }));
  return {
    of: (record, reading) => {
      const scope = readingScope(record, reading);
      const { shardId, sequenceNumber } = record.position;
      return templates.flatMap(({ input, metrics, fill }) => {
        const speaks = metrics.size === 0 || [...metrics].some((name) => Object.hasOwn(reading.metrics, name));
        const payload = speaks ? fill(scope) : undefined;
        const id = `${shardId}:${sequenceNumber}#${reading.index}/${input}`;
        return payload === undefined ? [] : [{ input, payload, id }];
      });
    },
    watching: watchingOf(templates.map(({ metrics }) => metrics)),
  };
};
