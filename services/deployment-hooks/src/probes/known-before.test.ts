import type { DeviceType } from '@signalbox/contracts';
import { expect, it } from 'vitest';
import { commonTypes, knownBefore } from './known-before.ts';

const pump = (metrics: DeviceType['metrics']): DeviceType => ({
  ...{ deviceType: 'pump', description: 'a pump', deviceIdPattern: ['pump-*'] },
  metrics,
});

it('keeps the metrics that both know, and of ranges what both hold', () => {
  const now = pump({
    temperature: { type: 'number', unit: '°C', minimum: 0, maximum: 250 },
    mode: { type: 'boolean' },
    current: { type: 'number', unit: 'A', minimum: 0, maximum: 9 },
    door: { type: 'boolean' },
  });
  const before = pump({
    temperature: { type: 'number', unit: '°C', minimum: -50, maximum: 200 },
    mode: { type: 'string', maxLength: 9 },
    door: { type: 'boolean' },
    gone: { type: 'boolean' },
  });
  const [both] = commonTypes([now], [before]);
  expect(both?.metrics).toEqual({
    temperature: { type: 'number', unit: '°C', minimum: 0, maximum: 200 },
    door: { type: 'boolean' },
  });
});

it('knows no metrics of a type that is new, nor a range that is another one altogether', () => {
  const at = (minimum: number, maximum: number) => pump({ flow: { type: 'number', unit: 'l/min', minimum, maximum } });
  expect(commonTypes([at(0, 1)], []).map(({ metrics }) => metrics)).toEqual([{}]);
  expect(commonTypes([at(0, 1)], [at(2, 3)]).map(({ metrics }) => metrics)).toEqual([{}]);
});

it('holds what is released', () => {
  expect(Object.keys(knownBefore[0]?.metrics ?? {}).length).toBeGreaterThan(0);
});
