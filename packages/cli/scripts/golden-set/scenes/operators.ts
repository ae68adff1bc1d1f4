import type { AlarmOperation } from '@signalbox/contracts';
import {
  devices,
  message,
  operation,
  reading,
  type SceneRecord,
  sceneOf,
  series,
  settings,
  sound,
  tick,
} from '../scene.ts';

const hot = { ...sound, temperature: 95 };
const shaking = { ...sound, vibration: 3 };
const rule = 'pump-overheating';
const quiet: readonly AlarmOperation[] = ['ACKNOWLEDGE', 'DISABLE', 'RESET'];

const limits = [2.5, 3, 3.5, 10, 'high', true];

const snoozed = (deviceId: string, index: number): readonly SceneRecord[] => [
  ...series(deviceId, [sound, hot]),
  operation(deviceId, 15, rule, 'SNOOZE', { snoozeMs: 30_000 + index * 30_000, note: 'on my way' }),
  ...series(deviceId, [hot, sound, hot, hot, hot, sound, hot, sound], { from: 20 }),
  tick(deviceId, 110, 105),
  message(deviceId, 115, reading(115, hot)),
];

export const operators = sceneOf('operators', [
  ...devices('set', limits.length, (deviceId, index) => [
    message(deviceId, 0, reading(0, shaking)),
    settings(deviceId, 5, { 'vibration-limit': limits[index] ?? null }),
    ...series(
      deviceId,
      Array.from({ length: 9 }, () => shaking),
      { from: 10 },
    ),
    settings(deviceId, 105, { 'vibration-limit': null, 'no-rule-knows-this': 1 }),
    ...series(deviceId, [shaking, { ...sound, vibration: 2.4 }, sound], { from: 110 }),
  ]),
  ...devices('snooze', 3, snoozed),
  ...devices('told', quiet.length, (deviceId, index) => [
    ...series(deviceId, [sound, hot]),
    operation(deviceId, 15, rule, quiet[index] ?? 'RESET'),
    ...series(deviceId, [hot, sound, hot, sound], { from: 20 }),
    operation(deviceId, 65, rule, 'ENABLE'),
    ...series(deviceId, [hot, sound, hot, sound], { from: 70 }),
  ]),
  ...devices('strict', 2, (deviceId) => [
    operation(deviceId, 0, 'pump-silent', 'DISABLE'),
    operation(deviceId, 1, 'no-such-rule', 'DISABLE'),
    message(deviceId, 2, reading(2, hot)),
    tick(deviceId, 100, 72),
    operation(deviceId, 101, 'pump-silent', 'ENABLE'),
    ...series(deviceId, [sound, sound], { from: 105 }),
    tick(deviceId, 190, 185),
  ]),
]);
