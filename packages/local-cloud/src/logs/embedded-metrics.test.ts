import { expect, test } from 'vitest';
import { extractMetrics } from './embedded-metrics.ts';

const document = {
  _aws: {
    Timestamp: 1_700_000_000_000,
    CloudWatchMetrics: [
      {
        Namespace: 'Signalbox',
        Dimensions: [['service'], ['service', 'reason'], ['service', 'missing']],
        Metrics: [{ Name: 'Rejected', Unit: 'Count' }, { Name: 'Latency', Unit: 'Milliseconds' }, { Name: 'Absent' }],
      },
      { Namespace: 'Other', Dimensions: [[]], Metrics: [{ Name: 'Rejected' }] },
    ],
  },
  service: 'ingest',
  reason: 'NOT_JSON',
  Rejected: 2,
  Latency: [1, 5],
};

test('every value goes into every dimension set of every directive', () => {
  const metrics = extractMetrics(JSON.stringify(document));
  const both = [{ service: 'ingest' }, { service: 'ingest', reason: 'NOT_JSON' }];
  const expected = [
    ...both.map((dimensions) => ({ namespace: 'Signalbox', name: 'Rejected', dimensions, value: 2, unit: 'Count' })),
    ...[1, 5].flatMap((value) =>
      both.map((dimensions) => ({ namespace: 'Signalbox', name: 'Latency', dimensions, value, unit: 'Milliseconds' })),
    ),
    { namespace: 'Other', name: 'Rejected', dimensions: {}, value: 2, unit: 'None' },
  ].map((each) => ({ ...each, timestamp: 1_700_000_000_000 }));
  expect(metrics).toEqual(expected);
});

test("the prefix of Lambda's text format is no hindrance; other lines carry nothing", () => {
  expect(extractMetrics(`2026-01-01T00:00:00.000Z\tid\tINFO\t${JSON.stringify(document)}`)).toHaveLength(7);
  expect(extractMetrics('{"_aws": not json')).toEqual([]);
  expect(extractMetrics('{"_aws":{"CloudWatchMetrics":[]}}')).toEqual([]);
  expect(extractMetrics('plain')).toEqual([]);
});
