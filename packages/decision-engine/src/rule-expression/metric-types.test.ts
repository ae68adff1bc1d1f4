import type { DeviceType } from '@signalbox/contracts';
import { expect, it } from 'vitest';
import { metricTypes } from './metric-types.ts';

const degrees = { type: 'number', unit: '°C', minimum: 0, maximum: 99 } as const;
const typed = (deviceType: string, metrics: DeviceType['metrics']): DeviceType => ({
  deviceType,
  description: '',
  deviceIdPattern: [`${deviceType}-*`],
  metrics,
});

it('gives what all types have alike', () => {
  const pump = typed('pump', {
    temperature: degrees,
    running: { type: 'boolean' },
    mode: { type: 'string', maxLength: 9 },
  });
  const oven = typed('oven', { temperature: degrees, running: degrees, door: { type: 'boolean' } });
  expect(metricTypes([pump])).toEqual({ temperature: 'number', running: 'boolean', mode: 'string' });
  expect(metricTypes([pump, oven])).toEqual({ temperature: 'number' });
  expect(metricTypes([])).toEqual({});
});
