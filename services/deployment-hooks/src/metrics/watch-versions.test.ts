import { expect, it } from 'vitest';
import type { MetricQuery } from './metric-source.ts';
import { watchVersions } from './watch-versions.ts';

const measured = { kind: 'decide', service: 'decisions', stage: 'x', functionName: 'f', alias: 'live' } as const;

/** A source that has `figures` of each version and metric, from the given reading on. */
const watch = async (
  figures: Readonly<Record<string, Readonly<Record<string, number>>>>,
  from = 0,
  waitMs = 60_000,
) => {
  let [clock, readings] = [10_000_000, 0];
  const asked: MetricQuery[] = [];
  const finding = await watchVersions(
    {
      source: {
        read: async (queries) => {
          asked.push(...queries);
          const version = queries[0]?.dimensions['version'] ?? '';
          if (version === '4') readings += 1;
          const known = version === '4' && readings <= from ? {} : (figures[version] ?? {});
          return queries.map(({ name, statistic }) => known[`${name} ${statistic}`]);
        },
      },
      now: () => clock,
      sleep: async (ms) => {
        clock += ms;
      },
    },
    { measured, currentVersion: '3', targetVersion: '4', since: 9_000_000, waitMs },
  );
  return { finding, waited: clock - 10_000_000, asked };
};

const well = {
  'RecordsFailed Sum': 0,
  'RecordsFailed SampleCount': 100,
  'DecisionsMade Sum': 60,
  'DecisionsMade SampleCount': 100,
};

it('is content at once when there is enough data and nothing is worse', async () => {
  const { finding, waited, asked } = await watch({ '3': well, '4': well });
  expect(finding).toEqual({ ok: true, lines: ['version 4: 100 invocations, version 3: 100'] });
  expect(waited).toBe(0);
  expect(asked).toContainEqual({
    ...{ namespace: 'Signalbox', name: 'RecordsFailed', statistic: 'Sum' },
    dimensions: { service: 'decisions', stage: 'x', function: 'f', version: '4' },
  });
  expect(asked).toContainEqual({
    ...{ namespace: 'AWS/Lambda', name: 'Errors', statistic: 'Sum' },
    dimensions: { FunctionName: 'f', Resource: 'f:live', ExecutedVersion: '4' },
  });
});

it('waits for data, and fails by it', async () => {
  const { finding, waited } = await watch({ '3': well, '4': { ...well, 'RecordsFailed Sum': 40 } }, 3);
  expect(waited).toBe(30_000);
  expect(finding.ok).toBe(false);
  expect(finding.lines[0]).toBe(
    'RecordsFailed: 40 in 100 invocations (0.400 each), the current version 0 in 100 invocations (0.00 each)',
  );
});

it('waits no longer than it may, and says that there was too little', async () => {
  const { finding, waited } = await watch({ '3': well }, 0, 25_000);
  expect(waited).toBe(25_000);
  expect(finding.ok).toBe(true);
  expect(finding.lines.join()).toContain('too little data of the target');
});
