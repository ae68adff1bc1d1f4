import { devices, type Metrics, sceneOf, series } from '../scene.ts';

const wave = (index: number, periodReadings: number, phase: number): number =>
  Math.sin((2 * Math.PI * (index + phase)) / periodReadings);

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));

/** Slow and fast swings that lead each pump over its limits and back, each in its own way. */
const metricsOf = (device: number, index: number): Metrics => {
  const running = (index + device * 5) % 37 < 33;
  return {
    temperature: rounded(76 + 14 * wave(index, 23 + device, device * 7) + 3 * wave(index, 5, device), 2),
    pressure: running ? rounded(5 + wave(index, 11, device), 3) : 0,
    flow: running ? rounded(240 + 30 * wave(index, 13, device), 1) : 0,
    vibration: rounded(Math.max(0, 3.6 + 2.2 * wave(index, 19 + device, device * 3)), 3),
    running,
    mode: (index + device) % 40 < 20 ? 'normal' : 'eco',
  };
};

export const everyday = sceneOf(
  'everyday',
  devices('day', 5, (deviceId, device) =>
    series(
      deviceId,
      Array.from({ length: 44 }, (_, index) => metricsOf(device, index)),
      { from: device },
    ),
  ),
);
