import { expect, test } from 'vitest';
import { RunMeter } from './meter.ts';

const group = '/aws/lambda/signalbox-decisions-local-decide';
const report =
  'REPORT RequestId: 1\tDuration: 3.21 ms\tBilled Duration: 154 ms\tMemory Size: 512 MB\tMax Memory Used: 71 MB\tInit Duration: 150.10 ms\t';
const warmReport =
  'REPORT RequestId: 2\tDuration: 1.50 ms\tBilled Duration: 2 ms\tMemory Size: 512 MB\tMax Memory Used: 71 MB\t';
const metrics = JSON.stringify({
  _aws: {
    CloudWatchMetrics: [
      {
        Namespace: 'Signalbox',
        Dimensions: [['service'], ['service', 'function']],
        Metrics: [{ Name: 'RecordsArchived' }, { Name: 'Bytes' }],
      },
    ],
  },
  service: 'decisions',
  function: 'decide',
  RecordsArchived: [2, 3],
  Bytes: 7,
});

test('a function is billed by its REPORT lines, its logs by their bytes and 26 more each', () => {
  const meter = new RunMeter();
  for (const line of ['START RequestId: 1', report, warmReport]) meter.logged(group, line);
  expect(meter.take().functions.get('signalbox-decisions-local-decide')).toEqual({
    durationsMs: [3.21, 1.5],
    billedMs: 156,
    memoryMb: 512,
    coldStarts: 1,
    logBytes: 18 + report.length + warmReport.length + 3 * 26,
  });
});

test('metrics in log lines are counted by name, and once for each set of dimensions as custom metrics', () => {
  const meter = new RunMeter();
  meter.logged(group, metrics);
  meter.logged(group, metrics);
  expect(meter.counted('RecordsArchived')).toBe(10);
  meter.take();
  expect(meter.customMetrics.size).toBe(4);
  expect(meter.counted('RecordsArchived')).toBe(0);
});

test('records are rounded up one by one', () => {
  const meter = new RunMeter();
  for (const bytes of [100, 1500, 30_000]) meter.recordPut(bytes);
  expect(meter.take().stream).toEqual({ records: 3, bytes: 31_600, kilobytes: 33, putUnits: 4, bytesOut: 0 });
});

test('what was taken is not counted again', () => {
  const meter = new RunMeter();
  meter.count('decision', 'sqsRequests', 2);
  meter.count('decision', 'sqsRequests', 1);
  expect(meter.take().usage.decision).toEqual({ sqsRequests: 3 });
  expect(meter.take().usage.decision).toEqual({});
});
