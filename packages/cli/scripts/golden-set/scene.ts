import type { AlarmRecord, ArrivedRecord, MetricValue } from '@signalbox/contracts';

/** A record of a scene: what a reader of the stream is given, but for its place. */
export type SceneRecord = Pick<ArrivedRecord, 'partitionKey' | 'arrivedAt' | 'data'>;

/** Something to go through every release: its devices appear in no other scene. */
export interface Scene {
  readonly name: string;
  readonly records: readonly SceneRecord[];
}

/** 2026-11-23T00:00:00Z */
const start = Date.UTC(2026, 10, 23);
export const fleet = 'golden';

/** Epoch ms of a second of the scene. */
export const at = (second: number): number => start + Math.round(second * 1000);

export type Metrics = Readonly<Record<string, MetricValue>>;

/** A message as the topic rule wraps it. `payload` that is no text is sent as JSON. */
export const message = (
  deviceId: string,
  second: number,
  payload: unknown,
  topic = `dt/${fleet}/${deviceId}/telemetry`,
): SceneRecord => {
  const bytes = Buffer.from(typeof payload === 'string' ? payload : JSON.stringify(payload));
  const record = { payload: bytes.toString('base64'), topic, clientId: deviceId, receivedAt: at(second) };
  return { partitionKey: deviceId, arrivedAt: at(second), data: Buffer.from(JSON.stringify(record)) };
};

/** A reading taken `lateSeconds` before it comes; ahead of its time if negative. */
export const reading = (second: number, metrics: Metrics, lateSeconds = 0) => ({
  time: at(second - lateSeconds),
  metrics,
});

const control = (deviceId: string, second: number, record: object): SceneRecord => {
  const data = { fleet, deviceId, receivedAt: at(second), ...record };
  return { partitionKey: deviceId, arrivedAt: at(second), data: Buffer.from(JSON.stringify(data)) };
};

/** The sweeper's word that a timer was due. */
export const tick = (deviceId: string, second: number, dueSecond = second): SceneRecord =>
  control(deviceId, second, { type: 'tick', dueAt: at(dueSecond) });

export const settings = (deviceId: string, second: number, changes: Readonly<Record<string, MetricValue | null>>) =>
  control(deviceId, second, { type: 'settings', settings: changes, by: 'ada' });

export const operation = (
  deviceId: string,
  second: number,
  rule: string,
  name: AlarmRecord['operation'],
  more: Partial<AlarmRecord> = {},
): SceneRecord => control(deviceId, second, { type: 'alarm', rule, operation: name, by: 'ada', ...more });

/** What a sound pump reports. */
export const sound: Metrics = {
  temperature: 60,
  pressure: 5,
  flow: 240,
  vibration: 1.5,
  running: true,
  mode: 'normal',
};

/** A message each `everySeconds`, one for each of the values. */
export const series = (
  deviceId: string,
  values: readonly Metrics[],
  { from = 0, everySeconds = 10 }: { readonly from?: number; readonly everySeconds?: number } = {},
): readonly SceneRecord[] =>
  values.map((metrics, index) => {
    const second = from + index * everySeconds;
    return message(deviceId, second, reading(second, metrics));
  });

/** `pump-<scene>-1` and so on, what `of` gives for each. */
export const devices = (
  scene: string,
  count: number,
  of: (deviceId: string, index: number) => readonly SceneRecord[],
): readonly SceneRecord[] =>
  Array.from({ length: count }, (_, index) => of(`pump-${scene}-${index + 1}`, index)).flat();

/** In the order in which the records came. */
export const sceneOf = (name: string, records: readonly SceneRecord[]): Scene => ({
  name,
  records: records.toSorted((one, other) => one.arrivedAt - other.arrivedAt),
});
