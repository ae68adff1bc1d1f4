import { Buffer } from 'node:buffer';

const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64');

const telemetry = (): object => ({
  payload: base64({ metrics: { temperature: 95.5 } }),
  topic: 'dt/bench/pump-1/telemetry',
  clientId: 'pump-1',
  receivedAt: Date.now(),
});

const streamBatch = (): object => ({
  Records: [
    {
      eventID: 'shardId-000000000000:1',
      eventName: 'aws:kinesis:record',
      eventSource: 'aws:kinesis',
      eventVersion: '1.0',
      eventSourceARN: 'arn:aws:kinesis:us-east-1:000000000000:stream/bench',
      awsRegion: 'us-east-1',
      invokeIdentityArn: 'arn:aws:iam::000000000000:role/bench',
      kinesis: {
        kinesisSchemaVersion: '1.0',
        partitionKey: 'pump-1',
        sequenceNumber: '1',
        data: base64(telemetry()),
        approximateArrivalTimestamp: Date.now() / 1000,
      },
    },
  ],
});

const queueBatch = (body: unknown): object => ({
  Records: [
    {
      messageId: 'm-1',
      receiptHandle: 'r-1',
      body: JSON.stringify(body),
      attributes: {
        SentTimestamp: `${Date.now()}`,
        ApproximateReceiveCount: '1',
        SenderId: 's',
        ApproximateFirstReceiveTimestamp: `${Date.now()}`,
      },
      messageAttributes: {},
      md5OfBody: '',
      eventSource: 'aws:sqs',
      eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:bench',
      awsRegion: 'us-east-1',
    },
  ],
});

const commandRequested = (): object => ({
  version: '0',
  id: 'e-1',
  source: 'signalbox.operators',
  'detail-type': 'CommandRequested',
  account: '000000000000',
  region: 'us-east-1',
  time: new Date().toISOString(),
  resources: [],
  detail: {
    commandId: 'c1',
    fleet: 'bench',
    deviceId: 'pump-1',
    name: 'set-fan',
    parameters: { speed: 1 },
    requestedBy: 'bench',
    requestedAt: Date.now(),
  },
});

const scheduled = (): object => ({
  source: 'aws.events',
  'detail-type': 'Scheduled Event',
  detail: {},
  time: new Date().toISOString(),
});

const ruleFailure = (): object => ({
  ruleName: 'signalbox_local_telemetry',
  topic: 'dt/bench/pump-1/telemetry',
  cloudwatchTraceId: 't',
  clientId: 'pump-1',
  base64OriginalPayload: base64({ metrics: { temperature: 20 } }),
  failures: [{ failedAction: 'KinesisAction', failedResource: 'stream', errorMessage: 'bench' }],
});

const commandResponse = (): object => ({
  payload: base64({ status: 'SUCCEEDED' }),
  topic: 'cmd/bench/pump-1/response/c1',
  clientId: 'pump-1',
  receivedAt: Date.now(),
});

const detectorAction = (): object => ({
  source: 'signalbox.decisions',
  'detail-type': 'DetectorAction',
  detail: {
    ...{ decisionId: 'm/pump-1/s:1#0/0', ruleSet: 'default', rule: 'm', fleet: 'bench', deviceId: 'pump-1' },
    ...{ decidedAt: Date.now(), reason: 'bench' },
    cause: { type: 'reading', shardId: 's', sequenceNumber: '1', reading: 0 },
    action: { type: 'iotTopicPublish', event: 'e', lifecycle: 'onEnter', payload: '{}', mqttTopic: 'bench/pump-1' },
  },
});

/** One good record of the kind that each function is there for. */
export const events: Readonly<Record<string, () => object>> = {
  archive: streamBatch,
  ingest: streamBatch,
  'put-again': () => queueBatch(ruleFailure()),
  decide: streamBatch,
  create: () => queueBatch(commandRequested()),
  acknowledge: () => queueBatch(commandResponse()),
  perform: () => queueBatch(detectorAction()),
  sweep: scheduled,
};
