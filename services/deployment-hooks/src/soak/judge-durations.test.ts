import { describe, expect, it } from 'vitest';
import { measured } from '../../test/measured.ts';
import { judgeDurations } from './judge-durations.ts';

const taking = (durationMs: number, times = 32) => measured(times, { durationMs });

describe('judgeDurations', () => {
  it.each([
    ['as long as before', taking(20), taking(20)],
    ['ten times as long, of very little', taking(90), taking(9)],
    ['half a second more, of a second', taking(1500), taking(1000)],
    ['a machine that was busy for a while', [...taking(20, 20), ...taking(900, 12)], taking(20)],
    ['two that took long', taking(5000, 2), taking(20, 2)],
    ['some of a few', [...taking(5000, 3), ...taking(20, 1)], taking(20, 4)],
  ])('is content with %s', (_what, target, current) => {
    const { lines, worse } = judgeDurations({ target, current });
    expect(worse).toEqual([]);
    expect(lines[0]).toContain('the current version');
  });

  it.each([
    ['ten times as long', taking(200), taking(20)],
    ['eight that took long', [...taking(1500, 5), ...taking(20, 3)], taking(20, 8)],
    ['each of a few', taking(4000, 3), taking(20, 3)],
  ])('fails what takes %s', (_what, target, current) => {
    expect(judgeDurations({ target, current }).worse).toHaveLength(1);
  });

  it('says both figures', () => {
    const line = 'it takes 500 ms (median of 32), the current version 9.5 ms (of 32)';
    expect(judgeDurations({ target: taking(500), current: taking(9.5) })).toEqual({ worse: [line], lines: [] });
  });

  it('has no opinion without a current version', () => {
    const { lines, worse } = judgeDurations({ target: taking(5000), current: [] });
    expect([lines, worse]).toEqual([['it takes 5000 ms (median of 32)'], []]);
  });
});
