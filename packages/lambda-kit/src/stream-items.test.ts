import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kinesisEvent } from '../test/fakes.ts';
import { batchResponse, streamItems } from './stream-items.ts';

describe('streamItems', () => {
  it('reads position, device, arrival and bytes', () => {
    expect(streamItems(kinesisEvent([{ sequenceNumber: '49', partitionKey: 'pump-7', data: 'x' }]))).toEqual([
      {
        shardId: 'shardId-000000000003',
        sequenceNumber: '49',
        partitionKey: 'pump-7',
        arrivedAt: 1_764_000_000_123,
        data: Buffer.from('x'),
      },
    ]);
  });
});

describe('batchResponse', () => {
  it('returns the lowest as an integer, not as text', () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: 0n, max: 2n ** 200n }), { minLength: 1 }), (numbers) => {
        const lowest = numbers.toSorted((one, other) => (one < other ? -1 : 1))[0];
        expect(batchResponse(numbers.map(String))).toEqual({ batchItemFailures: [{ itemIdentifier: String(lowest) }] });
      }),
    );
  });

  it('returns nothing if nothing failed', () => {
    expect(batchResponse([])).toEqual({ batchItemFailures: [] });
  });
});
