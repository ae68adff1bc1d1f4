import { gzipSync } from 'node:zlib';
import type { Decision } from '@signalbox/contracts';
import { describe, expect, it } from 'vitest';
import { dawn, hotRule, lineOf, minuteMs, pumpLine, shardId, silentRule, telemetry } from './archive-lines.fixture.ts';
import { decisionIds, replayFiles } from './replay.fixture.ts';

const rules = { hot: hotRule(90) };
const [first, second] = ['shardId-000000000009', 'shardId-000000000010'];

/** Three pumps by turns, each hot for ten minutes of every twenty. */
const fleet = Array.from({ length: 300 }, (_, minute) =>
  pumpLine(minute, Math.floor(minute / 30) % 2 === 0 ? 60 : 95, `pump-${minute % 3}`),
);

const shuffled = <T>(all: readonly T[]): readonly T[] => {
  const result = [...all];
  // The same every time, and no order at all.
  for (let at = result.length - 1; at > 0; at -= 1) {
    const other = (at * 7919) % (at + 1);
    [result[at], result[other]] = [result[other] as T, result[at] as T];
  }
  return result;
};

describe('a replay', () => {
  it('gives the decisions in the order of the stream', async () => {
    const replayed = await replayFiles({ files: { 'day.ndjson': fleet.join('') }, rules });
    const ids = decisionIds(replayed);
    expect(ids).toHaveLength(27);
    expect(ids.slice(0, 4)).toEqual(
      [30, 31, 32, 60].map((minute) => `hot/pump-${minute % 3}/${shardId}:${1_000_000 + minute}#0/0`),
    );
    expect(replayed).toMatchObject({ lines: 300, repeatedLines: 0, sorted: false, earliest: dawn });
    const told = replayed.events[0] as { readonly decision: Decision };
    expect(told.decision).toMatchObject({
      rule: 'hot',
      deviceId: 'pump-0',
      decidedAt: dawn + 30 * minuteMs,
      status: 'ACTIVE',
    });
  });

  it('is the same for any number of threads, any order of lines, any split, packed or not, and repeated lines', async () => {
    const expected = await replayFiles({ files: { 'day.ndjson': fleet.join('') }, rules, options: { jobs: 1 } });
    expect(expected.events.length).toBeGreaterThan(20);
    const same = async (files: Record<string, string>, options: object) => {
      const { events, ...rest } = await replayFiles({ files, rules, options });
      expect(events).toEqual(expected.events);
      return rest;
    };
    await same({ 'day.ndjson.gz': fleet.join('') }, { jobs: 2 });
    await same({ 'day.ndjson': fleet.join('') }, { jobs: 3 });
    const unsorted = shuffled(fleet).join('');
    expect(await same({ 'day.ndjson': unsorted }, { jobs: 3 })).toMatchObject({ sorted: true, repeatedLines: 0 });
    expect(await same({ 'day.ndjson': unsorted }, { jobs: 2, sortBytes: 2000 })).toMatchObject({ sorted: true });
    const halves = { 'b.ndjson': fleet.slice(0, 200).join(''), 'a.ndjson.gz': fleet.slice(100).join('') };
    expect(await same(halves, { jobs: 2 })).toMatchObject({ sorted: false, repeatedLines: 100, lines: 300 });
    expect(await same({ 'day.ndjson': unsorted + unsorted }, { jobs: 1 })).toMatchObject({ repeatedLines: 300 });
  });

  it('reads shard after shard, by number', async () => {
    const hot = [10, 11].map((minute) => pumpLine(minute, 95, 'pump-7', second));
    const cold = [30, 31].map((minute) => pumpLine(minute, 60, 'pump-7', first));
    const replayed = await replayFiles({ files: { 'day.ndjson': [...hot, ...cold].join('') }, rules });
    expect(decisionIds(replayed)).toEqual([`hot/pump-7/${second}:1000010#0/0`]);
    expect(replayed.sorted).toBe(true);
    const swapped = await replayFiles({
      files: {
        'day.ndjson':
          [10, 11].map((minute) => pumpLine(minute, 95, 'pump-7', first)).join('') +
          cold.join('').replaceAll(first, second),
      },
      rules,
    });
    expect(decisionIds(swapped)).toHaveLength(2);
  });

  it('compares sequence numbers as integers', async () => {
    const at = (sequenceNumber: string, temperature: number) =>
      lineOf({ shardId, sequenceNumber }, telemetry('pump-7', dawn, { metrics: { temperature } }));
    const files = { 'day.ndjson': at('10', 60) + at('9', 95) };
    const replayed = await replayFiles({ files, rules });
    expect(decisionIds(replayed)).toEqual([`hot/pump-7/${shardId}:9#0/0`, `hot/pump-7/${shardId}:10#0/0`]);
  });

  it('lets time go on to the last record of all, or as far as it is told', async () => {
    const files = { 'day.ndjson': pumpLine(0, 60, 'pump-1') + pumpLine(20, 60, 'pump-2') };
    const run = async (until?: number) =>
      decisionIds(
        await replayFiles({ files, rules: { silent: silentRule }, options: until === undefined ? {} : { until } }),
      );
    const silent = (device: string, minute: number) => `silent/${device}/noData@${dawn + minute * minuteMs}/0`;
    expect(await run()).toEqual([silent('pump-1', 15)]);
    expect(await run(dawn + 36 * minuteMs)).toEqual([silent('pump-1', 15), silent('pump-2', 35)]);
    expect(await run(dawn + 14 * minuteMs)).toEqual([]);
  });

  it('takes ticks, settings and operations, and leaves out and counts what the engine would', async () => {
    const at = (sequenceNumber: string, record: object) => lineOf({ shardId, sequenceNumber }, record);
    const about = { fleet: 'demo', deviceId: 'pump-7' };
    const lines = [
      at('1', { type: 'tick', ...about, dueAt: dawn, receivedAt: dawn }),
      at('2', { type: 'alarm', ...about, receivedAt: dawn, rule: 'hot', operation: 'ACKNOWLEDGE', by: 'me' }),
      at('3', { type: 'unreadable', partitionKey: 'x', data: 'AA==', receivedAt: dawn }),
      at('4', telemetry('lift-1', dawn, { metrics: { temperature: 95 } })),
      at('5', telemetry('pump-7', dawn, { metrics: { temperature: 950 } })),
      at('6', telemetry('pump-7', dawn, { seq: 4, metrics: { temperature: 95 } })),
      at('7', telemetry('pump-7', dawn, { seq: 4, metrics: { temperature: 95 } })),
    ];
    const { results } = await replayFiles({ files: { 'day.ndjson': lines.join('') }, rules, options: { jobs: 1 } });
    expect(results).toHaveLength(1);
    expect(results[0]?.counts).toEqual({
      ...{ records: 5, readings: 2, duplicateReadings: 1, outdated: 0, ignoredOperations: 1, unreadable: 1 },
      refusedRecords: { UNKNOWN_DEVICE_TYPE: 1 },
      refusedReadings: { METRIC_RANGE: 1 },
    });
  });

  it('names lines that are none, by file and number, and goes on', async () => {
    const lines = ['nonsense\n', fleet[0], '\n', '{"shardId":"x"}\n', ...fleet.slice(1), '{"shardId":'].join('');
    for (const text of [lines, `${shuffled(fleet).join('')}nonsense`]) {
      const replayed = await replayFiles({ files: { 'day.ndjson': text }, rules });
      expect(decisionIds(replayed)).toHaveLength(27);
      const { count, first: named } = replayed.badLines;
      const bad = text === lines ? [1, 4, 304] : [301];
      expect(named.map(({ line }) => line)).toEqual(bad);
      expect(count).toBe(bad.length);
      expect(named[0]?.file).toMatch(/day\.ndjson$/);
      expect(named[0]?.detail).toMatch(/^not JSON/);
    }
  });

  it('of nothing is nothing', async () => {
    expect(await replayFiles({ files: { 'day.ndjson': '' }, rules })).toMatchObject({
      events: [],
      lines: 0,
      until: undefined,
    });
  });

  it('takes lines longer than a block', async () => {
    const readings = Array.from({ length: 600 }, (_, index) => ({
      time: dawn - index,
      metrics: { temperature: 60, mode: 'x'.repeat(32) },
    }));
    const long = lineOf(
      { shardId, sequenceNumber: '1' },
      { type: 'unreadable', partitionKey: 'x', data: 'A'.repeat(3_000_000), receivedAt: dawn },
    );
    const backlog = lineOf({ shardId, sequenceNumber: '2' }, telemetry('pump-7', dawn, { readings }));
    const { lines, results, badLines } = await replayFiles({
      files: { 'day.ndjson': long + backlog + fleet.join('') },
      rules,
    });
    expect({ lines, bad: badLines.count }).toEqual({ lines: 302, bad: 0 });
    expect(results.map(({ counts }) => counts.readings).reduce((sum, each) => sum + each)).toBe(900);
  });

  it('of some devices decides for them as one of all', async () => {
    const all = await replayFiles({ files: { 'day.ndjson': fleet.join('') }, rules });
    const some = await replayFiles({ files: { 'day.ndjson': fleet.join('') }, rules, plan: { devices: ['pump-1'] } });
    expect(some.events).toEqual(
      all.events.filter((told) => told.type === 'decision' && told.decision.deviceId === 'pump-1'),
    );
    expect(some.events).toHaveLength(9);
    expect(some.results.map(({ devices }) => devices).sort()).toEqual([0, 1]);
    expect(some.results.reduce((sum, { counts }) => sum + counts.records, 0)).toBe(100);
  });
});

