import { expect, it } from 'vitest';
import { kinesisTicks } from './kinesis-ticks.ts';

const tick = { type: 'tick', fleet: 'demo', deviceId: 'pump-7', dueAt: 1, receivedAt: 2 } as const;

it('puts ticks under the key of their device and answers for each', async () => {
  const inputs: unknown[] = [];
  const send = async ({ input }: { input: unknown }) => {
    inputs.push(input);
    return { Records: [{ SequenceNumber: '7', ShardId: 's' }, { ErrorCode: 'InternalFailure' }], FailedRecordCount: 1 };
  };
  const ticks = kinesisTicks({ client: { send } as never, streamName: 'telemetry' });
  expect(await ticks.put([tick, { ...tick, deviceId: 'pump-8' }])).toEqual([
    { ok: true, id: '7' },
    { ok: false, code: 'InternalFailure' },
  ]);
  expect(inputs).toMatchObject([
    { StreamName: 'telemetry', Records: [{ PartitionKey: 'pump-7' }, { PartitionKey: 'pump-8' }] },
  ]);
  const [{ Records }] = inputs as [{ Records: { Data: Uint8Array }[] }];
  expect(JSON.parse(Buffer.from(Records[0]?.Data ?? []).toString())).toEqual(tick);
});
