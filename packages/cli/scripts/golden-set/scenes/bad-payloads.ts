import { at, devices, fleet, message, reading, type SceneRecord, sceneOf, sound } from '../scene.ts';

const hot = { ...sound, temperature: 95 };

/** Each of these is refused, in whole or in part: nothing may be decided on it, and nothing may stop at it. */
const payloads = (second: number): readonly unknown[] => [
  '',
  'null',
  '{"metrics":',
  '\u0000\uFFFD',
  '[]',
  { metrics: {} },
  { metrics: { ...hot, temperature: '95' } },
  { metrics: { ...hot, temperature: null } },
  { metrics: { ...hot, temperature: 201 } },
  { metrics: { ...hot, temperature: -51 } },
  { metrics: { ...hot, humidity: 4 } },
  { metrics: { ...hot, running: 'yes' } },
  { metrics: hot, extra: true },
  { metrics: hot, seq: -1 },
  { metrics: hot, time: 'yesterday' },
  { metrics: hot, time: at(second + 901) },
  '{"metrics":{"temperature":1e999}}',
  '{"metrics":{"__proto__":{"temperature":95}}}',
  { readings: [] },
  { readings: [reading(second, { temperature: 300 }), reading(second, { ...sound, mode: 'x'.repeat(33) })] },
];

const strayed = (deviceId: string, second: number): SceneRecord => ({
  ...message(deviceId, second, reading(second, hot)),
  partitionKey: `${deviceId}-other`,
});

const bytes = (deviceId: string, second: number, data: string | Uint8Array): SceneRecord => ({
  ...{ partitionKey: deviceId, arrivedAt: at(second) },
  data: Buffer.from(data),
});

export const badPayloads = sceneOf('bad-payloads', [
  ...devices('bad', payloads(0).length, (deviceId, index) => [
    message(deviceId, 0, reading(0, sound)),
    message(deviceId, 10, payloads(10)[index]),
    message(deviceId, 20, reading(20, hot)),
    message(deviceId, 30, reading(30, sound)),
  ]),
  ...devices('stray', 2, (deviceId) => [
    message(deviceId, 0, reading(0, sound)),
    strayed(deviceId, 10),
    bytes(deviceId, 11, Uint8Array.of(255, 0, 1)),
    bytes(deviceId, 12, '{"type":"tick"}'),
    message(deviceId, 13, reading(13, hot), `dt/${fleet}/${deviceId}/state`),
    message(deviceId, 14, reading(14, hot), `dt/${fleet}/boiler-1/telemetry`),
    message(deviceId, 20, reading(20, hot)),
  ]),
]);
