import { devices, sceneOf, series, sound } from '../scene.ts';

/** About the limits of 90 and 80 °C, on both sides and on them; between them nothing may happen. */
const walks: readonly (readonly number[])[] = [
  [60, 80, 89.9, 89.99, 90, 95, 85, 80.01, 80, 79.99, 70],
  [60, 89.99, 89, 90.01, 85, 91, 81, 92, 80, 90, 79.9, 85, 89.9, 90, 60],
  [95, 96, 97, 80, 80, 79.99, 90, 79.99, 90, 79.99],
  [60, 120, 200, 150, 95, 79, 60],
  [88, 89.4, 89.6, 89.5, 90.4, 89.5, 80.5, 80.4, 79.6, 79.5, 89.5],
  // What a pump says in °F must not pass for °C, nor the other way round.
  [32.2, 32.3, 26.6, 26.5, 140, 194, 176, 175, 78],
];

const temperatures = (walk: readonly number[]) => walk.map((temperature) => ({ ...sound, temperature }));

export const overheating = sceneOf('overheating', [
  ...devices('hot', walks.length, (deviceId, index) => series(deviceId, temperatures(walks[index] ?? []))),
  // Metrics that come one by one: a reading without a temperature says nothing about it.
  ...devices('partial', 3, (deviceId, index) =>
    series(deviceId, [
      { temperature: 95 },
      { vibration: 2 },
      { running: true },
      { temperature: 79 - index },
      { mode: 'eco' },
    ]),
  ),
]);
