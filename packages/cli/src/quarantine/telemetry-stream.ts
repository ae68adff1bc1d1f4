import { KinesisClient, PutRecordCommand } from '@aws-sdk/client-kinesis';
import { namesOf } from '../names.ts';
import { guarded } from '../target/guarded.ts';
import type { Target } from '../target/target.ts';
import type { ReplayPorts } from './replay.ts';

/** The telemetry stream of a stage, to put records on. */
export const openTelemetryStream = (target: Target): { put: ReplayPorts['put']; close: () => void } => {
  const client = guarded((settings) => new KinesisClient(settings), target);
  const { telemetryStream: StreamName } = namesOf(target.stage);
  return {
    put: async ({ partitionKey: PartitionKey, data: Data }) => {
      const { ShardId = '', SequenceNumber = '' } = await client.send(
        new PutRecordCommand({ StreamName, PartitionKey, Data }),
      );
      return { shardId: ShardId, sequenceNumber: SequenceNumber };
    },
    close: () => client.destroy(),
  };
};