describe('records that cannot be read', () => {
  const packed = gzipSync(fleet.join(''));

  it.each([
    ['truncated', packed.subarray(0, packed.length - 20), 'is truncated: its gzip data has no end'],
    ['damaged', Buffer.concat([packed.subarray(0, 100), Buffer.alloc(50, 7), packed.subarray(150)]), 'is damaged'],
    ['followed by something else', Buffer.concat([packed, Buffer.from('more')]), 'is damaged'],
    ['followed by zeros', Buffer.concat([packed, Buffer.alloc(512)]), 'goes on after its gzip data'],
  ])('because the file is %s end it, with its name', async (_what, bytes, message) => {
    const replaying = replayFiles({ files: { 'day.ndjson': bytes }, rules });
    await expect(replaying).rejects.toMatchObject({
      code: 'records-unreadable',
      message: expect.stringContaining(message),
    });
    await expect(replaying).rejects.toThrow('day.ndjson');
  });

  it('in several members are read to the last', async () => {
    const members = Buffer.concat([gzipSync(fleet.slice(0, 150).join('')), gzipSync(fleet.slice(150).join(''))]);
    expect(await replayFiles({ files: { 'day.ndjson': members }, rules })).toMatchObject({ lines: 300 });
  });
});

describe('a comparison', () => {
  const compare = async (against: Record<string, string>, more: object = {}) => {
    const replayed = await replayFiles({
      files: { 'day.ndjson': fleet.join('') },
      rules,
      against,
      plan: { tellDecisions: false, ...more },
    });
    return replayed.events.flatMap((told) => (told.type === 'difference' ? [told.difference] : []));
  };

  it('of rules with themselves finds nothing', async () => {
    expect(await compare(rules)).toEqual([]);
  });

  it('tells what was added and removed', async () => {
    const differences = await compare({ warm: hotRule(80) });
    expect(differences.filter(({ kind }) => kind === 'added')).toHaveLength(27);
    expect(differences.filter(({ kind }) => kind === 'removed')).toHaveLength(27);
    const jobs = await replayFiles({
      files: { 'day.ndjson': fleet.join('') },
      ...{ rules, against: { warm: hotRule(80) }, plan: { tellDecisions: false }, options: { jobs: 3 } },
    });
    expect(jobs.events.map((told) => told.type === 'difference' && told.difference)).toEqual(differences);
  });

  it('tells what moved and what asks for something else', async () => {
    const rising = [60, 85, 91, 60].map((temperature, index) => pumpLine(index * 5, temperature)).join('');
    const against = { hot: hotRule(80).replace('speed: 0', 'speed: 10') };
    const { events, results } = await replayFiles({
      files: { 'day.ndjson': rising },
      rules,
      against,
      plan: { tellDecisions: false },
    });
    expect(events).toMatchObject([
      { type: 'difference', difference: { kind: 'changed' } },
      { type: 'difference', difference: { kind: 'moved', byMs: 5 * minuteMs, changed: false } },
    ]);
    const counts = results.flatMap((result) => [...result.rules.values()]);
    expect(counts).toMatchObject([{ rules: 2, against: 2, changed: 1, moved: 1, latestMs: 5 * minuteMs }]);
  });
});

it('stops when it is told to', async () => {
  const controller = new AbortController();
  const onProgress = () => controller.abort(new Error('enough'));
  const replaying = replayFiles({
    files: { 'day.ndjson': fleet.join('') },
    rules,
    options: { signal: controller.signal, onProgress },
  });
  await expect(replaying).rejects.toThrow('enough');
});
