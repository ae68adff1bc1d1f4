import { describe, expect, it } from 'vitest';
import { asked } from '../../test/raw-lines.ts';
import { compareKept } from './compare-kept.ts';
import type { Kept, Refusal, StoredReading } from './kept.ts';

const records = [asked('pump-1', 1), asked('pump-2', 2)];

const stored = (number: number, content = 'a', time = number, version = 1000 + number): StoredReading => {
  const deviceId = `pump-${number}`;
  return {
    deviceId,
    ...{ fleet: 'demo', deviceType: 'pump', time, version, content: `${deviceId} ${time} ${content}` },
  };
};

const refused = (number: number, code = 'METRIC_RANGE', reading?: number): Refusal => ({
  ...{ sequenceNumber: String(number), code, detail: 'why' },
  ...(reading !== undefined && { reading }),
});

const kept = (overrides: Partial<Kept>): Kept => ({ stored: [], refused: [], failed: [], ...overrides });

const differences = (before: Partial<Kept>, after: Partial<Kept>, stores = true): string[] =>
  compareKept(records, kept(before), kept(after), stores).map(({ change, code = '-', deviceType = '-', deviceId }) =>
    [change, code, deviceType, deviceId].join(' '),
  );

describe('compareKept', () => {
  it('finds nothing where the same becomes of all, in whatever order', () => {
    const [one, other] = [stored(1), stored(1, 'b', 2)];
    expect(
      differences({ stored: [one, other], refused: [refused(2)] }, { stored: [other, one], refused: [refused(2)] }),
    ).toEqual([]);
  });

  it.each<[string, Partial<Kept>, Partial<Kept>, string[]]>([
    [
      'refused',
      { stored: [stored(1)] },
      { refused: [refused(1, 'METRIC_RANGE', 0)] },
      ['refused METRIC_RANGE pump pump-1'],
    ],
    [
      'accepted',
      { refused: [refused(1, 'UNKNOWN_METRIC', 0)] },
      { stored: [stored(1)] },
      ['accepted UNKNOWN_METRIC pump pump-1'],
    ],
    ['dropped', { stored: [stored(1)] }, {}, ['dropped - pump pump-1']],
    ['dropped that was refused', { refused: [refused(1)] }, {}, ['dropped - - pump-1']],
    ['stored otherwise', { stored: [stored(1)] }, { stored: [stored(1, 'b')] }, ['stored-otherwise - pump pump-1']],
    [
      'stored under another version',
      { stored: [stored(1)] },
      { stored: [stored(1, 'b', 1, 9)] },
      ['stored-otherwise - pump pump-1'],
    ],
    [
      'stored at another time',
      { stored: [stored(1)] },
      { stored: [stored(1, 'a', 77)] },
      ['stored-otherwise - pump pump-1'],
    ],
    ['stored twice', { stored: [stored(1)] }, { stored: [stored(1), stored(1)] }, ['accepted - pump pump-1']],
    [
      'refused for something else',
      { refused: [refused(1, 'NOT_JSON')] },
      { refused: [refused(1, 'INVALID_SHAPE')] },
      ['refused-otherwise INVALID_SHAPE - pump-1'],
    ],
    ['refused that was nothing', {}, { refused: [refused(1)] }, ['refused METRIC_RANGE - pump-1']],
    [
      'refused as a whole message',
      { stored: [stored(1), stored(1, 'b', 2)] },
      { refused: [refused(1, 'INVALID_SHAPE')] },
      ['refused INVALID_SHAPE pump pump-1', 'refused INVALID_SHAPE pump pump-1'],
    ],
    [
      'accepted of a message that was refused whole',
      { refused: [refused(1, 'INVALID_SHAPE')] },
      { stored: [stored(1)], refused: [refused(1, 'METRIC_RANGE', 1)] },
      ['refused-otherwise METRIC_RANGE pump pump-1', 'accepted INVALID_SHAPE pump pump-1'],
    ],
    [
      'refused of one device, and dropped of another',
      { stored: [stored(1), stored(2)] },
      { refused: [refused(1, 'METRIC_RANGE', 0)] },
      ['refused METRIC_RANGE pump pump-1', 'dropped - pump pump-2'],
    ],
  ])('tells what is %s', (_what, before, after, expected) => {
    expect(differences(before, after).sort()).toEqual(expected.sort());
  });

  it('without a store knows that what is not refused is accepted', () => {
    expect(differences({ refused: [refused(1)] }, {}, false)).toEqual(['accepted METRIC_RANGE - pump-1']);
    expect(differences({}, { refused: [refused(1, 'METRIC_RANGE', 0)] }, false)).toEqual([
      'refused METRIC_RANGE - pump-1',
    ]);
  });
});
