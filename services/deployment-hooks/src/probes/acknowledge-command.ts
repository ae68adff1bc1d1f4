import { commandResponseTopic } from '@signalbox/contracts';
import { all, asked, failedItems } from './expectations.ts';
import type { ProbesOf } from './probe.ts';
import { queueEvent } from './queue-event.ts';
import { probeFleet } from './stream-event.ts';

const responseOf = (topic: string, payload: string, receivedAt: number): string =>
  JSON.stringify({ payload: Buffer.from(payload).toString('base64'), topic, clientId: 'probe', receivedAt });

/** A device may say anything: what cannot be read, and what no command awaits, changes nothing and is not tried again. */
export const acknowledgeCommandProbes: ProbesOf = ({ now, run }) => {
  const topic = commandResponseTopic.build({
    fleet: probeFleet,
    deviceId: `pump-probe-${run}`,
    commandId: `probe-${run}`,
  });
  const bodies = [
    responseOf(topic, '{"status":"SUCCEEDED"}', now),
    responseOf(topic, '{"status":"IN_PROGRESS","reason":"probe"}', now),
    responseOf(topic, '{"status":"WELL"}', now),
    responseOf(topic, 'not json', now),
    responseOf('cmd/probe/+/response/#', '{"status":"SUCCEEDED"}', now),
    responseOf(topic.replace('/response/', '/request/'), '{"status":"SUCCEEDED"}', now),
    '{"payload":1}',
    'not json',
    'null',
  ];
  return [
    {
      name: 'responses that no command awaits change nothing',
      event: queueEvent(
        bodies.map((body, index) => ({ messageId: `response-${index}`, body })),
        now,
      ),
      answers: { save: 'saved' },
      verify: (answer) =>
        all(
          answer,
          () => asked(answer, {}),
          () => failedItems(answer, []),
        ),
    },
  ];
};
