import { describe, expect, it } from 'vitest';
import { measured } from '../../test/measured.ts';
import { judgeRetained } from './judge-retained.ts';

const mebibyte = 1_048_576;
const quiet = measured(32);

describe('judgeRetained', () => {
  it.each([
    ['what retains nothing', quiet, quiet],
    ['a little more each time', measured(32, { retains: 60_000 }), quiet],
    ['what the current version does, too', measured(32, { retains: mebibyte }), measured(32, { retains: 600_000 })],
    ['a little, with nothing to compare with', measured(32, { retains: 60_000 }), []],
  ])('is content with %s', (_what, target, current) => {
    const { lines, worse } = judgeRetained({ target, current });
    expect(worse).toEqual([]);
    expect(lines).toHaveLength(1);
  });

  it.each([
    ['a new leak', measured(32, { retains: mebibyte }), quiet],
    ['a leak that got worse', measured(32, { retains: mebibyte }), measured(32, { retains: 400_000 })],
    ['a leak, with nothing to compare with', measured(32, { retains: mebibyte }), []],
    ['a small leak', measured(32, { retains: 70_000 }), quiet],
    [
      'a leak, if the current version has too little data',
      measured(32, { retains: mebibyte }),
      measured(7, { retains: mebibyte }),
    ],
  ])('fails %s', (_what, target, current) => {
    expect(judgeRetained({ target, current }).worse).toHaveLength(1);
  });

  it('says both figures', () => {
    const { worse } = judgeRetained({ target: measured(32, { retains: mebibyte }), current: quiet });
    expect(worse).toEqual([
      'it retains more each time: 1024.0 KiB (over 22 of one environment), the current version 0.0 KiB',
    ]);
  });

  it('leaves the warm-up out', () => {
    const warming = measured(10, { retains: 5 * mebibyte });
    const [last] = warming.slice(-1);
    const then = measured(22).map((each) => ({ ...each, retainedBytes: last?.retainedBytes ?? 0 }));
    expect(judgeRetained({ target: [...warming, ...then], current: quiet }).worse).toEqual([]);
  });

  it('tells environments apart, and judges by the one that was asked most', () => {
    const [one, other] = [measured(31), measured(30, { environment: 'other', retains: mebibyte })];
    const mixed = one.flatMap((each, turn) => [each, other[turn] ?? []].flat());
    expect(judgeRetained({ target: mixed, current: [] }).worse).toEqual([]);
    const { lines, worse } = judgeRetained({ target: [...measured(15), ...other.slice(0, 17)], current: [] });
    expect([lines.join(), worse]).toEqual([expect.stringContaining('too little data'), []]);
  });

  it('finds an old leak in whichever environments are asked', () => {
    const shared = ['a', 'b', 'c', 'd', 'e'].flatMap((environment) => measured(6, { environment, retains: mebibyte }));
    expect(judgeRetained({ target: measured(32, { retains: mebibyte }), current: shared }).worse).toHaveLength(0);
  });

  it('says so when nothing was measured', () => {
    expect(judgeRetained({ target: [], current: [] }).lines.join()).toContain('cannot be told');
  });
});
