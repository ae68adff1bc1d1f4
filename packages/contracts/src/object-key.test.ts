import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareSequenceNumbers, hourPrefix, objectKey, parseObjectKey } from './object-key.ts';

const range = {
  arrivedAt: Date.parse('2026-11-23T18:59:59.999Z'),
  shardId: 'shardId-000000000003',
  firstSequenceNumber: '49645',
  lastSequenceNumber: '49646',
};

describe('object keys', () => {
  it('hold hour, shard and sequence numbers', () => {
    const key = 'archive/2026/11/23/18/shardId-000000000003_49645_49646.ndjson.gz';
    expect(objectKey('archive', range)).toBe(key);
    expect(key.startsWith(hourPrefix('archive', range.arrivedAt))).toBe(true);
    expect(parseObjectKey(key)).toEqual({ ...range, kind: 'archive', arrivedAt: Date.parse('2026-11-23T18:00:00Z') });
  });

  it.each(['archive/2026/11/23/18/readme.txt', 'aws/lambda/x/y', 'archive/2026/99/99/99/s_1_2.ndjson.gz'])(
    'of others are not taken for ours: %s',
    (key) => {
      expect(parseObjectKey(key)).toBeUndefined();
    },
  );

  it('sort by hour', () => {
    const later = objectKey('archive', {
      ...range,
      arrivedAt: range.arrivedAt + 3_600_000,
      shardId: 'shardId-000000000000',
    });
    expect([later, objectKey('archive', range)].sort()[1]).toBe(later);
  });
});

describe('compareSequenceNumbers', () => {
  it('compares integers of any length', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 190n }), fc.bigInt({ min: 0n, max: 2n ** 190n }), (one, other) => {
        const expected = one < other ? -1 : Number(one > other);
        expect(Math.sign(compareSequenceNumbers(String(one), String(other)))).toBe(expected);
      }),
    );
  });
});
