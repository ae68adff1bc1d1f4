import {
  type DeviceState,
  initialState,
  type Model,
  prepare,
  step,
  type TelemetryRecord,
} from '@signalbox/decision-engine';
import { Engine } from 'json-rules-engine';
import { type Limit, ruleSetOf } from './pump-fleet.ts';

/** Goes once through all records and returns how many decisions it made, or how many conditions it found met. */
export type Pass = (records: readonly TelemetryRecord[]) => number;

/** A record and where its device's state is kept. */
interface Devices {
  readonly places: Int32Array;
  readonly count: number;
}

const devicesOf = (records: readonly TelemetryRecord[]): Devices => {
  const known = new Map<string, number>();
  const places = Int32Array.from(records, ({ deviceId }) => {
    const place = known.get(deviceId) ?? known.size;
    known.set(deviceId, place);
    return place;
  });
  return { places, count: known.size };
};

const decisionsOn = (model: Model, records: readonly TelemetryRecord[], { count, places }: Devices): number => {
  const states: DeviceState[] = Array.from({ length: count }, () => initialState);
  let decisions = 0;
  for (let place = 0; place < records.length; place += 1) {
    const device = places[place] as number;
    const { actions, state } = step(model, states[device] as DeviceState, records[place] as TelemetryRecord);
    states[device] = state;
    decisions += actions.length;
  }
  return decisions;
};

/** Our engine, with the state of every device, all decisions made out in full. */
export const ours = (limits: readonly Limit[], records: readonly TelemetryRecord[]): Pass => {
  const model = prepare(ruleSetOf(limits));
  const devices = devicesOf(records);
  return (all) => decisionsOn(model, all, devices);
};

/** The indices of the limits that a reading is beyond; undefined for none. */
export type Hits = (metrics: Readonly<Record<string, unknown>>) => number[] | undefined;

/** One function with a comparison for each limit, as one would generate it: no state, no decisions. */
export const generatedHits = (limits: readonly Limit[]): Hits => {
  const lines = limits.map(({ limit, metric, side }, index) => {
    const sign = side === 'high' ? '>=' : '<=';
    return `if (metrics.${metric} ${sign} ${limit}) (hits ??= []).push(${index});`;
  });
  return new Function('metrics', `let hits; ${lines.join('\n')} return hits;`) as Hits;
};

export const generated = (limits: readonly Limit[]): Pass => {
  const hitsOf = generatedHits(limits);
  return (records) => {
    let met = 0;
    for (const { readings } of records) {
      for (const { metrics } of readings) met += hitsOf(metrics)?.length ?? 0;
    }
    return met;
  };
};

/** A rule each, as its documentation shows it: no state. */
export const jsonRulesEngine = (
  limits: readonly Limit[],
): ((record: TelemetryRecord) => Promise<readonly string[]>) => {
  const engine = new Engine();
  for (const { limit, metric, rule, side } of limits) {
    const operator = side === 'high' ? 'greaterThanInclusive' : 'lessThanInclusive';
    engine.addRule({
      conditions: { all: [{ fact: metric, operator, value: limit }] },
      event: { type: rule },
    });
  }
  return async ({ readings: [reading] }) => {
    const { events } = await engine.run({ ...reading?.metrics });
    return events.map(({ type }) => type);
  };
};
