import type { QueueMessage } from '../../ports/sqs.ts';

const attributeOf = (attribute: QueueMessage['messageAttributes'][string]) => ({
  ...(attribute.StringValue === undefined ? {} : { stringValue: attribute.StringValue }),
  ...(attribute.BinaryValue === undefined ? {} : { binaryValue: attribute.BinaryValue }),
  stringListValues: [],
  binaryListValues: [],
  dataType: attribute.DataType,
});

/** One record of an SQS event, as JSON. Source: https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html */
export const sqsEventRecord = (message: QueueMessage, queueArn: string, region: string): string =>
  JSON.stringify({
    messageId: message.messageId,
    receiptHandle: message.receiptHandle,
    body: message.body,
    attributes: message.attributes,
    messageAttributes: Object.fromEntries(
      Object.entries(message.messageAttributes).map(([name, attribute]) => [name, attributeOf(attribute)]),
    ),
    md5OfBody: message.md5OfBody,
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion: region,
  });
