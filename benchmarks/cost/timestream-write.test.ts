import { expect, test } from 'vitest';
import { storedBytesOf, writeUnitsOf } from './timestream-write.ts';

const dimensions = [
  { Name: 'region', Value: 'us-east-1' },
  { Name: 'az', Value: '1d' },
  { Name: 'vpc', Value: 'vpc-1a2b3c4d' },
  { Name: 'hostname', Value: 'host-24Gju' },
];
const measure = { MeasureName: 'cpu_utilization', MeasureValue: '35', MeasureValueType: 'DOUBLE', Time: '1' };

const plain = (count: number) => ({
  Records: Array.from({ length: count }, () => ({ ...measure, Dimensions: dimensions })),
});
const withCommon = (count: number) => ({
  CommonAttributes: { Dimensions: dimensions },
  Records: Array.from({ length: count }, () => ({
    MeasureName: 'cpu_utilization',
    MeasureValue: '35',
    MeasureValueType: 'DOUBLE',
  })),
});

// The worked example of the developer guide: 83 bytes an event, so 12 fit into one write; 52 common and 31 or 27 of each.
test('an event of the worked example takes 83 bytes', () => {
  expect(storedBytesOf(plain(1))).toBe(83);
});

test('12 events of the worked example fit into one write, 13 do not', () => {
  expect(writeUnitsOf(plain(12))).toBe(1);
  expect(writeUnitsOf(plain(13))).toBe(2);
});

test('common attributes are billed once a request and stored once a row', () => {
  expect(writeUnitsOf(withCommon(36))).toBe(1);
  expect(writeUnitsOf(withCommon(44))).toBe(2);
  expect(storedBytesOf(withCommon(2))).toBe(2 * (52 + 23));
});

test('a MULTI record counts each value by its type', () => {
  const record = {
    Time: '1763925876000',
    Dimensions: [{ Name: 'deviceId', Value: 'pump-1' }],
    MeasureName: 'pump',
    MeasureValueType: 'MULTI',
    MeasureValues: [
      { Name: 't', Value: '81.2', Type: 'DOUBLE' },
      { Name: 'on', Value: 'true', Type: 'BOOLEAN' },
      { Name: 'mode', Value: 'eco', Type: 'VARCHAR' },
    ],
  };
  expect(storedBytesOf({ Records: [record] })).toBe(8 + 14 + 4 + (1 + 8) + (2 + 1) + (4 + 3));
});

test('a small request is a whole write', () => {
  expect(writeUnitsOf(withCommon(1))).toBe(1);
});
