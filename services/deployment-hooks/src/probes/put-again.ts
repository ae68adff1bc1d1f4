import { telemetryTopic } from '@signalbox/contracts';
import { all, asked, failedItems, same, writesOf } from './expectations.ts';
import type { ProbesOf } from './probe.ts';
import { queueEvent } from './queue-event.ts';
import { probeFleet } from './stream-event.ts';

/** https://docs.aws.amazon.com/iot/latest/developerguide/rule-error-handling.html */
const ruleError = (deviceId: string, payload: string): string =>
  JSON.stringify({
    ruleName: 'probe',
    topic: telemetryTopic.build({ fleet: probeFleet, deviceId }),
    clientId: deviceId,
    base64OriginalPayload: Buffer.from(payload).toString('base64'),
    failures: [{ failedAction: 'KinesisAction', failedResource: 'probe', errorMessage: 'throttled' }],
  });

/** What the topic rule could not put is put, as it was received; what cannot be read stays in the queue. */
export const putAgainProbes: ProbesOf = ({ now, run }) => {
  const deviceId = `pump-probe-${run}`;
  const payload = '{"metrics":{"temperature":21.0}}';
  const topic = telemetryTopic.build({ fleet: probeFleet, deviceId });
  const record = { payload: Buffer.from(payload).toString('base64'), topic, clientId: deviceId, receivedAt: now };
  return [
    {
      name: 'a message is put on the stream as it was received',
      event: queueEvent([{ messageId: 'good', body: ruleError(deviceId, payload) }], now),
      answers: { put: null },
      verify: (answer) =>
        all(
          answer,
          () => asked(answer, { put: 1 }),
          () => failedItems(answer, []),
          () => same('what it puts', writesOf(answer, 'put')[0]?.[0], { partitionKey: deviceId, record }),
        ),
    },
    {
      name: 'a message that cannot be read stays, and stops no other',
      event: queueEvent(
        [
          { messageId: 'not-json', body: 'not json' },
          { messageId: 'no-topic', body: '{"base64OriginalPayload":""}' },
          { messageId: 'null', body: 'null' },
          { messageId: 'good', body: ruleError(deviceId, payload) },
        ],
        now,
      ),
      answers: { put: null },
      verify: (answer) =>
        all(
          answer,
          () => asked(answer, { put: 1 }),
          () => failedItems(answer, ['not-json', 'no-topic', 'null']),
        ),
    },
    {
      name: 'a message that the stream does not take stays',
      event: queueEvent([{ messageId: 'good', body: ruleError(deviceId, payload) }], now),
      verify: (answer) =>
        answer.probe === 'answered' ? failedItems(answer, ['good']) : [`the function failed: ${answer.error}`],
    },
  ];
};
