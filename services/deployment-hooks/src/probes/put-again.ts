import { telemetryTopic } from '@signalbox/contracts';
import type { ProbeAnswer } from '@signalbox/lambda-kit';
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

/** As it is put on the stream. */
const entryOf = (deviceId: string, payload: string, receivedAt: number) => {
  const topic = telemetryTopic.build({ fleet: probeFleet, deviceId });
  const record = { payload: Buffer.from(payload).toString('base64'), topic, clientId: deviceId, receivedAt };
  return { partitionKey: deviceId, record };
};

const payloadOf = (index: number): string => `{"metrics": {"temperature": ${index}.0}}`;

/** They are put at the same time, in any order. */
const putsOf = (answer: ProbeAnswer): readonly unknown[] =>
  writesOf(answer, 'put')
    .map(([entry]) => entry as { readonly partitionKey: string })
    .toSorted((one, other) => (one.partitionKey < other.partitionKey ? -1 : 1));

/** What the topic rule could not put is put, as it was received; what cannot be read stays in the queue. */
export const putAgainProbes: ProbesOf = ({ now, run }) => {
  const deviceId = `pump-probe-${run}`;
  const payload = '{"metrics":{"temperature":21.0}}';
  const others = [...'abcdefghij'].map((name) => `${deviceId}-${name}`);
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
          () => same('what it puts', putsOf(answer), [entryOf(deviceId, payload, now)]),
        ),
    },
    {
      name: 'messages of many devices are put each as it was received',
      soak: true,
      event: queueEvent(
        others.map((id, index) => ({ messageId: `of-${index}`, body: ruleError(id, payloadOf(index)) })),
        now,
      ),
      answers: { put: null },
      verify: (answer) =>
        all(
          answer,
          () => failedItems(answer, []),
          () =>
            same(
              'what it puts',
              putsOf(answer),
              others.map((id, index) => entryOf(id, payloadOf(index), now)),
            ),
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
