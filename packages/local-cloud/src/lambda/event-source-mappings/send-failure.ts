import { randomUUID } from 'node:crypto';
import type { Services } from '../../ports/services.ts';
import { type FailedBatch, failureObjectKey, failureRecord } from './failure-record.ts';

/**
 * Sends a record of given-up records to a queue or topic (metadata only) or bucket (with the event itself, as text, in `payload`).
 * @throws AwsError as the destination answers
 */
export const sendFailure = async (
  services: Services,
  destinationArn: string,
  mappingId: string,
  batch: FailedBatch,
  event: Uint8Array,
): Promise<void> => {
  const record = failureRecord(batch);
  const [, , service, , , resource = ''] = destinationArn.split(':');
  if (service === 'sqs') await services.sqs.sendMessage(destinationArn, JSON.stringify(record));
  else if (service === 'sns') await services.sns.publish(destinationArn, JSON.stringify(record));
  else {
    const body = JSON.stringify({ ...record, payload: Buffer.from(event).toString('utf8') });
    const key = failureObjectKey(mappingId, batch.shardId, batch.now, randomUUID());
    await services.s3.putObject(resource, key, Buffer.from(body), { contentType: 'application/json' });
  }
};
