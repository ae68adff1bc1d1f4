import { message, type Put } from './stream-event.ts';

/** Records that are none of ours, or try to be more than they are. `deviceId` exists nowhere. */
export const hostileRecords = (deviceId: string, now: number): readonly Put[] => [
  { partitionKey: deviceId, data: Uint8Array.of(0xff, 0xfe, 0x00, 0x80) },
  { partitionKey: deviceId, data: 'null' },
  { partitionKey: deviceId, data: '{"topic":"dt/probe/x/telemetry"}' },
  { partitionKey: deviceId, data: `${'['.repeat(5000)}${']'.repeat(5000)}` },
  message(deviceId, '{"__proto__":{"metrics":{"temperature":1}}}', now),
  message(deviceId, '{"metrics":{"__proto__":1,"constructor":2}}', now),
  message(deviceId, `{"metrics":{"temperature":1e999}}`, now),
  message(deviceId, '{"metrics":{"temperature":20}}', now, `dt/probe/${deviceId}/../other/telemetry`),
];
