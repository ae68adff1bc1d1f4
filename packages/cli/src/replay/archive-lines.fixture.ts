import type { Position } from '@signalbox/decision-engine';

/** 2026-11-23T00:00:00Z */
export const dawn = Date.UTC(2026, 10, 23);
export const minuteMs = 60_000;
export const shardId = 'shardId-000000000000';

/** A line as the archive function writes it: the position, then the record. */
export const lineOf = (position: Position, record: object): string => `${JSON.stringify({ ...position, ...record })}\n`;

export const telemetry = (deviceId: string, receivedAt: number, payload: unknown, more: object = {}): object => ({
  payload: Buffer.from(typeof payload === 'string' ? payload : JSON.stringify(payload)).toString('base64'),
  topic: `dt/demo/${deviceId}/telemetry`,
  clientId: deviceId,
  receivedAt,
  ...more,
});

/** A reading of a pump at a minute of the day, with the position that comes of it. */
export const pumpLine = (minute: number, temperature: number, deviceId = 'pump-7', shard = shardId): string => {
  const time = dawn + minute * minuteMs;
  const position = { shardId: shard, sequenceNumber: String(1_000_000 + minute) };
  return lineOf(position, telemetry(deviceId, time, { time, metrics: { temperature } }));
};

/** A rule that gives a fan its speed above `limit` °C. */
export const hotRule = (limit: number): string => `deviceTypes: [pump]
severity: warning
when: temperature >= ${limit}
clear: temperature < ${limit - 10}
then:
  - command: { name: set-fan, parameters: { speed: 100 } }
onClear:
  - command: { name: set-fan, parameters: { speed: 0 } }
`;

/** A rule that is told of by a timer. */
export const silentRule = `deviceTypes: [pump]
severity: critical
noDataFor: 15m
then:
  - notification: { message: "\${deviceId} is silent" }
`;
