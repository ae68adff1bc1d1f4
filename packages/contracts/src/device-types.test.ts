import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import validate from '../generated/device-type.js';
import { refuseOverlap } from '../scripts/device-type-files.ts';
import { deviceTypeOf, deviceTypes } from './device-types.ts';
import { globMatcher, globsOverlap } from './glob.ts';
import type { DeviceType } from './schemas/device-type.ts';

const pump: DeviceType = {
  deviceType: 'pump',
  description: '',
  deviceIdPattern: ['pump-*'],
  metrics: { running: { type: 'boolean' } },
};

describe('device types', () => {
  it('are found by device id', () => {
    expect(deviceTypeOf('pump-7')?.metrics['temperature']).toEqual({
      type: 'number',
      unit: '°C',
      minimum: -50,
      maximum: 200,
    });
    expect(deviceTypeOf('my-pump-7')).toBeUndefined();
    expect(deviceTypeOf('boat-1', [{ ...pump, deviceIdPattern: ['ship-*', 'boat-*'] }])?.deviceType).toBe('pump');
  });

  it('hold to their schema', () => {
    expect(deviceTypes.length).toBeGreaterThan(0);
    for (const deviceType of deviceTypes) expect(validate(deviceType)).toBe(true);
  });

  it.each(['deviceId', 'time', 'ts_x', '1st', 'measure_name'])('may not name a metric %s', (metric) => {
    expect(validate({ ...pump, metrics: { [metric]: { type: 'boolean' } } })).toBe(false);
  });

  it('may not share a device id', () => {
    const other = { ...pump, deviceType: 'motor', deviceIdPattern: ['*-7'] };
    expect(() => refuseOverlap([pump, other])).toThrow('pump "pump-*" and motor "*-7" overlap');
    expect(() => refuseOverlap([pump, { ...other, deviceIdPattern: ['motor-*'] }])).not.toThrow();
  });
});

describe('globs', () => {
  const glob = fc.stringMatching(/^[ab*]{0,5}$/);

  it('overlap if one text matches both', () => {
    fc.assert(
      fc.property(glob, glob, fc.stringMatching(/^[ab]{0,6}$/), (one, other, text) => {
        if (globMatcher(one)(text) && globMatcher(other)(text)) expect(globsOverlap(one, other)).toBe(true);
      }),
    );
  });

  it('do not overlap if their literals differ', () => {
    expect(globsOverlap('a*', 'b*')).toBe(false);
    expect(globsOverlap('*a', '*b')).toBe(false);
    expect(globsOverlap('a', 'aa')).toBe(false);
  });
});
