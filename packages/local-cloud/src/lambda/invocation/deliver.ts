import { UnsupportedError } from '../../kernel/aws-error.ts';
import type { Services } from '../../ports/services.ts';

/** Sends a record of an asynchronous invocation to a destination. @throws AwsError as the destination answers */
export const deliver = async (
  services: Services,
  destinationArn: string,
  record: object,
  outcome: 'Success' | 'Failure',
  functionArn: string,
): Promise<void> => {
  const text = JSON.stringify(record);
  const service = destinationArn.split(':')[2];
  if (service === 'sqs') await services.sqs.sendMessage(destinationArn, text);
  else if (service === 'sns') await services.sns.publish(destinationArn, text);
  else if (service === 'lambda') await services.lambda.invoke(destinationArn, Buffer.from(text), 'Event');
  else if (service === 'events') {
    await services.events.putEvent(destinationArn, {
      source: 'lambda',
      detailType: `Lambda Function Invocation Result - ${outcome}`,
      resources: [destinationArn, functionArn],
      detail: record as Record<string, unknown>,
    });
  } else throw new UnsupportedError(`the destination ${destinationArn}`);
};
