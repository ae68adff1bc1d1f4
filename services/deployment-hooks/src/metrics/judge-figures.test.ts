import { describe, expect, it } from 'vitest';
import { judgeFigures } from './judge-figures.ts';
import type { VersionFigures } from './version-figures.ts';

const figures = (
  invocations: number,
  counts: Record<string, number> = {},
  rest: Partial<VersionFigures> = {},
): VersionFigures => ({
  ...{ invocations, counts },
  ...rest,
});

const judge = (target: VersionFigures, current: VersionFigures, sameTime = true) =>
  judgeFigures('decide', { target, current, sameTime });

describe('judgeFigures', () => {
  it.each([
    ['the same', figures(100, { DecisionsMade: 80, RecordsFailed: 0 }), figures(900, { DecisionsMade: 700 })],
    ['as much more as chance may bring', figures(100, { RecordsIgnored: 28 }), figures(900, { RecordsIgnored: 90 })],
    ['two failures, for once', figures(100, { RecordsFailed: 2 }), figures(900, { RecordsFailed: 0 })],
    ['few decisions of few', figures(100, { DecisionsMade: 0 }), figures(100, { DecisionsMade: 40 })],
    ['a few that took long', figures(49, {}, { durationMs: 700 }), figures(900, {}, { durationMs: 70 })],
    ['longer than a few took', figures(100, {}, { durationMs: 700 }), figures(49, {}, { durationMs: 70 })],
    ['a little slower', figures(100, {}, { durationMs: 250 }), figures(100, {}, { durationMs: 60 })],
  ])('is content with %s', (_what, target, current) => {
    expect(judge(target, current).worse).toEqual([]);
  });

  it.each([
    ['RecordsFailed', figures(100, { RecordsFailed: 5 }), figures(900)],
    ['Errors', figures(100, { Errors: 30 }), figures(900, { Errors: 9 })],
    ['RecordsIgnored', figures(100, { RecordsIgnored: 60 }), figures(900, { RecordsIgnored: 90 })],
    ['DecisionsMade', figures(100, { DecisionsMade: 0 }), figures(900, { DecisionsMade: 900 })],
    ['DecisionsMade', figures(100, { DecisionsMade: 400 }), figures(900, { DecisionsMade: 900 })],
    ['Duration', figures(50, {}, { durationMs: 700 }), figures(900, {}, { durationMs: 70 })],
    ['IteratorAge', figures(100, {}, { iteratorAgeMs: 400_000 }), figures(900, {}, { iteratorAgeMs: 5_000 })],
  ])('fails when %s is worse, and names both numbers', (name, target, current) => {
    const [line, ...others] = judge(target, current).worse;
    expect(others).toEqual([]);
    expect(line).toMatch(new RegExp(`^${name}: .*\\d.*, the current version .*\\d`));
  });

  it('accounts for every message of an ingestion', () => {
    const judged = (target: Record<string, number>, current: Record<string, number>) =>
      judgeFigures('ingest', { target: figures(100, target), current: figures(900, current), sameTime: true }).worse;
    const before = { MessagesReceived: 9000, ReadingsStored: 9000, RecordsRejected: 90 };
    const accounted = { ReadingsStored: 970, RecordsRejected: 10, DuplicatesSkipped: 20 };
    expect(judged({ MessagesReceived: 1000, ...accounted }, { ...before, DuplicatesSkipped: 180 })).toEqual([]);
    const [line] = judged({ MessagesReceived: 1000, ReadingsStored: 750 }, before);
    expect(line).toMatch(/^messages unaccounted for: 250 in 100 invocations/);
    // Without a store nothing is stored by either.
    expect(judged({ MessagesReceived: 1000 }, { MessagesReceived: 9000 })).toEqual([]);
  });

  it('says too little data, and fails nothing by it', () => {
    const { worse, notes } = judge(
      figures(3, { DecisionsMade: 0, RecordsIgnored: 9 }),
      figures(900, { DecisionsMade: 900 }),
    );
    expect(worse).toEqual([]);
    expect(notes).toEqual(['too little data of the target to compare: 3 invocations']);
    expect(judge(figures(100), figures(0)).notes.join()).toContain('of the current version');
  });

  it('holds failures against none when there is nothing to compare with', () => {
    expect(judge(figures(5, { RecordsFailed: 5 }), figures(0)).worse).toHaveLength(1);
  });

  it('does not compare what was done at another time', () => {
    const { worse, notes } = judge(figures(100, { DecisionsMade: 0 }), figures(900, { DecisionsMade: 900 }), false);
    expect(worse).toEqual([]);
    expect(notes.join()).toContain('the hour before');
  });
});
